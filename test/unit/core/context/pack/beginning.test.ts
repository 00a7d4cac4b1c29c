import assert from 'node:assert/strict';
import { beginningOf } from '../../../../../src/core/context/pack/beginning';

/** Of a text in which a character is a token. */
const beginning = (text: string, tokens: number): Promise<string> =>
  beginningOf(text, tokens, (part) => Promise.resolve(part.length));

describe('the beginning of a text', () => {
  it('is all of it where that fits, to the token', async () => {
    assert.equal(await beginning('abcd', 4), 'abcd');
    assert.equal(await beginning('abcd\n', 5), 'abcd\n');
  });

  it('has at most so many tokens, and lacks 8 characters at most', async () => {
    for (const tokens of [1, 9, 100, 333]) {
      const { length } = await beginning('x'.repeat(1_000), tokens);
      assert.ok(length <= tokens && length >= tokens - 8, `${length} of ${tokens}`);
    }
  });

  it('is whole lines, unless half of what fits would be lost with the last one', async () => {
    const lines = (first: number): string => `${'a'.repeat(first - 1)}\n${'b'.repeat(1_000)}`;
    assert.equal(await beginning(lines(60), 100), `${'a'.repeat(59)}\n`);
    assert.match(await beginning(lines(40), 100), /^a+\nb+$/);
  });
});
