import type { BytesStretch } from '../../base/bytesText';
import type { DialectId } from './chatTypes';

/** Options that a request is sent with. `files`: where the bytes of files stand in its body, for whoever records it. */
export interface SentInit extends RequestInit {
  readonly files?: readonly BytesStretch[];
}

/** `fetch` of the platform, or a test's. */
export type FetchLike = (url: string, init: SentInit) => Promise<Response>;

/** The body of a request, to be written as JSON. */
export type WireBody = Readonly<Record<string, unknown>> & { readonly model: string };

/** One event as the decoder of a stream reads it. A dialect decides what it means, and whether it is an error. */
export type WireEvent =
  /** `name`: what the stream calls it, where it does. */
  | { readonly type: 'event'; readonly name?: string; readonly value: unknown }
  /** Not JSON. It ends the stream. */
  | { readonly type: 'malformed' };

/** A hash (SHA-256) of bytes that come in pieces. */
export interface Sha256 {
  add(bytes: Uint8Array): void;
  /** In hexadecimal. To be called once, at the end. */
  hex(): string;
}

/** The platform, as far as talking to providers needs it. Node's is in src/host/node/chatHost.ts. */
export interface ChatHost {
  readonly fetch: FetchLike;
  startSha256(): Sha256;
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
