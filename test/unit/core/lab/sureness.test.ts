import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AnswerStep } from '../../../../src/core/lab/steps';
import { leastSure, meanSureness, sureWords } from '../../../../src/core/lab/sureness';

const pieces = ['He', 'llo', ' wor', 'ld', '.', '<end>'];
const end = 5;
const bytesOf = (id: number): Uint8Array => new TextEncoder().encode(pieces[id]);
const step = (id: number, probability: number): AnswerStep => ({ rank: 0, candidates: [{ id, probability }] });

describe('how sure the words of an answer are', () => {
  it('is the product of the tokens of each word, without the end of the answer', () => {
    const words = sureWords(
      [step(0, 0.5), step(1, 0.4), step(2, 0.9), step(3, 1), step(4, 0.5), step(end, 0.1)],
      bytesOf,
      end,
    );
    assert.deepEqual(words, [
      { text: 'Hello', probability: 0.2, start: 0, end: 2 },
      { text: 'world.', probability: 0.45, start: 2, end: 5 },
    ]);
  });

  it('begins a word after a line, as after a space', () => {
    const [first, second] = ['One', '\nTwo'].map((text) => new TextEncoder().encode(text));
    const words = sureWords([step(0, 1), step(1, 1)], (id) => (id === 0 ? first! : second!), end);
    assert.deepEqual(
      words.map(({ text }) => text),
      ['One', 'Two'],
    );
  });

  it('is that of the token that was taken, not of the likeliest', () => {
    const taken: AnswerStep = {
      rank: 1,
      candidates: [
        { id: 0, probability: 0.7 },
        { id: 1, probability: 0.2 },
      ],
    };
    assert.deepEqual(sureWords([taken], bytesOf, end), [{ text: 'llo', probability: 0.2, start: 0, end: 1 }]);
  });

  it('puts a character together that lies over two tokens', () => {
    const [first, second] = [Uint8Array.of(0x20, 0xc3), Uint8Array.of(0xa9)];
    const [word] = sureWords([step(0, 1), step(1, 1)], (id) => (id === 0 ? first : second), end);
    assert.equal(word?.text, 'é');
  });

  it('has each step in one word', () => {
    const anySteps = fc.array(fc.tuple(fc.nat(4), fc.double({ min: 0.01, max: 1, noNaN: true })), { maxLength: 20 });
    fc.assert(
      fc.property(anySteps, (all) => {
        const words = sureWords(
          all.map(([id, share]) => step(id, share)),
          bytesOf,
          end,
        );
        let at = 0;
        for (const word of words) {
          assert.equal(word.start, at);
          at = word.end;
        }
        assert.equal(at, all.length);
      }),
    );
  });

  it('is a geometric mean over the words, and unknown where there are none', () => {
    const word = (probability: number) => ({ text: '', probability, start: 0, end: 1 });
    assert.ok(Math.abs(meanSureness([word(0.9), word(0.4)])! - 0.6) < 1e-12);
    assert.equal(meanSureness([]), undefined);
    assert.equal(leastSure([word(0.9), word(0.4), word(0.5)])?.probability, 0.4);
    assert.equal(leastSure([]), undefined);
  });
});
