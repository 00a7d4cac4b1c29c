import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import type { CellAsker } from '../../../../../src/core/evals/run/cellAsker';
import type { RunDeps } from '../../../../../src/core/evals/run/runDeps';
import { runSuite } from '../../../../../src/core/evals/run/runSuite';
import type { RunOptions } from '../../../../../src/core/evals/run/runSuite';
import { evalCell } from '../../../../support/evalCells';
import { suiteOf } from '../../../../support/evalCrash/run';

/** Runs a suite of 40 tests; gives the most requests that were under way, and the results. */
async function running(options: RunOptions, maxConcurrency?: number) {
  let [now, most] = [0, 0];
  const suite = { ...suiteOf(40), ...(maxConcurrency !== undefined && { maxConcurrency }) };
  const asker = {
    provider: suite.providers[0],
    request: () => Promise.resolve({ request: { system: '', messages: [], model: 'm', params: {} } }),
    ...{ written: () => ({ url: '', body: '' }), most: () => Promise.resolve({ usd: 1, tokens: 1 }), usdOf: () => 1 },
    async ask() {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      return { status: 'done' };
    },
  } as unknown as CellAsker;
  const nothing = (): Promise<void> => Promise.resolve();
  const deps = {
    ...{ askers: new Map([['m', asker]]), render: () => [], sha256: () => Promise.resolve('sha'), say: sayInEnglish },
    ...{ now: () => 0, signal: new AbortController().signal },
    grade: () => Promise.resolve({ pass: true, score: 1, checks: [], namedScores: {} }),
    file: { id: 'run', asking: nothing, record: nothing, finish: nothing, end: nothing },
  } as unknown as RunDeps;
  return { results: await runSuite(suite, deps, options), most };
}

describe('a run of a suite', () => {
  it('sends four requests at once, or as many as the config says, or whoever runs it', async () => {
    assert.equal((await running({})).most, 4);
    assert.equal((await running({}, 6)).most, 6);
    assert.equal((await running({ concurrency: 2 }, 6)).most, 2);
  });

  it('counts for its caps what it had used before it broke off, and requests of which nobody knows what became', async () => {
    const cells = [0, 1, 2].map((test) => evalCell({ test, prompt: 'p', provider: 'm', vars: {}, costUsd: 1 }));
    const recorded = {
      ...{ id: 'run', cells: new Map(cells.map((cell) => [String(cell.test), cell])), isFinished: false },
      ...{ unanswered: new Set(['a', 'b']), half: new Map() },
    } as unknown as NonNullable<RunOptions['recorded']>;
    const asked = async (caps: RunOptions['caps'] & object): Promise<number> => {
      const { results } = await running({ caps, recorded });
      assert.equal(results.run.stopped, 'cap');
      return results.stats.asked;
    };
    assert.deepEqual([await asked({ requests: 10 }), await asked({ costUsd: 10 })], [5, 7]);
  });
});
