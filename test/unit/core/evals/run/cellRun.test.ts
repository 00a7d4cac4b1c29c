import assert from 'node:assert/strict';
import { RunBudget } from '../../../../../src/core/evals/run/runBudget';
import { CellRun } from '../../../../../src/core/evals/run/cellRun';
import { RequestGate } from '../../../../../src/core/evals/run/requestGate';
import { plannedCells } from '../../../../../src/core/evals/run/plan';
import { statsOf } from '../../../../../src/core/evals/run/stats';
import type { Answer } from '../../../../../src/core/evals/run/answerCache';
import type { Assertion } from '../../../../../src/core/evals/suite';
import type { AskJudge, RunDeps } from '../../../../../src/core/evals/run/runDeps';
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
      cache,
      ...deps
    }: {
      ask: () => Promise<RecordedEnd>;
      gate: RequestGate;
      budget: RunBudget;
      cache?: RunDeps['cache'];
      beforeAsked?: () => Promise<void>;
      recorded?: Cell;
    },
  ): ReturnType<CellRun['result']> => {
    const asker = {
      request: () => Promise.resolve({ request: { system: '', messages: [], model: 'm', params: {} } }),
      ...{
        written: () => ({ url: 'https://a.example', body: '' }),
        most: () => Promise.resolve(most),
        ask,
        usdOf: () => 0,
      },
    };
    const run = {
      ...{ askers: new Map([['m', asker]]), render: () => [], sha256: () => Promise.resolve('sha') },
      grade: () => Promise.resolve({ pass: true, score: 1, checks: [], namedScores: {} }),
      ...{ signal: new AbortController().signal, ...(cache && { cache }) },
    } as unknown as RunDeps;
    const cell = cells[at];
    assert.ok(cell);
    const before = (): Promise<void> => Promise.resolve();
    const usual = { recorded: undefined, isLost: false, beforeAsked: before, beforeJudged: before };
    const judgeGate = (): RequestGate => new RequestGate(1, () => 0);
    return new CellRun(cell, run, { ...usual, judgeGate, half: new Map(), ...deps }).result();
  };

  it('waits as long as its provider asks, and for a while where that is no time', async () => {
    const waits: number[] = [];
    const gate = new RequestGate(1, () => 0);
    gate.refused = (ms) => {
      waits.push(ms);
      gate.leave();
    };
    const ends = [refused(150), refused(0), refused(-5_000)];
    const ask = (): Promise<RecordedEnd> => Promise.resolve(ends.shift() ?? { status: 'done' });
    const { cell } = await result(0, { ask, gate, budget: new RunBudget({}) });
    assert.deepEqual([waits, cell?.pass], [[150, 2_000, 4_000], true]);
  });

  it('has used nobody knows what, where it is cancelled while it is asked', async () => {
    const ask = (): Promise<RecordedEnd> => Promise.resolve({ status: 'stopped' });
    const { unkept, ...found } = await result(0, { ask, gate: new RequestGate(1, () => 0), budget: new RunBudget({}) });
    assert.deepEqual(found, { stopped: 'cancelled' });
    const { tokens, costUsd } = statsOf([evalCell()], { asked: 2, askedAgain: 0, ...(unkept && { unkept }) });
    assert.deepEqual([tokens, costUsd], [evalCell().tokens, null]);
  });

  it('counts at its most, where it is recorded and nobody knows what it has cost', async () => {
    const gate = new RequestGate(1, () => 0);
    const ask = (): Promise<RecordedEnd> => Promise.resolve({ status: 'done' });
    const left = async (found: Partial<Cell>): Promise<boolean> => {
      const budget = new RunBudget({ costUsd: 1.5 });
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

  it('takes the answer to the same body at the same address, for the same time of asking', async () => {
    const keys: string[] = [];
    const cache = {
      get: (key: string) => void keys.push(key),
      set: (key: string) => Promise.resolve(void keys.push(key)),
    } as unknown as NonNullable<RunDeps['cache']>;
    const ask = (): Promise<RecordedEnd> => Promise.resolve({ status: 'done' });
    await result(0, { ask, gate: new RequestGate(1, () => 0), budget: new RunBudget({}), cache });
    assert.deepEqual(keys, Array(2).fill('sha 0 https://a.example'));
  });

  it('holds no other back where it cannot be kept', async () => {
    const [gate, budget] = [new RequestGate(2, () => 0), new RunBudget({ costUsd: 1 })];
    const ask = (): Promise<RecordedEnd> => Promise.resolve({ status: 'done' });
    const full = (): Promise<void> => Promise.reject(new Error('The disk is full.'));
    const first = result(0, { ask, gate, budget, beforeAsked: full });
    const second = result(1, { ask, gate, budget });
    await assert.rejects(first, /full/);
    assert.deepEqual(await second, { stopped: 'cap' });
  });

  it('counts what it may have used before a crash, its judges too', async () => {
    const plain = cells[0];
    assert.ok(plain);
    const judge = { id: 'judge', label: 'judge', config: {}, file: '' };
    const planned = { ...plain, test: { ...plain.test, assert: [{ type: 'llm-rubric', value: 'x', judge }] } };
    const asked: string[] = [];
    const askerOf = (name: string) => ({
      ...{ provider: { label: name }, request: () => Promise.resolve({ request: {} }), usdOf: () => 0.1 },
      ...{ written: () => ({ url: name, body: name }), most: () => Promise.resolve(most) },
      ask: () => {
        asked.push(name);
        return Promise.resolve({ status: 'done' });
      },
    });
    const answer = { output: 'Hi', finish: null, inputTokens: 1, outputTokens: 1, costUsd: 0.5, latencyMs: 1 };
    const run = {
      ...{ askers: new Map([['m', askerOf('m')]]), judges: new Map([[judge, askerOf('judge')]]), render: () => [] },
      ...{ sha256: (bytes: Uint8Array) => Promise.resolve(new TextDecoder().decode(bytes)), cache: answersOf(answer) },
      grade: async (test: { assert: [Assertion] }, { output }: { output: unknown }, ask: AskJudge) => {
        await ask(test.assert[0], { output }, () => Promise.resolve({ pass: true, score: 1, reason: '' }));
        return { pass: true, score: 1, checks: [], namedScores: {} };
      },
      signal: new AbortController().signal,
    } as unknown as RunDeps;
    const left = async (isLost: boolean): Promise<boolean> => {
      const budget = new RunBudget({ costUsd: 5 });
      const gate = new RequestGate(4, () => 0);
      const before = (): Promise<void> => Promise.resolve();
      const deps = { gate, budget, isLost, recorded: undefined, beforeAsked: before, beforeJudged: before };
      const { cell } = await new CellRun(planned, run, { ...deps, half: new Map(), judgeGate: () => gate }).result();
      assert.deepEqual(cell?.judging, { requests: 3, cached: 0, tokens: null, costUsd: 0.30000000000000004 });
      return budget.take({ usd: 1.5, tokens: 0 });
    };
    // Three judges at a dollar, and the answer.
    assert.deepEqual([await left(false), await left(true), asked], [true, false, Array(6).fill('judge')]);
  });
});

/** A cache that has the answer to the question, and keeps nothing. */
const answersOf = (answer: Answer) => ({
  get: (key: string) => Promise.resolve(key.includes('judge') ? undefined : answer),
  set: () => Promise.resolve(),
});
