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

/** The longest Retry-After, in milliseconds, that is waited for without a message. */
const maxWaitMs = 5_000;
/** Milliseconds before a second attempt where the provider does not give a time. */
const usualWaitMs = 500;
/** The most other variants of one request: for each extra of a dialect, and for the name of the limit. */
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
      // The request was refused without the extras, too, so they were not the reason.
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

/** Writes the body of a request. A question without its picture would be another question, so it is not sent. */
async function writtenBody(call: CheckedCall, body: WireBody): Promise<JsonBody> {
  try {
    return await jsonBodyWith(body, call.bytesOf ?? (() => Promise.resolve(undefined)));
  } catch (error) {
    if (!(error instanceof BytesGoneError)) throw error;
    throw new ChatError('files-gone', call.facts());
  }
}

/**
 * Returns another variant to try after a 400 or 422. Where the provider names a field, that field is changed. Where it
 * names none, only the extras may be the reason (many small servers reject unknown fields): they are left out once, and
 * not where the provider has accepted them before.
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

/** Waits. Rejects when `signal` is aborted. */
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

/** Milliseconds for which a refusal without a named field is trusted, as it may have had another reason. */
const believedMs = 30 * 60_000;

/** Returns the variant in which an endpoint is asked first. */
export function usualVariant({ preset }: Pick<Endpoint, 'preset'>): RequestVariant {
  const { limitField, includeUsage } = presetOf(preset);
  return { limitField, without: includeUsage ? [] : ['stream_options'] };
}

/**
 * Remembers the variants that providers require, as their refusals showed. Lives as long as the process, and is never
 * stored.
 */
export class RequestVariants {
  readonly #variants = new Map<string, { readonly variant: RequestVariant; readonly until: number }>();
  /** Calls whose extras were accepted before. Where such a request is refused, the extras are not the reason. */
  readonly #taken = new Set<string>();

  /** `now`: milliseconds of a clock that only moves forward. */
  constructor(private readonly now: () => number) {}

  variantFor(endpoint: Endpoint, call: CheckedCall): RequestVariant {
    const known = this.#variants.get(variantKey(call));
    if (known !== undefined && this.now() < known.until) return known.variant;
    return usualVariant(endpoint);
  }

  /** Remembers a variant that was accepted. `named`: the provider named every field that it differs in. */
  remember(call: CheckedCall, variant: RequestVariant, named: boolean): void {
    this.#variants.set(variantKey(call), { variant, until: named ? Infinity : this.now() + believedMs });
  }

  /** Remembers that a request was accepted unchanged, with all extras. */
  rememberTaken(call: CheckedCall): void {
    this.#taken.add(variantKey(call));
  }

  hasTaken(call: CheckedCall): boolean {
    return this.#taken.has(variantKey(call));
  }
}

/** Returns the key of the variant for a model. */
const variantKey = (call: CheckedCall): string => `${originOf(call.baseUrl)} ${call.dialect.id} ${call.model ?? ''}`;
