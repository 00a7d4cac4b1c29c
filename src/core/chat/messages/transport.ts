import type { DialectId } from './types';

/** `fetch` of the platform, or a test's. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** The body of a request, to be written as JSON. */
export type WireBody = Readonly<Record<string, unknown>> & { readonly model: string };

/** One event as the decoder of a stream reads it. The last two end the stream. */
export type WireEvent =
  | { readonly type: 'event'; readonly value: unknown }
  /** The provider reports an error instead of an answer. */
  | { readonly type: 'error'; readonly payload: unknown }
  /** Not JSON. */
  | { readonly type: 'malformed' };

/** The platform, as far as talking to providers needs it. Node's is in src/host/node/chatHost.ts. */
export interface ChatHost {
  readonly fetch: FetchLike;
  /**
   * Asks for one answer and reads the events of its stream, each parsed from JSON. `send` is core's guarded way to bytes
   * and the only one: it sets address, headers and body, follows no redirect and cuts what is too long.
   * Rejects with what `send` throws. The iterator throws what the platform throws for a broken connection.
   */
  openStream(dialect: DialectId, send: () => Promise<Response>, signal: AbortSignal): Promise<AsyncIterator<WireEvent>>;
  /** Gets no words of a provider, no prompt, no key. */
  readonly log: { warn(message: string): void };
}

/** Thrown by a reader: what a provider says inside the stream instead of an answer. */
export class StreamedError extends Error {
  constructor(readonly payload: unknown) {
    super('The provider reported an error in the stream.');
  }
}

/** Thrown by a reader: an event that no reading makes an event of its dialect. */
export class MalformedEvent extends Error {}
