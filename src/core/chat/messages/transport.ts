import type { BytesStretch } from '../../base/bytesText';
import type { DialectId } from './chatTypes';

/** Options that a request is sent with. `files`: where the bytes of files stand in its body, for a recorder. */
export interface SentInit extends RequestInit {
  readonly files?: readonly BytesStretch[];
}

/** `fetch` of the platform, or a test's. */
export type FetchLike = (url: string, init: SentInit) => Promise<Response>;

/** The body of a request, to be written as JSON. */
export type WireBody = Readonly<Record<string, unknown>> & { readonly model: string };

/** One event as the decoder of a stream reads it. A dialect decides what it means, and whether it is an error. */
export type WireEvent =
  /** `name`: the name that the stream gives the event, if any. */
  | { readonly type: 'event'; readonly name?: string; readonly value: unknown }
  /** An event that is not JSON. It ends the stream. */
  | { readonly type: 'malformed' };

/** A hash (SHA-256) of bytes that come in pieces. */
export interface Sha256 {
  add(bytes: Uint8Array): void;
  /** Returns the hash in hexadecimal. To be called once, at the end. */
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
  /** A log that is given no words of a provider, no prompt and no key. */
  readonly log: { warn(message: string): void };
}

/** Thrown by a reader for an error that a provider reports inside the stream, in place of an answer. */
export class StreamedError extends Error {
  constructor(readonly payload: unknown) {
    super('The provider reported an error in the stream.');
  }
}

/** Thrown by a reader for an event that cannot be read as one of its dialect. */
export class MalformedEvent extends Error {}
