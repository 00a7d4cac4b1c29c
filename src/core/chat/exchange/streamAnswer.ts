import * as v from 'valibot';
import type { BytesOf } from '../../base/bytesText';
import { parseJson } from '../../base/json';
import { inSlices, nextTurn, pacer } from '../../base/work';
import type { AnswerReader, Dialect } from '../dialects/dialect';
import { ChatError } from '../messages/errors';
import { MalformedEvent } from '../messages/transport';
import type { WireBody, WireEvent } from '../messages/transport';
import type { ChatEvent, ChatRequest, Endpoint, MessagePart, Opaque } from '../messages/chatTypes';
import { originOf } from '../providers/endpoint';
import { breakOf, endOf, failureOf } from './answerEnd';
import { AnswerLimit } from './answerLimit';
import type { CheckedCall } from './call';
import { KeylessEvents } from './keylessEvents';
import { openAnswer } from './openAnswer';
import type { OpenAnswer, RequestVariants } from './openAnswer';
import type { StreamGuard } from './streamGuard';
import { withCall } from './watchedCall';
import type { CallDeps, IdleWatchdog } from './watchedCall';

/** Milliseconds for the usage, which comes after the finish reason, when the answer is complete. */
const afterFinishMs = 5_000;
const maxUsageLength = 8_000;

export interface StreamDeps extends CallDeps {
  readonly memory: RequestVariants;
  readonly limits: { readonly idleMs: number; readonly firstOutputMs: number; readonly answerCharacters: number };
  readonly onEvent: (event: ChatEvent) => void;
  /** Gets the usage as it was received, as JSON without the key, at most 8,000 characters, whenever one comes. */
  readonly onUsage?: (received: string) => void;
  /**
   * Returns the bytes of files that the messages name, by their SHA-256; `undefined` where they are gone, and nothing
   * is sent.
   */
  readonly media?: BytesOf;
  /** Set where a refusal for lack of capacity is reported at once. */
  readonly isOnce?: true;
  /** Changes a request before it is sent. */
  readonly amend?: (body: WireBody) => WireBody;
  /**
   * Gets the provider's notes on the answer, such as its id, without the key. Called once, at the end of the answer.
   */
  readonly onSaid?: (said: AnswerReader['said']) => void;
  /** Called where the key came in the text of the answer, and was hidden. */
  readonly onKey?: () => void;
}

/**
 * Asks a model and passes its answer to `onEvent` as it comes. The last event is the only finish. Throws `ChatError`
 * for everything that is not a complete answer, after passing on what had come. When `deps.signal` is aborted, it
 * resolves without a finish, and the connection is closed.
 * One failed attempt is repeated: after a 429 or 5xx (soon, or after a short Retry-After), and with a field left out or
 * renamed after a 400 or 422. An attempt is never repeated after the first byte of an answer.
 */
export async function streamAnswer(endpoint: Endpoint, request: ChatRequest, deps: StreamDeps): Promise<void> {
  const give = (event: ChatEvent): void => deps.onEvent(sealOpaque(event, endpoint, request.model));
  try {
    await withCall(
      endpoint,
      deps,
      async (call, watchdog) => {
        if (call.signal.aborted) return;
        const amended = {
          ...call,
          ...(deps.amend && { dialect: amendedDialect(call.dialect, deps.amend) }),
          ...(deps.media && { bytesOf: deps.media }),
          ...(deps.isOnce && { isOnce: deps.isOnce }),
        };
        const asked = unsealOpaque(request, endpoint);
        const open = await openAnswer(endpoint, asked, amended, deps.memory, watchdog, deps.limits.firstOutputMs);
        await readAnswer(call, open, watchdog, deps, give);
      },
      request,
    );
  } catch (error) {
    if (!deps.signal.aborted) throw error;
  }
}

const amendedDialect = (dialect: Dialect, amend: (body: WireBody) => WireBody): Dialect => ({
  ...dialect,
  body: (request, variant) => amend(dialect.body(request, variant)),
});

