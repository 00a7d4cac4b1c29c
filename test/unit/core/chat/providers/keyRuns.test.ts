import assert from 'node:assert/strict';
import { mock } from 'node:test';
import fc from 'fast-check';
import { Needle, RunFinder } from '../../../../../src/core/chat/providers/keyRuns';

/** Letters of the longest end of a text that stands in a needle. */
function longestEnd(text: string, needle: string): number {
  let length = text.length;
  while (!needle.includes(text.slice(text.length - length))) length--;
  return length;
}

const few = (maxLength: number) =>
  fc.array(fc.constantFrom('a', 'b', 'c', 'Я', '…'), { maxLength }).map((all) => all.join(''));

describe('the run finder', () => {
  it('knows after each letter the longest end of the text that stands in the needle, and where it begins @deep', () => {
    fc.assert(
      fc.property(few(20), few(40), (text, other) => {
        const finder = new RunFinder(new Needle(text));
        const read = other + text + other;
        for (let at = 0; at < read.length; at++) {
          finder.take(read.charCodeAt(at), 10 * at);
          const length = longestEnd(read.slice(0, at + 1), text);
          assert.deepEqual([finder.length, finder.start], [length, length === 0 ? Infinity : 10 * (at + 1 - length)]);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('knows nothing of what it has forgotten', () => {
    const finder = new RunFinder(new Needle('abc'));
    finder.take('a'.charCodeAt(0), 0);
    finder.forget();
    finder.take('b'.charCodeAt(0), 1);
    assert.deepEqual([finder.length, finder.start], [1, 1]);
  });

  for (const piece of ['a', 'ab', `${'a'.repeat(99)}b`, 'abcabd', `${'abc'.repeat(30)}x`]) {
    it(`takes a step or two a letter, whatever the text repeats: ${piece.slice(0, 10)}`, () => {
      const needle = new Needle(`${'a'.repeat(100)}${'abc'.repeat(40)}`);
      const { mock: links } = mock.method(needle, 'link');
      const finder = new RunFinder(needle);
      const text = piece.repeat(500);
      for (let at = 0; at < text.length; at++) finder.take(text.charCodeAt(at), at);
      assert.ok(links.callCount() <= text.length, `${links.callCount()} steps back in ${text.length} letters`);
    });
  }
});
