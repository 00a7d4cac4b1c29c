import assert from 'node:assert/strict';
import { shareTokens } from '../../../../../src/core/context/pack/share';

/** The shares of files with so many tokens, each with a frame of 10. */
const shares = (sizes: readonly number[], budget: number): number[] =>
  shareTokens(
    sizes.map((tokens) => ({ tokens, frame: 10 })),
    budget,
  );

describe('the shares of files', () => {
  it('are all they need where all fit, to the token', () => {
    assert.deepEqual(shares([100, 200], 320), [Infinity, Infinity]);
    assert.deepEqual(shares([100, 200], 319), [Infinity, 199]);
  });

  it('are the same for all that do not fit', () => {
    assert.deepEqual(shares([1_000, 100, 2_000], 830), [350, Infinity, 350]);
  });

  it('leave out the largest where one would have fewer than 64 tokens, of several of one size the last', () => {
    assert.deepEqual(shares([500, 500], 148), [64, 64]);
    assert.deepEqual(shares([500, 500], 147), [137, 0]);
    assert.deepEqual(shares([600, 500, 500], 150), [0, 65, 65]);
  });

  it('may be fewer than 64 tokens for the last one that is left', () => {
    assert.deepEqual(shares([500, 600], 40), [30, 0]);
    assert.deepEqual(shares([500], 11), [1]);
    assert.deepEqual(shares([500], 10), [0]);
    assert.deepEqual(shares([500], 0), [0]);
  });
});
