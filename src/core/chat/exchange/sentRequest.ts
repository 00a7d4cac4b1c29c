import type { DialectId } from '../messages/chatTypes';

/** The mark in place of the key in a header of a request that is kept. */
export const keyMark = '{key}';

/** A request as it was sent, without its key. */
export interface SentRequest {
  readonly dialect: DialectId;
  /** Id of the preset of its provider. */
  readonly preset: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Names in lower case, in the order in which they were set. Values have `keyMark` in place of the key. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /**
   * JSON as it was written, byte for byte; empty where nothing was sent. A `bytesMark` replaces the base64 of each of
   * `files`.
   */
  readonly body: string;
  readonly files?: readonly SentAttachment[];
}

/** A file whose bytes were sent. */
export interface SentAttachment {
  /** SHA-256 of the bytes. */
  readonly blob: string;
  readonly mediaType: string;
}

/** Returns each file once, however often the body contains it. */
export const sentAttachments = (files: readonly SentAttachment[]): SentAttachment[] =>
  [...new Map(files.map(({ blob, mediaType }) => [blob, mediaType]))].map(([blob, mediaType]) => ({ blob, mediaType }));
