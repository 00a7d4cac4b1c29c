import type { ChargedTokens } from '../../catalog/usageParts';

/** How a provider's API wants to be asked and how it answers: one file each in `dialects/`. */
export const dialectIds = ['chat-completions', 'responses', 'anthropic-messages'] as const;
export type DialectId = (typeof dialectIds)[number];

/** Signed or encrypted reasoning: handed back unread, and to the same dialect only. */
export interface Opaque {
  readonly dialect: DialectId;
  readonly json: string;
}

/** A piece of a message. */
export type MessagePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string; readonly opaque?: Opaque }
  /** The bytes stand beside the session: `blob` names them. */
  | { readonly type: 'image' | 'file'; readonly blob: string; readonly mediaType: string; readonly name?: string }
  | {
      readonly type: 'tool-call';
      readonly id: string;
      readonly name: string;
      /** JSON text. */
      readonly input: string;
      readonly opaque?: Opaque;
    }
  | {
      readonly type: 'tool-result';
      readonly callId: string;
      readonly parts: readonly MessagePart[];
      readonly isError?: boolean;
    };

export interface Message {
  readonly role: 'user' | 'assistant' | 'tool';
  readonly parts: readonly MessagePart[];
}

/** What is left out is left to the provider. */
export interface ChatParams {
  readonly temperature?: number;
  /** Tokens. */
  readonly maxOutputTokens?: number;
  /** How the next token is drawn besides: for a backend that takes it. */
  readonly sampling?: Sampling;
}

/** Options for drawing tokens. One that is left out changes nothing. Pocket takes them all. */
export interface Sampling {
  /** Only so many of the likeliest tokens; 0: all. */
  readonly topK?: number;
  /** Only the likeliest that together reach this share. */
  readonly topP?: number;
  /** Only those with at least this share of the likeliest one's probability. */
  readonly minP?: number;
  /** Divides a positive logit of a token that stands there already, and multiplies a negative one (https://arxiv.org/abs/1909.05858). */
  readonly repetitionPenalty?: number;
  /** Taken off a logit for each time that the token was written; `presencePenalty` once. */
  readonly frequencyPenalty?: number;
  readonly presencePenalty?: number;
  /** The same seed draws the same tokens. */
  readonly seed?: number;
  /** The answer ends before the first of these. */
  readonly stop?: readonly string[];
  /** How many of the likeliest tokens are told with each. */
  readonly topLogprobs?: number;
}

/** One request, in our terms. A dialect turns it into what a provider's API takes. */
export interface ChatRequest {
  readonly model: string;
  /** System prompt; empty where there is none. */
  readonly system: string;
  readonly messages: readonly Message[];
  readonly params: ChatParams;
}

/** Tokens, as the provider counted them: finite, from 0 to 1e12. */
export interface Usage extends ChargedTokens {
  /** The tier that served it, in the provider's word (`flex`, `priority`), where it is not the standard one. */
  readonly tier?: string;
}

/**
 * `length`: the output limit of the request or the model. `window-full`: question and answer fill the context window.
 * `answer-limit` is ours: the answer had more characters than the setting allows.
 */
export const finishReasons = [
  'stop',
  'length',
  'window-full',
  'content-filter',
  'tool-calls',
  'answer-limit',
  'other',
] as const;
export type FinishReason = (typeof finishReasons)[number];

/** A token in words, and how likely it was: the natural logarithm of its probability before temperature and cuts. */
export interface TokenChance {
  /** Half a character is shown as U+FFFD. */
  readonly text: string;
  readonly logprob: number;
}

/** A token of an answer, with what else could have stood there. */
export type ChosenToken = TokenChance & { readonly top: readonly TokenChance[] };

/** What an answer consists of: parts that grow and end, any number of usages, exactly one finish where it is whole. */
export type ChatEvent =
  /** A part begins (its text may be empty) or arrives whole. Indices count from 0. */
  | { readonly type: 'part'; readonly index: number; readonly part: MessagePart }
  /** Grows a text, a reasoning, or a tool call's input. */
  | { readonly type: 'delta'; readonly index: number; readonly text: string }
  | { readonly type: 'partEnd'; readonly index: number; readonly opaque?: Opaque }
  /** Those of the answer's text, in their order, where they were asked for. */
  | { readonly type: 'tokens'; readonly tokens: readonly ChosenToken[] }
  /** The last one holds. */
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'finish'; readonly reason: FinishReason };

/** Where requests go. */
export interface Endpoint {
  /** The user's id of the provider. */
  readonly id: string;
  readonly name: string;
  /** Absolute http(s) URL without query, fragment or credentials; see `parseBaseUrl`. */
  readonly baseUrl: string;
  readonly preset: string;
  readonly dialect: DialectId;
  /** Id of the model that a new question goes to, where the user has named one. */
  readonly model?: string;
}

/** What is known about a provider's key. A key that was entered for another origin is never handed out. */
export type KeyState =
  | { readonly state: 'none' }
  | { readonly state: 'other-origin'; readonly origin: string }
  | { readonly state: 'stored'; readonly key: string };
