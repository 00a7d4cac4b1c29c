import assert from 'node:assert/strict';
import { Budget } from '../../../../../src/core/evals/run/budget';
import { CellRun } from '../../../../../src/core/evals/run/cellRun';
import { Gate } from '../../../../../src/core/evals/run/gate';
import { plannedCells } from '../../../../../src/core/evals/run/plan';
import type { RunDeps } from '../../../../../src/core/evals/run/runDeps';
import type { RecordedEnd } from '../../../../../src/core/chat/messages/recordedEnd';
import type { Cell } from '../../../../../src/core/evals/results';
import { evalCell } from '../../../../support/evalCells';
import { suiteOf } from '../../../../support/evalCrash/run';

const most = { usd: 1, tokens: 1 };
const refused = (retryAfterMs: number): RecordedEnd => ({
  status: 'failed',
  error: { kind: 'rate-limited', message: 'no', advice: '', actions: [], retryAfterMs },
});

describe('a cell of a run', () => {
  const cells = plannedCells(suiteOf(2));
  const result = (
    at: number,
    {
      ask,
      ...deps
    }: {
      ask: () => Promise<RecordedEnd>;
      gate: Gate;
      budget: Budget;
      beforeAsked?: () => Promise<void>;
      recorded?: Cell;
    },
  ): ReturnType<CellRun['result']> => {
    const asker = {
      request: () => Promise.resolve({ request: { system: '', messages: [], model: 'm', params: {} } }),
      ...{ written: () => ({ url: '', body: '' }), most: () => Promise.resolve(most), ask, usdOf: () => 0 },
    };
    const run = {
      ...{ askers: new Map([['m', asker]]), render: () => [], sha256: () => Promise.resolve('sha') },
      grade: () => Promise.resolve({ pass: true, score: 1, checks: [], namedScores: {} }),
      signal: new AbortController().signal,
    } as unknown as RunDeps;
    const cell = cells[at];
    assert.ok(cell);
    const before = (): Promise<void> => Promise.resolve();
    const usual = { recorded: undefined, isLost: false, beforeAsked: before, beforeJudged: before };
    const judgeGate = (): Gate => new Gate(1, () => 0);
    return new CellRun(cell, run, { ...usual, judgeGate, ...deps }).result();
  };

  it('waits as long as its provider asks, and for a while where that is no time', async () => {
    const waits: number[] = [];
    const gate = new Gate(1, () => 0);
    gate.refused = (ms) => {
      waits.push(ms);
      gate.leave();
    };
    const ends = [refused(150), refused(0), refused(-5_000)];
    const ask = (): Promise<RecordedEnd> => Promise.resolve(ends.shift() ?? { status: 'done' });
    const { cell } = await result(0, { ask, gate, budget: new Budget({}) });
    assert.deepEqual([waits, cell?.pass], [[150, 2_000, 4_000], true]);
  });

  it('counts at its most, where it is recorded and nobody knows what it has cost', async () => {
    const gate = new Gate(1, () => 0);
    const ask = (): Promise<RecordedEnd> => Promise.resolve({ status: 'done' });
    const left = async (found: Partial<Cell>): Promise<boolean> => {
      const budget = new Budget({ costUsd: 1.5 });
      const vars = cells[0]?.test.vars ?? {};
      const recorded = evalCell({ vars, requestSha256: 'sha', costUsd: null, tokens: null, ...found });
      assert.equal((await result(0, { ask, gate, budget, recorded })).isRecorded, true);
      return budget.take(most);
    };
    const error = { code: 'broken', message: 'It broke off.' };
    assert.deepEqual(
      [await left({ error }), await left({ costUsd: 0.1 }), await left({ cached: true })],
      [false, true, true],
    );
  });

  it('holds no other back where it cannot be kept', async () => {
    const [gate, budget] = [new Gate(2, () => 0), new Budget({ costUsd: 1 })];
    const ask = (): Promise<RecordedEnd> => Promise.resolve({ status: 'done' });
    const full = (): Promise<void> => Promise.reject(new Error('The disk is full.'));
    const first = result(0, { ask, gate, budget, beforeAsked: full });
    const second = result(1, { ask, gate, budget });
    await assert.rejects(first, /full/);
    assert.deepEqual(await second, { stopped: 'cap' });
  });
});
