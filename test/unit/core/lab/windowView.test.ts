import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cacheBytesPerToken, costOf, fallenOut, tokensSent } from '../../../../src/core/lab/windowView';
import { ForwardPass } from '../../../../src/core/pocket/forwardPass';
import { pocketModel, randomNetwork, smallShape } from '../../../support/pocket';

describe('a context window', () => {
  it('holds a key and a value of every layer for each token', async () => {
    // 2 layers of 2 heads of 4 numbers, twice, of 4 bytes.
    assert.equal(cacheBytesPerToken(smallShape), 128);
    assert.equal(cacheBytesPerToken((await pocketModel()).network.shape), 2048);
  });

  it('has as many bytes as the built-in model takes for a full one', () => {
    const run = Object.entries(new ForwardPass(randomNetwork(smallShape)));
    const bytes = ['keys', 'values'].flatMap((name) =>
      (run.find(([field]) => field === name)?.[1] as Float32Array[]).map(({ byteLength }) => byteLength),
    );
    const sum = bytes.reduce((total, size) => total + size, 0);
    assert.equal(cacheBytesPerToken(smallShape) * smallShape.window, sum);
  });

  it('loses the first tokens as soon as marks and text are more than it', () => {
    assert.equal(fallenOut(21, 24, 3), 0);
    assert.equal(fallenOut(22, 24, 3), 1);
    assert.equal(fallenOut(5, 2, 3), 5);
    assert.equal(fallenOut(0, 24, 3), 0);
  });

  it('is sent again with every turn, up to all that it holds', () => {
    assert.equal(tokensSent(10, 1, 100), 10);
    assert.equal(tokensSent(10, 3, 100), 10 + 20 + 30);
    assert.equal(tokensSent(10, 4, 25), 10 + 20 + 25 + 25);
    const some = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(some, some, some, (tokens, turns, window) =>
        assert.ok(tokensSent(tokens, turns, window) <= window * turns),
      ),
    );
  });

  it('costs its tokens at the price of a million', () => {
    assert.equal(costOf(500_000, 3), 1.5);
    assert.equal(costOf(0, 3), 0);
  });
});
