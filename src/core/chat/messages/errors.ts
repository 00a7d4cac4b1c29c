import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { sayInEnglish } from '../../base/say';
import type { Saying } from '../../base/say';
import { count, text } from './chatTypes';

/**
 * Every way in which a request to a provider goes wrong.
 * - `missing-key`: the provider wants a key and none is stored for its origin. `wrong-key`: 401. `forbidden`: 403.
 * - `unknown-model`: 404, or a code that says so. `bad-request`: another 4xx, or 501. `rate-limited`: 429.
 *   `server-error`: another 5xx.
 * - `not-a-chat-api`: answered with 2xx, but not with an event stream of chat chunks (HTML, JSON, a proxy's page); or
 *   there is no such path. `not-streamed`: the JSON of a whole answer in the place of a stream.
 * - `no-count`: a question for tokens was answered with no number, or one that cannot be true.
 * - `empty`: the stream ended without text and without a finish reason. `cut-off`: it ended before the finish reason.
 * - `stalled`: nothing arrived for the idle time. `malformed`: a chunk that is not a chat chunk.
 * - `unreachable`: no connection. `invalid-url`: the base URL is not one that a request can go to.
 * - `files-gone`: the bytes of an image or file that the messages name are gone. Nothing was sent.
 * - `in-stream`: the provider reported an error inside the stream.
 */
export const chatErrorKinds = [
  'missing-key',
  'wrong-key',
  'forbidden',
  'unknown-model',
  'bad-request',
  'rate-limited',
  'server-error',
  'not-a-chat-api',
  'not-streamed',
  'no-count',
  'empty',
  'cut-off',
  'stalled',
  'malformed',
  'unreachable',
  'invalid-url',
  'in-stream',
  'files-gone',
] as const;
export type ChatErrorKind = (typeof chatErrorKinds)[number];

/**
 * The kinds of errors on screen. `interrupted`: a reload or crash ended the answer. `unexpected`: a mistake of ours.
 * `does-not-fit`: the text, or the answer with it, is longer than the window of the model in the box. `cannot-take`:
 * that model has no way to take a part of the request.
 */
const errorViewKinds = [...chatErrorKinds, 'interrupted', 'unexpected', 'does-not-fit', 'cannot-take'] as const;

export interface ChatErrorFacts {
  /** Host and port that the request went to, or the text of the URL where it is invalid. */
  readonly host: string;
  readonly model?: string;
  /** HTTP status. */
  readonly status?: number;
  /** Milliseconds until the provider takes requests again, where it said so. */
  readonly retryAfterMs?: number;
  /** The provider's own words, shortened, with anything that looks like the key removed. */
  readonly detail?: string;
  /** Says in the user's language what `detail` says, where the words are ours and not the provider's. */
  readonly said?: Saying;
  /** Milliseconds without a byte, for `stalled`. */
  readonly idleMs?: number;
  /** The request was sent a second time, and failed again. */
  readonly wasRepeated?: boolean;
  /** Asking again does not help: the provider says so, or the account has no credit. */
  readonly isFinal?: true;
  /** Some of the answer had come. */
  readonly hasOutput?: boolean;
}

/** A failed request. `message` is for logs; `describeChatError` says it to people. Never holds a key. */
export class ChatError extends Error {
  override readonly name = 'ChatError';
  constructor(
    readonly kind: ChatErrorKind,
    readonly facts: ChatErrorFacts,
  ) {
    super(`${kind} from ${facts.host}${facts.detail === undefined ? '' : `: ${facts.detail}`}`);
  }

  with(more: Partial<ChatErrorFacts>): ChatError {
    return new ChatError(this.kind, { ...this.facts, ...more });
  }
}

/** Adds our own words to an error: in English for the log, and for people in their language. */
export const ownWords = (said: Saying): Pick<ChatErrorFacts, 'detail' | 'said'> => ({
  detail: said(sayInEnglish),
  said,
});

/** Things that the user can do about an error; the host runs one when its button is pressed. */
const errorActions = [
  'retry',
  'set-key',
  'choose-model',
  'edit-provider',
  'test-connection',
  'new-session',
  'use-real-model',
] as const;
export type ErrorAction = (typeof errorActions)[number];
export const errorAction = v.picklist(errorActions);

/** An error as it is shown: a sentence on what happened, one on what to do, and the buttons that do it. */
export const errorView = v.object({
  kind: v.picklist(errorViewKinds),
  message: text,
  advice: text,
  actions: v.array(errorAction),
  /** ms after which the provider takes requests again, where it said so. */
  retryAfterMs: v.exactOptional(count),
  /** Asking again does not help. */
  isFinal: v.exactOptional(v.literal(true)),
});
export type ErrorView = Frozen<v.InferOutput<typeof errorView>>;

/** The outcome of a question to a provider that is not a chat: never an exception. */
export type Outcome<T> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'stopped' }
  | { readonly status: 'failed'; readonly error: ErrorView };
