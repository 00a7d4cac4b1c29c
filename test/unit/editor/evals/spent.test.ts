import assert from 'node:assert/strict';
import { statsOf } from '../../../../src/core/evals/run/stats';
import { Spent } from '../../../../src/editor/evals/spent';
import { evalCell } from '../../../support/evalCells';

const results = (costUsd: number | null, stopped: 'cap' | null = null) => {
  const cells = [evalCell({ costUsd }), evalCell({ test: 1, costUsd: 5, cached: true })];
  return { cells, stats: statsOf(cells, { asked: 1, askedAgain: 0 }), run: { id: 'run', stopped } };
};

describe('what a continuous run has left of its caps', () => {
  it('is less by what its answers cost, but for those of the cache', () => {
    const spent = new Spent();
    assert.equal(spent.isUsed, false);
    spent.add(results(0.25));
    spent.add(results(0.5));
    assert.equal(spent.isUsed, true);
    assert.deepEqual(spent.left({ costUsd: 1 }), { costUsd: 0.25 });
    assert.deepEqual(spent.left({ costUsd: 0.5, requests: 3 }), { costUsd: 0, requests: 1 });
  });

  it('is nothing after a cap, and where nobody knows what an answer cost', () => {
    const capped = new Spent();
    capped.add(results(0.25, 'cap'));
    assert.equal(capped.left({ costUsd: 1 }), undefined);
    const unsure = new Spent();
    unsure.add(results(null));
    assert.equal(unsure.left({ costUsd: 1 }), undefined);
    assert.deepEqual(unsure.left({ costUsd: 1, requests: 2 }), { costUsd: 1, requests: 1 });
    unsure.reset();
    assert.equal(unsure.isUsed, false);
  });
});
