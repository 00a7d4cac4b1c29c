import assert from 'node:assert/strict';
import { chatErrorKinds } from '../../../../../src/core/chat/messages/errors';
import type { ChatErrorKind } from '../../../../../src/core/chat/messages/errors';
import type { RecordedEnd } from '../../../../../src/core/chat/messages/recordedEnd';
import type { ChatEvent } from '../../../../../src/core/chat/messages/chatTypes';
import { askAnswer } from '../../../../../src/core/evals/run/askAnswer';
import type { CellAsker } from '../../../../../src/core/evals/run/cellAsker';
import { RunBudget } from '../../../../../src/core/evals/run/runBudget';
import type { MostSpend } from '../../../../../src/core/evals/run/runBudget';
import { RequestGate } from '../../../../../src/core/evals/run/requestGate';

const most = { usd: 5, tokens: 500 };
const failed = (kind: ChatErrorKind, more: object = {}): RecordedEnd => ({
  status: 'failed',
  error: { kind, message: 'no', advice: '', actions: [], ...more },
});
const text: ChatEvent[] = [{ type: 'part', index: 0, part: { type: 'text', text: 'Well' } }];

/** Asks somebody who answers with these ends, the last one again and again. */
async function asking(ends: readonly RecordedEnd[], { events = [] as ChatEvent[], isLost = false } = {}) {
  const [waits, used, lost]: [number[], MostSpend[], MostSpend[]] = [[], [], []];
  let times = 0;
  const gate = new RequestGate(1, () => 0);
  gate.refused = (ms) => {
    waits.push(ms);
    gate.leave();
  };
  const budget = new RunBudget({ costUsd: 1_000 });
  budget.settle = (_, spent) => void used.push(spent);
  budget.spend = (spent) => void lost.push(spent);
  const asker = {
    provider: { label: 'p' },
    most: () => Promise.resolve(most),
    ask: (_: unknown, __: unknown, onEvents: (events: readonly ChatEvent[]) => void) => {
      onEvents(events);
      return Promise.resolve(ends[Math.min(times++, ends.length - 1)]);
    },
    usdOf: () => 0.25,
  } as unknown as CellAsker;
  const request = {
    request: { system: '', messages: [], model: 'm', params: {} },
    media: () => Promise.resolve(undefined),
  };
  const { signal } = new AbortController();
  const result = await askAnswer(asker, request, {
    gate,
    budget,
    signal,
    isLost,
    beforeAsked: () => Promise.resolve(),
  });
  return { result, waits, used, lost, times };
}

describe('a request of a run', () => {
  it('is sent again where the provider bears no more or is in trouble, and in no other case', async () => {
    const done: RecordedEnd = { status: 'done' };
    const again: string[] = [];
    for (const kind of chatErrorKinds) if ((await asking([failed(kind), done])).times > 1) again.push(kind);
    assert.deepEqual(again, ['rate-limited', 'server-error']);
    for (const end of [
      failed('rate-limited', { isFinal: true }),
      failed('rate-limited', { retryAfterMs: 600_001 }),
      { ...failed('server-error'), firstTokenMs: 5 },
    ]) {
      const { times, result } = await asking([end, done]);
      assert.deepEqual([times, result.error?.code], [1, end.error?.kind]);
    }
    assert.equal((await asking([failed('rate-limited', { retryAfterMs: 600_000 }), done])).times, 2);
  });

  it('is given up after six more times, between which it waits twice as long each time', async () => {
    const { times, waits, result } = await asking([failed('server-error')]);
    assert.deepEqual([times, result.error], [7, { code: 'server-error', message: 'no' }]);
    assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000]);
  });

  it('counts for nothing where it was refused, and else for what is known of it', async () => {
    const free: string[] = [];
    for (const kind of chatErrorKinds) {
      const { used } = await asking([failed(kind, { isFinal: true })]);
      if (used[0]?.usd === 0) free.push(kind);
      assert.ok(used[0]?.usd === used[0]?.tokens && (used[0]?.usd === 0 || used[0]?.usd === null), kind);
    }
    assert.deepEqual(free, [
      ...['missing-key', 'wrong-key', 'forbidden', 'unknown-model', 'bad-request', 'rate-limited'],
      ...['not-a-chat-api', 'unreachable', 'invalid-url', 'files-gone'],
    ]);
    const usage = { inputTokens: 3, outputTokens: 4 };
    const cases: readonly (readonly [end: RecordedEnd, events: ChatEvent[], used: MostSpend])[] = [
      [failed('bad-request'), text, { usd: null, tokens: null }],
      [{ status: 'done', usage }, text, { usd: 0.25, tokens: 7 }],
      [{ status: 'done' }, text, { usd: 0.25, tokens: null }],
      [{ ...failed('stalled'), usage }, text, { usd: 0.25, tokens: 7 }],
      [{ ...failed('stalled'), usage: { ...usage, isPartial: true } }, text, { usd: null, tokens: null }],
    ];
    for (const [end, events, used] of cases) assert.deepEqual((await asking([end], { events })).used, [used]);
  });

  it('counts at its most what was asked before, of which nobody knows what became', async () => {
    assert.deepEqual((await asking([{ status: 'done' }])).lost, []);
    assert.deepEqual((await asking([{ status: 'done' }], { isLost: true })).lost, [most]);
  });

  it('has the answer with its time in whole milliseconds, and what is known of its tokens', async () => {
    const usage = { inputTokens: 3, outputTokens: 4 };
    const whole = await asking([{ status: 'done', durationMs: 12.6, finishReason: 'length', usage }], { events: text });
    assert.deepEqual(whole.result.answer, {
      ...{ output: 'Well', finish: 'length', inputTokens: 3, outputTokens: 4, costUsd: 0.25, latencyMs: 13 },
    });
    const cut = await asking([{ ...failed('stalled'), usage: { ...usage, isPartial: true } }], { events: text });
    assert.deepEqual(cut.result.answer, {
      ...{ output: 'Well', finish: null, inputTokens: 3, outputTokens: null, costUsd: null, latencyMs: null },
    });
  });
});
