import fc from 'fast-check';
import assert from 'node:assert/strict';
import { atOnce } from '../../../../src/core/base/work';
import { ForwardPass, WindowError } from '../../../../src/core/pocket/forwardPass';
import { pocketModel, randomNetwork, smallShape } from '../../../support/pocket';

const network = randomNetwork(smallShape);
const tokens = fc.array(fc.integer({ min: 0, max: smallShape.vocabulary - 1 }), { minLength: 1, maxLength: 31 });

// With and without the cache, in any shape and cut anywhere: anyShape.test.ts.

/** The logits after the last token, by a run of its own that has seen nothing yet. */
const afresh = (ids: readonly number[]): Float64Array => atOnce(new ForwardPass(network).feed(ids)).slice();

describe('a run of the built-in model', () => {
  it('gives the same logits in pieces of any size, and beside another run on the same network', () => {
    const pieces = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(tokens, tokens, pieces, (ids, others, piece) => {
        const runs = [ids, others].map((each, i) => {
          const run = new ForwardPass(network, undefined, piece + i);
          return { run, work: run.feed(each), done: false };
        });
        while (runs.some(({ done }) => !done)) for (const each of runs) each.done ||= each.work.next().done === true;
        assert.deepEqual(
          runs.map(({ run }) => run.logits),
          [afresh(ids), afresh(others)],
        );
      }),
      { numRuns: 60 },
    );
  });

  it('uses on average no more weights between two pauses than it was told, four rows at least', () => {
    const { width, layers, feedForward, vocabulary } = smallShape;
    const weights = layers * (width * width * 3 + width * feedForward * 3) + vocabulary * width;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (piece) => {
        const pauses = Array.from(new ForwardPass(network, undefined, piece).feed([1])).length;
        assert.ok(pauses >= weights / Math.max(piece, 4 * feedForward));
      }),
    );
  });

  it('uses some 8,000 weights between two pauses where it is told nothing', async () => {
    const { network: shipped } = await pocketModel();
    const { width, layers, feedForward, vocabulary } = shipped.shape;
    const weights = layers * (width * width * 2 + width * feedForward * 3) + vocabulary * width;
    assert.ok(Array.from(new ForwardPass(shipped).feed([1])).length >= weights / 8_192);
  });

  it('takes back no more than there is', () => {
    const run = new ForwardPass(network);
    atOnce(run.feed([1]));
    for (const length of [2, -1, NaN]) assert.throws(() => run.rewind(length), RangeError);
    assert.equal(run.length, 1);
  });

  it('depends on the order of the tokens', () => {
    assert.notDeepEqual(afresh([3, 4, 5]), afresh([4, 3, 5]));
  });

  it('refuses what does not fit, with both counts, and keeps what it had', () => {
    const run = new ForwardPass(network);
    atOnce(run.feed([1]));
    const error = (thrown: unknown): boolean =>
      thrown instanceof WindowError && thrown.tokens === 33 && thrown.window === 32;
    assert.throws(() => atOnce(run.feed(new Array<number>(32).fill(1))), error);
    assert.equal(run.length, 1);
    assert.throws(() => atOnce(run.feed([24])), RangeError);
  });

  it('shows the attention of each token, read alone or among others', () => {
    const weightsOf = (feed: (run: ForwardPass) => void): number[][] => {
      const seen: number[][] = [];
      feed(
        new ForwardPass(network, (layer, position, weights, stride) => {
          for (let head = 0; head < smallShape.heads; head++) {
            seen[(position * smallShape.layers + layer) * smallShape.heads + head] = Array.from(
              weights.slice(head * stride, head * stride + position + 1),
            );
          }
        }),
      );
      return seen;
    };
    const ids = [3, 1, 4, 1, 5];
    const together = weightsOf((run) => atOnce(run.feed(ids)));
    assert.deepEqual(
      together,
      weightsOf((run) => ids.forEach((id) => atOnce(run.feed([id])))),
    );
    assert.equal(together.length, ids.length * smallShape.layers * smallShape.heads);
    for (const weights of together) assert.ok(Math.abs(weights.reduce((a, b) => a + b) - 1) < 1e-12);
  });
});
