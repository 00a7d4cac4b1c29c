import assert from 'node:assert/strict';
import { atOnce } from '../../../../src/core/base/work';
import { allHeads, attentionIn, attentionOf, mostLooked } from '../../../../src/core/lab/attentionView';
import { randomNetwork, smallShape } from '../../../support/pocket';

const attention = atOnce(attentionIn(randomNetwork(smallShape), [3, 1, 4, 1, 5]));

describe('what a token looks at', () => {
  it('adds up to 1 in every head, and in the mean of them', () => {
    for (let layer = 0; layer < smallShape.layers; layer++) {
      for (let head = allHeads; head < smallShape.heads; head++) {
        for (let position = 0; position < 5; position++) {
          const weights = attentionOf(attention, layer, head, position);
          assert.equal(weights.length, position + 1);
          assert.ok(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-12);
        }
      }
    }
  });

  it('is the mean of the heads where all are shown', () => {
    const mean = attentionOf(attention, 1, allHeads, 2);
    const first = Array.from({ length: smallShape.heads }, (_, head) => attentionOf(attention, 1, head, 2)[0]!);
    assert.ok(Math.abs(mean[0]! - first.reduce((sum, weight) => sum + weight, 0) / smallShape.heads) < 1e-12);
  });

  it('is ordered by weight, the first of equals first', () => {
    assert.deepEqual(mostLooked(Float64Array.of(0.2, 0.5, 0.1, 0.2), 3), [
      { position: 1, weight: 0.5 },
      { position: 0, weight: 0.2 },
      { position: 3, weight: 0.2 },
    ]);
  });
});
