import { prepareCall } from './call';
import type { Call, CallDeps } from './call';
import { DeltaReader } from './deltas';
import { createIdleWatchdog } from './idleWatchdog';
import type { IdleWatchdog } from './idleWatchdog';
import { ChatError } from './errors';
import { linkedController } from './linkedController';
import type { OpenStream } from './openaiClient';
import { openChat } from './openChat';
import { breakOf, chunkFailure, endOf } from './streamEnd';
import type { ContentPiece } from './thinkTags';
import type { ChatEvent, ChatRequest, Endpoint } from './types';

export interface ChatDeps extends CallDeps {
  /** Ms without a byte, once text or reasoning has come. 60,000 unless given. */
  readonly idleTimeoutMs?: number;
  /**
   * Ms without a byte before that. 300,000 unless given: local servers load the model first, and reasoning models of
   * OpenAI send nothing while they think (mezmo/aura#62). Node's fetch gives up after the same time.
   */
  readonly firstOutputTimeoutMs?: number;
}

/** Ms for the usage chunk, which comes after the finish reason; the answer is complete by then. */
const afterFinishMs = 5_000;
/** Ms of reading after which other work of the host gets its turn: many chunks can come in one piece. */
const sliceMs = 5;

interface Limits {
  readonly first: number;
  readonly idle: number;
}

/**
 * Asks a model and yields its answer as it comes: text and reasoning deltas, then usage at most once, then one finish.
 * Throws `ChatError` for everything that is not a whole answer; the deltas yielded before are what had come.
 * When `deps.signal` is aborted the generator ends without an error and the connection is closed. A consumer that stops
 * iterating closes it too.
 * One failed attempt is repeated: after a 429 or 5xx (soon, or after a short Retry-After), and with a field left out
 * or renamed after a 400 or 422. Never after the first byte of an answer.
 */
export async function* streamChat(
  endpoint: Endpoint,
  request: ChatRequest,
  deps: ChatDeps,
): AsyncGenerator<ChatEvent, void, undefined> {
  const controller = linkedController(deps.signal);
  const limits = { first: deps.firstOutputTimeoutMs ?? 300_000, idle: deps.idleTimeoutMs ?? 60_000 };
  const watchdog = createIdleWatchdog(() => controller.abort());
  try {
    if (deps.signal.aborted) return;
    const call = prepareCall(endpoint, deps, controller.signal, request.model);
    const stream = await orStalled(call, watchdog, openChat(endpoint, request, call, watchdog, limits.first));
    yield* answer(call, stream, watchdog, limits, deps.signal);
  } catch (error) {
    if (!deps.signal.aborted) throw error;
  } finally {
    controller.abort();
    controller.unlink();
  }
}

/** The watchdog ends a wait by aborting the request, so that error is really a stall. */
async function orStalled<T>(call: Call, watchdog: IdleWatchdog, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const idleMs = watchdog.expiredMs;
    throw idleMs === undefined ? error : new ChatError('stalled', call.facts({ idleMs }));
  }
}

async function* answer(
  call: Call,
  stream: OpenStream,
  watchdog: IdleWatchdog,
  limits: Limits,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, void, undefined> {
  const reader = new DeltaReader();
  let failure: ChatError | undefined;
  let sliceStart = performance.now();
  while (failure === undefined) {
    if (performance.now() - sliceStart > sliceMs) {
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      sliceStart = performance.now();
    }
    const next = await readNext(call, stream, reader, watchdog.during(limitFor(reader, limits), stream.chunks.next()));
    if (next === undefined) break;
    if (next instanceof ChatError) failure = next;
    else yield* next;
  }
  if (signal.aborted) return;
  yield* reader.end();
  if (reader.usage !== undefined) yield { type: 'usage', usage: reader.usage };
  failure ??= endOf(call, stream.tap, reader, watchdog.expiredMs);
  if (failure !== undefined) throw failure;
  yield { type: 'finish', reason: reader.finishReason ?? 'other' };
}

/** What the next chunk contains, or the error that it is; `undefined` at the end of the stream. */
async function readNext(
  call: Call,
  { tap }: OpenStream,
  reader: DeltaReader,
  pending: Promise<IteratorResult<unknown, unknown>>,
): Promise<ContentPiece[] | ChatError | undefined> {
  let next: IteratorResult<unknown, unknown>;
  try {
    next = await pending;
  } catch (error) {
    return breakOf(error, call, tap, reader);
  }
  if (next.done === true) return undefined;
  tap.sawEvent();
  try {
    return reader.read(next.value);
  } catch (error) {
    return chunkFailure(error, call);
  }
}

function limitFor(reader: DeltaReader, limits: Limits): number {
  if (reader.finishReason !== undefined) return Math.min(afterFinishMs, limits.idle);
  return reader.hasOutput ? limits.idle : limits.first;
}
