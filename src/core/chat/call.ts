import { assertKeyMayTravel, hostOf, parseBaseUrl } from './endpoint';
import { ChatError } from './errors';
import type { ChatErrorFacts } from './errors';
import { presetOf } from './presets';
import { toDetail } from './providerWords';
import type { Endpoint } from './types';

/** `fetch` of the host, or a test's. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** What every request to a provider needs from its caller. */
export interface CallDeps {
  /** As stored for the origin of the endpoint; never logged, never part of an error. */
  readonly key: string | undefined;
  readonly signal: AbortSignal;
  readonly fetch?: FetchLike;
}

/** One checked request: it may be sent. */
export interface Call {
  readonly baseUrl: string;
  readonly key: string | undefined;
  readonly model?: string;
  readonly fetch: FetchLike;
  readonly signal: AbortSignal;
  /** Facts about this call, with the provider's words made fit to be shown. */
  facts(more?: Omit<ChatErrorFacts, 'host' | 'model'>): ChatErrorFacts;
}

/**
 * Checks what can be checked before anything is sent.
 * Throws `ChatError`: `invalid-url`, `missing-key`, or `wrong-key` for a key that no header can carry.
 */
export function prepareCall(endpoint: Endpoint, deps: CallDeps, signal: AbortSignal, model?: string): Call {
  const baseUrl = parseBaseUrl(endpoint.baseUrl);
  const key = deps.key === '' ? undefined : deps.key;
  assertKeyMayTravel(baseUrl, key);
  const facts: Call['facts'] = (more = {}) => ({
    host: hostOf(baseUrl),
    ...(model === undefined ? {} : { model }),
    ...more,
    ...(more.detail === undefined ? {} : { detail: toDetail(more.detail, key) }),
  });
  if (key === undefined && presetOf(endpoint.preset).needsKey) throw new ChatError('missing-key', facts());
  // Checked here because the error that fetch throws for such a header repeats the header.
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) {
    const detail = 'The stored key contains a space, a line break or a character outside ASCII.';
    throw new ChatError('wrong-key', facts({ detail }));
  }
  const call = { baseUrl, key, fetch: deps.fetch ?? fetch, signal, facts };
  return model === undefined ? call : { ...call, model };
}
