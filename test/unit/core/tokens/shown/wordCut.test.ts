import assert from 'node:assert/strict';
import { cutOf, tellingCut } from '../../../../../src/core/tokens/shown/wordCut';

/** The tokens of a line, from where each of them ends. */
function tokens(...ends: number[]): { starts: Uint32Array<ArrayBuffer>; ends: Uint32Array<ArrayBuffer> } {
  return { starts: Uint32Array.from([0, ...ends.slice(0, -1)]), ends: Uint32Array.from(ends) };
}

describe('a word as it falls apart', () => {
  // The| token|izer| cut|s|.
  const line = { text: 'The tokenizer cuts.', start: 0 };
  const cut = tokens(3, 9, 13, 17, 18, 19);

  it('leaves out what a token has before the word', () => {
    assert.deepEqual(cutOf({ text: 'tokenizer', start: 4 }, cut), { pieces: ['token', 'izer'], tokens: 2 });
  });

  it('counts the tokens that meet inside of a character', () => {
    const emoji = { starts: Uint32Array.from([0, 0, 0, 2]), ends: Uint32Array.from([2, 2, 2, 3]) };
    assert.deepEqual(cutOf({ text: '🙂!', start: 0 }, emoji), { pieces: ['🙂', '!'], tokens: 4 });
  });

  it('is the word at the place where that is cut', () => {
    assert.deepEqual(tellingCut(line, cut, 15)?.pieces, ['cut', 's']);
  });

  it('is the first with the most pieces where the word at the place is one token', () => {
    assert.deepEqual(tellingCut(line, cut, 1)?.pieces, ['token', 'izer']);
  });

  it('is the first word where none is cut, and nothing where there is none', () => {
    assert.deepEqual(tellingCut({ text: 'a b', start: 0 }, tokens(1, 3), 2)?.pieces, ['a']);
    assert.equal(tellingCut({ text: '… —', start: 0 }, tokens(1, 3), 0), undefined);
  });

  it('counts from where the line stands in the document', () => {
    const far = { starts: Uint32Array.from([100, 104]), ends: Uint32Array.from([104, 106]) };
    assert.deepEqual(tellingCut({ text: 'wordly', start: 100 }, far, 101), { pieces: ['word', 'ly'], tokens: 2 });
  });
});
