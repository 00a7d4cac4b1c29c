import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import { comparedEvents } from '../../../../../src/core/playground/import/comparedPrompts';
import { promptRequest } from '../../../../../src/core/playground/import/promptRequest';
import { textOf } from '../../../../../src/core/playground/session/nodeText';
import { columnOf, emptySession, reduceSession, turnsTo } from '../../../../../src/core/playground/session/sessionTree';
import { readDotprompt } from '../../../../../src/core/prompts/forms/dotprompt';

/** The columns of a session that compares two prompts: system prompt, what was asked, and what is written. */
function compared(left: string, right: string, input: Record<string, unknown> = {}): unknown[] {
  let ids = 0;
  const requests = [left, right].map((text) => promptRequest(readDotprompt(text), { input }));
  const events = atOnce(comparedEvents(requests[0]!, requests[1]!, { randomId: () => `id${ids++}`, now: 1 }));
  const session = events.reduce(reduceSession, emptySession('s', 1));
  return session.columns.map(({ id, leaf }) => {
    const { draft } = columnOf(session, id)!;
    return [draft.system, draft.model, turnsTo(session, leaf).map(({ prompt }) => textOf(prompt)), draft.message];
  });
}

describe('two prompts beside each other', () => {
  it('have their message in common where it is the same', () => {
    assert.deepEqual(
      compared(
        '---\nmodel: a\n---\n{{role "system"}}Be brief.{{role "user"}}Explain {{x}}.',
        '---\nmodel: b\n---\n{{role "system"}}Be long.{{role "user"}}Explain {{x}}.',
      ),
      [
        ['Be brief.', 'a', [], 'Explain {{x}}.'],
        ['Be long.', 'b', [], ''],
      ],
    );
  });

  it('have each its own values where these differ', () => {
    const prompt = (value: string, system: string, message: string): string =>
      `---\ninput:\n  schema: {x: string}\n  default: {x: ${value}}\n---\n{{role "system"}}${system}{{role "user"}}${message}`;
    assert.deepEqual(compared(prompt('cats', 'S', 'Explain {{x}}.'), prompt('dogs', 'S', 'Explain {{x}}.')), [
      ['S', '', ['Explain cats.'], ''],
      ['S', '', ['Explain dogs.'], ''],
    ]);
    assert.deepEqual(compared(prompt('cats', 'Be {{x}}!', 'Explain.'), prompt('dogs', 'Be {{x}}!', 'Explain.')), [
      ['Be cats!', '', [], 'Explain.'],
      ['Be dogs!', '', [], ''],
    ]);
    assert.deepEqual(compared(prompt('cats', 'Be {{x}}!', 'One'), prompt('cats', 'Be {{x}}!', 'Two')), [
      ['Be cats!', '', ['One'], ''],
      ['Be cats!', '', ['Two'], ''],
    ]);
  });

  it('have each its own where they differ, with the values', () => {
    assert.deepEqual(
      compared('{{role "system"}}S{{role "user"}}Explain {{x}}.', 'Tell me of {{x}}!', { x: 'tokens' }),
      [
        ['S', '', ['Explain tokens.'], ''],
        ['', '', ['Tell me of tokens!'], ''],
      ],
    );
  });
});
