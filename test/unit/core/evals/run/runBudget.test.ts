import assert from 'node:assert/strict';
import { RunBudget } from '../../../../../src/core/evals/run/runBudget';
import type { MostSpend } from '../../../../../src/core/evals/run/runBudget';

const most = { usd: 1, tokens: 100 };
const unknown = { usd: null, tokens: null };

describe('the budget of a run', () => {
  /** Whether it was taken at once, refused at once, or waits. */
  const take = async (budget: RunBudget, spend: MostSpend = most) => {
    const taken = budget.take(spend);
    return Promise.race([taken, new Promise((resolve) => setTimeout(resolve, 1, 'waits'))]);
  };

  it('counts the most that requests under way may use as used, and gives back what they did not', async () => {
    const budget = new RunBudget({ costUsd: 2.5 });
    assert.deepEqual([await take(budget), await take(budget)], [true, true]);
    const third = budget.take(most);
    budget.settle(most, { usd: 0.25, tokens: 9 });
    assert.equal(await third, true);
    budget.settle(most, { usd: 1, tokens: 9 });
    budget.settle(most, { usd: 1, tokens: 9 });
    assert.equal(await take(budget), false);
  });

  it('takes what nobody knows of an answer at its most', async () => {
    const budget = new RunBudget({ costUsd: 1.5 });
    await budget.take(most);
    budget.settle(most, unknown);
    assert.equal(await take(budget), false);
  });

  it('lets as much through as fits to the last cent, whatever the sums of numbers', async () => {
    const budget = new RunBudget({ costUsd: 0.3 });
    const tenth = { usd: 0.1, tokens: 1 };
    assert.deepEqual(
      [await take(budget, tenth), await take(budget, tenth), await take(budget, tenth)],
      [true, true, true],
    );
    assert.equal(await take(budget, { usd: 0.0001, tokens: 1 }), 'waits');
  });

  it('counts requests, also those that fail', async () => {
    const budget = new RunBudget({ requests: 1 });
    assert.equal(await take(budget, unknown), true);
    assert.equal(await take(budget, unknown), false);
    budget.settle(unknown, { usd: 0, tokens: 0 });
    assert.equal(await take(budget, unknown), false);
  });

  it('lets nothing through whose price is not known, but where requests are capped', async () => {
    assert.equal(await take(new RunBudget({ costUsd: 9 }), unknown), false);
    assert.equal(await take(new RunBudget({ costUsd: 9, requests: 1 }), unknown), true);
    assert.equal(await take(new RunBudget({ costUsd: 9, tokens: 100 }), { usd: null, tokens: 100 }), true);
    assert.equal(await take(new RunBudget({ tokens: 9 }), unknown), false);
    assert.equal(await take(new RunBudget({ tokens: 99 }), most), false);
    assert.equal(await take(new RunBudget({ tokens: 100 }), most), true);
  });

  it('counts the requests of a run before', async () => {
    const budget = new RunBudget({ requests: 2 });
    budget.spend({ usd: null, tokens: null }, 1);
    assert.equal(await budget.take({ usd: 0, tokens: 0 }), true);
    assert.equal(await budget.take({ usd: 0, tokens: 0 }), false);
  });
});
