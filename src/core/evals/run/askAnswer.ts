import { GatheredAnswer } from '../../chat/gatheredAnswer';
import type { RecordedEnd } from '../../chat/messages/recordedEnd';
import type { Cell } from '../results';
import { outputOf } from './answerOutput';
import type { Answer } from './answerCache';
import type { CellAsker, CellRequest } from './cellAsker';
import type { RunBudget, MostSpend } from './runBudget';
import type { RequestGate } from './requestGate';

/**
 * Largest number of times that a request is sent again where its provider takes no more requests, or has an error of
 * its own.
 */
const mostRetries = 6;
/** Milliseconds, doubled each time, where the provider does not say how long to wait. */
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

export interface AskDeps {
  readonly gate: RequestGate;
  readonly budget: RunBudget;
  readonly signal: AbortSignal;
  /** Whether it was asked before, and the outcome is not known. */
  readonly isLost: boolean;
  /** Called before each request. @param time from 0 */
  readonly beforeAsked: (time: number) => Promise<void>;
  readonly onWait?: ((provider: string, ms: number) => void) | undefined;
}

export interface Asked {
  /** The answer; where it was stopped, the part that had come. */
  readonly answer?: Answer;
  readonly error?: Cell['error'];
  readonly stopped?: 'cap' | 'cancelled';
}

/** Asks until there is an answer, or a failure that asking again does not help. */
export async function askAnswer(asker: CellAsker, asked: CellRequest, deps: AskDeps): Promise<Asked> {
  const { gate, budget, signal } = deps;
  // Counting takes the vocabulary of the model, and is only done where there is a cap.
  const most = budget.isCapped ? await asker.most(asked.request) : { usd: null, tokens: null };
  if (deps.isLost) budget.spend(most);
  for (let time = 0; ; time++) {
    try {
      await gate.enter(signal);
    } catch {
      return { stopped: 'cancelled' };
    }
    if (!(await budget.take(most))) {
      gate.leave();
      return { stopped: 'cap' };
    }
    const { end, answer, used } = await sent(asker, asked, time, deps).catch((error: unknown) => {
      // Other requests wait for the budget and the place that this one holds.
      budget.settle(most, { usd: null, tokens: null });
      gate.leave();
      throw error;
    });
    budget.settle(most, used);
    const wait = time < mostRetries ? waitAfter(end, time) : undefined;
    if (wait !== undefined) {
      gate.refused(wait);
      deps.onWait?.(asker.provider.label, wait);
      continue;
    }
    gate.leave();
    if (end.status === 'stopped') return { answer, stopped: 'cancelled' };
    return { answer, ...(end.error && { error: { code: end.error.kind, message: end.error.message } }) };
  }
}

async function sent(
  asker: CellAsker,
  asked: CellRequest,
  time: number,
  { beforeAsked, signal }: AskDeps,
): Promise<{ readonly end: RecordedEnd; readonly answer: Answer; readonly used: MostSpend }> {
  await beforeAsked(time);
  const gathered = new GatheredAnswer();
  const end = await asker.ask(asked, signal, (events) => void gathered.take(events));
  const { usage, finishReason } = end;
  const isWhole = usage !== undefined && !usage.isPartial;
  const isRefused = end.status === 'failed' && gathered.isEmpty && refusedKinds.has(end.error?.kind ?? '');
  const usd = isRefused ? 0 : isWhole || end.status === 'done' ? asker.usdOf(end) : null;
  const answer: Answer = {
    ...outputOf(gathered),
    finish: finishReason ?? null,
    inputTokens: usage?.inputTokens ?? null,
    outputTokens: isWhole ? usage.outputTokens : null,
    costUsd: usd,
    latencyMs: end.durationMs === undefined ? null : Math.round(end.durationMs),
    ...(gathered.logProbs.length > 0 && { logProbs: gathered.logProbs }),
  };
  const tokens = isWhole ? usage.inputTokens + usage.outputTokens : null;
  return { end, answer, used: { usd, tokens: isRefused ? 0 : tokens } };
}

/** Kinds of errors that refuse a request before the model works on it, so that it costs nothing. */
const refusedKinds = new Set([
  ...['rate-limited', 'unreachable', 'wrong-key', 'missing-key', 'forbidden', 'unknown-model', 'bad-request'],
  ...['invalid-url', 'not-a-chat-api', 'files-gone'],
]);

/** Returns the milliseconds after which the request may be sent again; `undefined` where it may not. */
function waitAfter({ error, firstTokenMs }: RecordedEnd, time: number): number | undefined {
  if (
    !error ||
    error.isFinal ||
    firstTokenMs !== undefined ||
    (error.kind !== 'rate-limited' && error.kind !== 'server-error')
  )
    return undefined;
  // A wait of zero or less is not meant by the provider.
  const asked = error.retryAfterMs ?? 0;
  const wait = asked > 0 ? asked : Math.min(longestWaitMs, firstWaitMs * 2 ** time);
  // A provider that asks for a longer wait means that it takes no more requests today.
  return wait <= 10 * longestWaitMs ? wait : undefined;
}
