import type { Call } from './call';
import { Rejection } from './http';
import type { IdleWatchdog } from './idleWatchdog';
import { openStream } from './openaiClient';
import type { OpenStream } from './openaiClient';
import { bodyFor, rememberWording, rewordingFor, wordingFor } from './request';
import type { ChatRequest, Endpoint } from './types';

/** Longest Retry-After, in ms, that is waited for in silence. */
const longestWaitMs = 5_000;
/** Ms before a second attempt where the provider does not say how long to wait. */
const usualWaitMs = 500;
/** Usage left out, and the limit renamed. */
const mostRewordings = 2;

/** Opens the stream of an answer, with a second attempt where one makes sense. Throws like `openStream`. */
export async function openChat(
  endpoint: Endpoint,
  request: ChatRequest,
  call: Call,
  watchdog: IdleWatchdog,
  limitMs: number,
): Promise<OpenStream> {
  let wording = wordingFor(endpoint, request.model);
  let rewordings = 0;
  let waited = false;
  for (;;) {
    try {
      const body = bodyFor(request, wording);
      const stream = await watchdog.during(
        limitMs,
        openStream(call, body, () => watchdog.alive()),
      );
      if (rewordings > 0) rememberWording(endpoint, request.model, wording);
      return stream;
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      const rewording = rewordingFor(wording, request, error);
      const waitMs = waitFor(error);
      if (rewording !== undefined && rewordings < mostRewordings) {
        wording = rewording;
        rewordings++;
      } else if (waitMs !== undefined && !waited) {
        waited = true;
        await pause(waitMs, call.signal);
      } else {
        throw error;
      }
    }
  }
}

function waitFor({ kind, facts, final }: Rejection): number | undefined {
  if ((kind !== 'rate-limited' && kind !== 'server-error') || final) return undefined;
  const waitMs = facts.retryAfterMs ?? usualWaitMs;
  return waitMs <= longestWaitMs ? waitMs : undefined;
}

/** Rejects when `signal` is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(new Error('Aborted while waiting for a second attempt.'));
      else resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
