import { BytesGoneError } from '../../base/bytesText';
import { jsonBodyWith } from '../../base/jsonPieces';
import type { JsonBody } from '../../base/jsonPieces';
import type { RequestVariant } from '../dialects/dialect';
import type { WireBody, WireEvent } from '../messages/transport';
import type { ChatRequest, Endpoint } from '../messages/chatTypes';
import { ChatError } from '../messages/errors';
import { originOf } from '../providers/endpoint';
import { presetOf } from '../providers/presets';
import type { CheckedCall } from './call';
import { Rejection, openResponse } from './response';
import { StreamGuard } from './streamGuard';
import type { IdleWatchdog } from './watchedCall';

/** Longest Retry-After, in ms, that is waited for in silence. */
const maxWaitMs = 5_000;
/** Ms before a second attempt where the provider does not say how long to wait. */
const usualWaitMs = 500;
/** Other variants of one request: for each extra of a dialect, and for the name of the limit. */
const maxVariants = 3;

export interface OpenAnswer {
  readonly events: AsyncIterator<WireEvent>;
  readonly guard: StreamGuard;
}

/** Opens the stream of an answer, with a second attempt where one makes sense. Throws like `openResponse`. */
export async function openAnswer(
  endpoint: Endpoint,
  request: ChatRequest,
  call: CheckedCall,
  memory: RequestVariants,
  watchdog: IdleWatchdog,
  limitMs: number,
): Promise<OpenAnswer> {
  let variant = memory.variantFor(endpoint, call);
  let changes = 0;
  let named = true;
  let waited = false;
  for (;;) {
    try {
      const body = call.dialect.body(request, variant);
      const open = await watchdog.during(
        limitMs,
        openStream(call, body, () => watchdog.alive()),
      );
      if (changes > 0) memory.remember(call, variant, named);
      else if (variant.without.length === 0) memory.rememberTaken(call);
      return open;
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      // Refused without the extras too: they were not the reason.
      if (!named && error.kind === 'bad-request') memory.rememberTaken(call);
      const next = changes < maxVariants ? nextVariantOf(variant, error, request, call, memory) : undefined;
      const waitMs = waitFor(error);
      if (next !== undefined) {
        variant = next.variant;
        named &&= next.named;
        changes++;
      } else if (waitMs !== undefined && !waited && !call.isOnce) {
        waited = true;
        await pause(waitMs, call.signal);
      } else {
        const known = error.final ? error.with({ isFinal: true }) : error;
        throw waited ? known.with({ wasRepeated: true }) : known;
      }
    }
  }
}

async function openStream(call: CheckedCall, body: WireBody, onBytes: () => void): Promise<OpenAnswer> {
  let guard: StreamGuard | undefined;
  const { body: written, stretches } = await writtenBody(call, body);
  const guarded = async (): Promise<Response> => {
    const response = await openResponse(call, call.dialect.path(call.baseUrl), written, stretches);
    guard = new StreamGuard(response, call.dialect.repeatsAnswer, onBytes);
    return guard.response;
  };
  const events = await call.platform.openStream(call.dialect.id, guarded, call.signal);
  if (guard === undefined) throw new ChatError('unreachable', call.facts());
  return { events, guard };
}

/** A question without its picture is another question: it is not sent. */
async function writtenBody(call: CheckedCall, body: WireBody): Promise<JsonBody> {
  try {
    return await jsonBodyWith(body, call.bytesOf ?? (() => Promise.resolve(undefined)));
  } catch (error) {
    if (!(error instanceof BytesGoneError)) throw error;
    throw new ChatError('files-gone', call.facts());
  }
}

/**
 * Another variant to try after a 400 or 422. Where the provider names a field, that one is changed. Where it names none,
 * the extras are the only thing that may be too much (many small servers reject fields that they do not know): tried
 * once, and not where the provider has taken them before.
 */
function nextVariantOf(
  variant: RequestVariant,
  rejection: Rejection,
  request: ChatRequest,
  call: CheckedCall,
  memory: RequestVariants,
): { readonly variant: RequestVariant; readonly named: boolean } | undefined {
  const { status } = rejection.facts;
  if (rejection.kind !== 'bad-request' || (status !== 400 && status !== 422)) return undefined;
  const { dialect } = call;
  const next = dialect.nextVariant(variant, rejection, request);
  if (next !== undefined) return { variant: next, named: true };
  const mayBeExtras = !rejection.marksAny && !memory.hasTaken(call);
  if (!mayBeExtras || dialect.extras.every((field) => variant.without.includes(field))) return undefined;
  return { variant: { ...variant, without: dialect.extras }, named: false };
}

function waitFor({ kind, facts, final }: Rejection): number | undefined {
  if ((kind !== 'rate-limited' && kind !== 'server-error') || final) return undefined;
  const waitMs = facts.retryAfterMs ?? usualWaitMs;
  return waitMs <= maxWaitMs ? waitMs : undefined;
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

/** Ms for which a refusal that named no field is believed: it may have had another reason. */
const believedMs = 30 * 60_000;

/** The way in which an endpoint is asked first. */
export function usualVariant({ preset }: Pick<Endpoint, 'preset'>): RequestVariant {
  const { limitField, includeUsage } = presetOf(preset);
  return { limitField, without: includeUsage ? [] : ['stream_options'] };
}

/** Remembers how providers want to be asked, as their refusals told. Lives as long as the process; never written down. */
export class RequestVariants {
  readonly #variants = new Map<string, { readonly variant: RequestVariant; readonly until: number }>();
  /** Calls whose extras have been taken before: where such a request is refused, they are not the reason. */
  readonly #taken = new Set<string>();

  /** `now`: ms, rising. */
  constructor(private readonly now: () => number) {}

  variantFor(endpoint: Endpoint, call: CheckedCall): RequestVariant {
    const known = this.#variants.get(variantKey(call));
    if (known !== undefined && this.now() < known.until) return known.variant;
    return usualVariant(endpoint);
  }

  /** The variant was taken. `named`: the provider named every field that it differs in. */
  remember(call: CheckedCall, variant: RequestVariant, named: boolean): void {
    this.#variants.set(variantKey(call), { variant, until: named ? Infinity : this.now() + believedMs });
  }

  /** The request was taken as it was, all extras included. */
  rememberTaken(call: CheckedCall): void {
    this.#taken.add(variantKey(call));
  }

  hasTaken(call: CheckedCall): boolean {
    return this.#taken.has(variantKey(call));
  }
}

/** Names what is learnt about how a model wants to be asked. */
const variantKey = (call: CheckedCall): string => `${originOf(call.baseUrl)} ${call.dialect.id} ${call.model ?? ''}`;
