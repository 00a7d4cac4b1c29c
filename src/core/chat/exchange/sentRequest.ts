import type { DialectId } from '../messages/types';

/** Stands where the key stood in a header of a request that is kept. */
export const keyMark = '{key}';

/** A request as it went out, without its key. */
export interface SentRequest {
  readonly dialect: DialectId;
  /** Id of the preset of its provider. */
  readonly preset: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Names in lower case, in the order in which they were set. Where a value carried the key, `keyMark` stands for it. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** JSON as it was written, byte for byte; empty where nothing was sent. */
  readonly body: string;
}
