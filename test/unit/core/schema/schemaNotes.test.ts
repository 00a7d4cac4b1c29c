import assert from 'node:assert/strict';
import { schemaSupport as table } from '../../../../generated/schemaSupport';
import { sayInEnglish } from '../../../../src/core/base/say';
import { schemaLines, schemaNotes } from '../../../../src/core/schema/schemaNotes';
import type { SchemaSupport } from '../../../../src/core/schema/schemaSupport';

const at = (id: string): SchemaSupport => table.find((support) => support.id === id)!;
const made: SchemaSupport = {
  ...at('openai'),
  ...{ name: 'Made', accepted: ['type', 'properties'], ignored: ['not'], refused: ['oneOf'], others: 'unknown' },
  rules: {},
};
const notes = (schema: unknown, support: SchemaSupport | undefined = made) =>
  schemaNotes(typeof schema === 'string' ? schema : JSON.stringify(schema), support, sayInEnglish);
const texts = (...asked: Parameters<typeof notes>): string[] => notes(...asked).lines.map(({ text }) => text);

describe('what is to be known of a schema before it is sent', () => {
  it('is the worst first, each at its place, and what is unknown in one sentence', () => {
    const schema = { not: {}, if: {}, then: {}, properties: { 'a/b': { oneOf: [] } } };
    const { lines, canMend } = notes(schema);
    assert.deepEqual(
      lines.map(({ severity, text }) => `${severity} ${text}`),
      [
        'refused /properties/a~1b/oneOf: Made refuses "oneOf".',
        'ignored /not: Made ignores "not".',
        'unknown It is not known what Made does with "if", "then".',
      ],
    );
    assert.equal(canMend, true);
    assert.equal(notes({ not: {} }).canMend, false);
  });

  it('is five lines, with the number of the others', () => {
    const refusing = (count: number) => ({
      properties: Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, { oneOf: [] }])),
    });
    assert.equal(texts(refusing(5)).length, 5);
    assert.deepEqual(texts(refusing(7)).slice(5), ['2 more']);
  });

  it('is that it depends on somebody else, or that nobody knows', () => {
    const passedOn = ['OpenRouter passes the schema on: what is done with it depends on who answers.'];
    assert.deepEqual(texts({ oneOf: [] }, at('openrouter')), passedOn);
    assert.deepEqual(
      schemaLines({ oneOf: [] }, at('openrouter'), sayInEnglish).map(({ text }) => text),
      passedOn,
    );
    assert.deepEqual(
      schemaNotes('{}', undefined, sayInEnglish).lines.map(({ text }) => text),
      ['It is not known what this provider does with a schema.'],
    );
  });

  it('is nothing where it cannot be read, or nothing is wrong with it', () => {
    for (const schema of ['{', '[]', { type: 'object' }])
      assert.deepEqual(notes(schema), { lines: [], canMend: false });
  });
});
