import assert from 'node:assert/strict';
import { schemaSupport as table } from '../../../../generated/schemaSupport';
import { sayInEnglish } from '../../../../src/core/base/say';
import { schemaNotes } from '../../../../src/core/schema/schemaNotes';

const notes = (schema: unknown, id: string) =>
  schemaNotes(
    typeof schema === 'string' ? schema : JSON.stringify(schema),
    table.find((support) => support.id === id),
    sayInEnglish,
  );

describe('the notes above a message with a schema', () => {
  it('begin with what is refused, then what is ignored, then what is not known, five of them and how many more', () => {
    const schema = { type: 'object', not: {}, minContains: 1, uniqueItems: true };
    const { lines, canMend } = notes(schema, 'xai');
    assert.deepEqual(
      lines.map(({ severity }) => severity),
      ['refused', 'ignored', 'unknown'],
    );
    assert.match(lines[0]?.text ?? '', /^\/minContains: xAI refuses "minContains"/);
    assert.equal(canMend, true);
    const many = { ...schema, properties: Object.fromEntries(Array.from('abcdef', (name) => [name, { not: {} }])) };
    const shown = notes(many, 'xai').lines;
    assert.deepEqual([shown.length, shown.at(-1)?.text], [6, '4 more']);
  });

  it('are one where the provider passes a schema on, or nobody knows it, and none where it cannot be read', () => {
    const words = (id: string): string[] => notes({ type: 'nothing' }, id).lines.map(({ text }) => text);
    assert.deepEqual(words('openrouter'), [
      'OpenRouter passes the schema on: what is done with it depends on who answers.',
    ]);
    assert.deepEqual(words('nobody'), ['It is not known what this provider does with a schema.']);
    assert.deepEqual(notes('{', 'xai'), { lines: [], canMend: false });
  });
});
