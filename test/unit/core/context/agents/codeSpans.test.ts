import assert from 'node:assert/strict';
import { backtickSpans, inSpans, markdownCode } from '../../../../../src/core/context/agents/codeSpans';
import { Random } from '../../../../../scripts/promptfoo/random';

/** As the agent itself looks for code: slow on some texts. */
const byExpression = (text: string): object[] =>
  [...text.matchAll(/(`+)([\s\S]*?)\1/g)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));

describe('code between backticks', () => {
  it('is what the expression of Gemini CLI finds', () => {
    const random = new Random(1);
    for (let i = 0; i < 2_000; i++) {
      const text = random.many(0, 14, () => random.of(['`', '`', '``', '```', '````', 'a', ' ', '\n'])).join('');
      assert.deepEqual(backtickSpans(text), byExpression(text), JSON.stringify(text));
    }
  });

  it('is found in texts that were made to be slow', () => {
    const rising = Array.from({ length: 1_000 }, (_, i) => '`'.repeat(1_000 - i)).join(' ');
    assert.equal(backtickSpans(rising.split(' ').toReversed().join(' ')).length > 0, true);
    assert.equal(markdownCode(`a ${rising}`).length, 0);
    assert.equal(markdownCode('`\n'.repeat(100_000)).length, 50_000);
  });

  it('is a fence or a pair of runs of one length in Markdown', () => {
    const text = 'a `b` ``c ` d`` `e\n```ts\n`f\n````\n~~~\nopen';
    assert.deepEqual(
      markdownCode(text).map(({ start, end }) => text.slice(start, end)),
      ['`b`', '``c ` d``', '```ts\n`f\n````\n', '~~~\nopen'],
    );
    const isCode = inSpans(markdownCode(text));
    assert.deepEqual([0, 3, 6, 12, 17].map(isCode), [false, true, true, true, false]);
  });
});