async function readAnswer(
  call: CheckedCall,
  { events, guard }: OpenAnswer,
  watchdog: IdleWatchdog,
  { limits, signal, onUsage, onKey, onSaid }: StreamDeps,
  give: (event: ChatEvent) => void,
): Promise<void> {
  const reader = call.dialect.reader();
  const limit = new AnswerLimit(limits.answerCharacters);
  const keyless = new KeylessEvents(call.key);
  // Many events can come in one piece, and one event can be long. Other work of the host gets its turn in between.
  const breathe = pacer(nextTurn);
  const giveAll = async (found: readonly ChatEvent[]): Promise<void> => {
    for (const each of found) {
      for (const event of await inSlices(keyless.take(each), breathe)) {
        if (event.type === 'usage') onUsage?.(usageText(reader.usageReceived, keyless.hide));
        const taken = limit.take(event);
        if (taken !== undefined) give(taken);
      }
    }
    if (keyless.hasHidden) onKey?.();
  };
  let failure: ChatError | undefined;
  while (failure === undefined && !limit.isReached) {
    await breathe();
    const next = await readNext(call, guard, reader, watchdog.during(limitFor(reader, limits), events.next()));
    if (next === undefined) break;
    if (next instanceof ChatError) failure = next;
    else await giveAll(next);
  }
  const ending = endingOf(reader, (error) => (failure ??= failureOf(error, call, guard)));
  await giveAll(ending.filter(({ type }) => type !== 'finish'));
  const { id, cacheDiagnosis } = reader.said;
  const isSound = cacheDiagnosis !== undefined && keyless.hide(cacheDiagnosis.reason) === cacheDiagnosis.reason;
  onSaid?.({ ...(id !== undefined && { id: keyless.hide(id) }), ...(isSound && { cacheDiagnosis }) });
  const finish = limit.isReached ? limitReached : ending.find(({ type }) => type === 'finish');
  if (finish !== undefined) return give(finish);
  if (signal.aborted) return;
  failure ??= endOf(call, guard, reader, watchdog.expiredMs);
  if (failure !== undefined) throw reader.hasOutput ? failure.with({ hasOutput: true }) : failure;
  give({ type: 'finish', reason: 'other' });
}

/** Returns the events at the end. Some parts are made only there, and may be too many. */
function endingOf(reader: AnswerReader, onFailure: (error: unknown) => void): ChatEvent[] {
  try {
    return reader.end();
  } catch (error) {
    onFailure(error);
    return [];
  }
}

/** Returns the usage as text. It is also cut before the key is searched for, as an event may have a megabyte. */
const usageText = (received: unknown, hide: (text: string) => string): string =>
  hide(JSON.stringify(received).slice(0, 2 * maxUsageLength)).slice(0, maxUsageLength);

const limitReached: ChatEvent = { type: 'finish', reason: 'answer-limit' };

/** Returns the contents of the next event, or the error that it is; `undefined` at the end of the stream. */
async function readNext(
  call: CheckedCall,
  guard: StreamGuard,
  reader: AnswerReader,
  pending: Promise<IteratorResult<WireEvent, unknown>>,
): Promise<ChatEvent[] | ChatError | undefined> {
  let next: IteratorResult<WireEvent, unknown>;
  try {
    next = await pending;
  } catch (error) {
    return breakOf(error, call, guard, reader);
  }
  if (next.done === true) return undefined;
  try {
    return eventsIn(next.value, reader);
  } catch (error) {
    return failureOf(error, call, guard);
  }
}

function eventsIn(event: WireEvent, reader: AnswerReader): ChatEvent[] {
  switch (event.type) {
    case 'event':
      return reader.read(event.value, event.name);
    case 'malformed':
      throw new MalformedEvent();
  }
}

function limitFor(reader: AnswerReader, limits: StreamDeps['limits']): number {
  if (reader.complete) return Math.min(afterFinishMs, limits.idleMs);
  return reader.hasOutput ? limits.idleMs : limits.firstOutputMs;
}

// Only the model that made signed or encrypted reasoning can read it. Another provider or model refuses it, so it is
// kept together with its origin, and left out everywhere else.

const sealed = v.object({ origin: v.string(), model: v.string(), json: v.string() });

/** Adds its origin to the opaque part of an event. */
function sealOpaque(event: ChatEvent, endpoint: Endpoint, model: string): ChatEvent {
  if (event.type !== 'partEnd' || event.opaque === undefined) return event;
  const { dialect, json } = event.opaque;
  const seal = JSON.stringify({ origin: originOf(endpoint.baseUrl), model, json });
  return { ...event, opaque: { dialect, json: seal } };
}

/** Returns the request with the opaque parts that came from its destination, and without the others. */
export function unsealOpaque(request: ChatRequest, endpoint: Endpoint): ChatRequest {
  const origin = originOf(endpoint.baseUrl);
  const open = ({ dialect, json }: Opaque): Opaque | undefined => {
    const result = v.safeParse(sealed, parseJson(json));
    if (!result.success || dialect !== endpoint.dialect) return undefined;
    const { output } = result;
    return output.origin === origin && output.model === request.model ? { dialect, json: output.json } : undefined;
  };
  const unseal = (part: MessagePart): MessagePart => {
    if (!('opaque' in part)) return part;
    const { opaque, ...bare } = part;
    const opened = open(opaque);
    return opened === undefined ? bare : { ...bare, opaque: opened };
  };
  return { ...request, messages: request.messages.map(({ role, parts }) => ({ role, parts: parts.map(unseal) })) };
}
