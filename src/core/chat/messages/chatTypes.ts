import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';

// Messages, requests and answers, in our terms. Everything that a session stores has a schema, so that file, host and
// page cannot drift apart.

/** Forms of API, which differ in how they are asked and how they answer: one file each in `dialects/`. */
export const dialectIds = ['chat-completions', 'responses', 'anthropic-messages'] as const;
export type DialectId = (typeof dialectIds)[number];

/** Characters (UTF-16 code units) of one text: more than any context window, less than what makes a message dangerous. */
export const maxTextLength = 32_000_000;
const maxShortTextLength = 2_000;
/** Characters of the id of a model, at most: a longer text is no id. */
export const maxModelIdLength = 256;
/** Largest number of tokens, milliseconds or dates: far above all real ones, and far below those whose sums lose digits. */
const largestCount = 1e15;
const maxTokens = 1e12;

export const text = v.pipe(v.string(), v.maxLength(maxTextLength));
export const shortText = v.pipe(v.string(), v.maxLength(maxShortTextLength));
export const count = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(largestCount));
/** Tokens, as the provider counted them: finite, from 0 to 1e12. */
export const tokens = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(maxTokens));

/** Signed or encrypted reasoning: handed back unread, and to the same dialect only. */
export const opaque = v.object({ dialect: v.picklist(dialectIds), json: text });
export type Opaque = Frozen<v.InferOutput<typeof opaque>>;

/** SHA-256 of bytes, in hexadecimal: their name. */
export const blobName = v.pipe(v.string(), v.regex(/^[\da-f]{64}$/));
/** Fields of an image or a document. Its bytes are kept beside the session, under the name in `blob`. */
const blobFields = {
  ...{ blob: shortText, mediaType: shortText, name: v.exactOptional(shortText) },
  /** Bytes of the file, pixels of an image, and pages of a document: its cost depends on them. */
  bytes: v.exactOptional(count),
  ...{ width: v.exactOptional(count), height: v.exactOptional(count), pages: v.exactOptional(count) },
};
const leafParts = [
  v.object({ type: v.literal('text'), text }),
  v.object({ type: v.literal('reasoning'), text, opaque: v.exactOptional(opaque) }),
  v.object({ type: v.literal('image'), ...blobFields }),
  v.object({ type: v.literal('file'), ...blobFields }),
  v.object({
    type: v.literal('tool-call'),
    id: shortText,
    name: shortText,
    /** JSON text. */
    input: text,
    opaque: v.exactOptional(opaque),
  }),
] as const;

/** A piece of a message. A result of a tool holds parts itself, but no further results. */
export const part = v.variant('type', [
  ...leafParts,
  v.object({
    type: v.literal('tool-result'),
    callId: shortText,
    parts: v.array(v.variant('type', leafParts)),
    isError: v.exactOptional(v.boolean()),
  }),
]);
export type MessagePart = Frozen<v.InferOutput<typeof part>>;

export interface Message {
  readonly role: 'user' | 'assistant' | 'tool';
  readonly parts: readonly MessagePart[];
}

/** Parameters of a request. One that is left out is left to the provider. */
export interface ChatParams {
  readonly temperature?: number;
  /** Tokens. */
  readonly maxOutputTokens?: number;
  /** Further settings, for a backend that takes them. */
  readonly sampling?: Sampling;
  /** Further fields of the body as the user writes them, for a backend whose requests have a body. */
  readonly bodyFields?: Readonly<Record<string, unknown>>;
}

/** How much a model reasons, and how long it answers. */
export const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
export const verbosities = ['low', 'medium', 'high'] as const;

/** Options for drawing tokens, reasoning and answering. One that is left out changes nothing. */
export interface Sampling {
  /** Number of the likeliest tokens that are drawn from; 0: all. */
  readonly topK?: number;
  /** Share of the probability that the likeliest tokens have to reach together: only these are drawn from. */
  readonly topP?: number;
  /** Share of the likeliest token's probability that a token has to have at least to be drawn. */
  readonly minP?: number;
  /**
   * Number that divides a positive logit of a token that is in the text already, and multiplies a negative one
   * (https://arxiv.org/abs/1909.05858).
   */
  readonly repetitionPenalty?: number;
  /** Number that is subtracted from a logit each time that its token was written; `presencePenalty` is subtracted once. */
  readonly frequencyPenalty?: number;
  readonly presencePenalty?: number;
  /** The same seed draws the same tokens. */
  readonly seed?: number;
  /** Texts that end the answer: it stops before the first of them. */
  readonly stop?: readonly string[];
  /** Number of the likeliest tokens that are reported with each token. */
  readonly topLogprobs?: number;
  readonly reasoningEffort?: (typeof efforts)[number];
  /** Tokens of reasoning, at most. */
  readonly reasoningBudget?: number;
  readonly verbosity?: (typeof verbosities)[number];
}

/** A function that a model may ask for. */
export interface ToolDefinition {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of the object that it takes. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Whether the provider is to hold the arguments to the schema; `null`: as its API does by default. */
  readonly strict?: boolean | null;
  /** Other fields that the user wrote for it, such as `cache_control`. They are sent as they are. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/**
 * Which tools a model is to call. `auto`, the default: the model decides. `required`: at least one. An object: the one
 * of that name.
 */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string };

/** A JSON Schema that the answer is to fit. */
export interface OutputSchema {
  /** Name that APIs want beside the schema: letters, digits, `_` and `-`. */
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** One request, in our terms. A dialect turns it into what a provider's API takes. */
export interface ChatRequest {
  readonly model: string;
  /** System prompt; empty where there is none. */
  readonly system: string;
  readonly messages: readonly Message[];
  readonly params: ChatParams;
  readonly tools?: readonly ToolDefinition[];
  readonly toolChoice?: ToolChoice;
  readonly outputSchema?: OutputSchema;
  /**
   * Id that the provider gave an earlier answer; `null`: there is none yet. The provider is asked why its prompt cache
   * misses, compared with that answer, and keeps a fingerprint of the request for that. Where this is left out, it is
   * not asked and keeps none.
   */
  readonly comparedWith?: string | null;
}

/** Tokens of an answer and its request. */
export const usage = v.object({
  /** Includes what was read from and written to a prompt cache, in every dialect. */
  inputTokens: tokens,
  /** Includes reasoning tokens. */
  outputTokens: tokens,
  reasoningTokens: v.exactOptional(tokens),
  /** The part of `inputTokens` that was read from a prompt cache. */
  cachedInputTokens: v.exactOptional(tokens),
  /** The part of `inputTokens` that was written to a prompt cache. */
  cacheWriteTokens: v.exactOptional(tokens),
  /** The part of `cacheWriteTokens` for which the provider reports how long they are cached, by that time. */
  cacheWrites: v.exactOptional(
    v.object({
      '5m': v.exactOptional(tokens),
      '30m': v.exactOptional(tokens),
      '1h': v.exactOptional(tokens),
      '12h': v.exactOptional(tokens),
      '24h': v.exactOptional(tokens),
    }),
  ),
  /** The tier that served it, in the provider's word (`flex`, `priority`), where it is not the standard one. */
  tier: v.exactOptional(shortText),
  /** No usage was reported: the tokens are the model's own count of the texts. */
  isCounted: v.exactOptional(v.literal(true)),
  /** The answer was broken off before its end was counted: `outputTokens` are those that were counted by then. */
  isPartial: v.exactOptional(v.literal(true)),
});
export type Usage = Frozen<v.InferOutput<typeof usage>>;

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

/** A token as text, in which half a character is U+FFFD, and the natural logarithm of its probability. */
export interface TokenChance {
  readonly text: string;
  readonly logprob: number;
  /** Bytes of the token, where it has half a character. */
  readonly bytes?: readonly number[];
}

/** A token of an answer, with the tokens that could have stood in its place: 20 at most. */
export interface ChosenToken extends TokenChance {
  readonly top: readonly TokenChance[];
}

/** A piece of an answer: parts that grow and end, any number of usages, exactly one finish where it is whole. */
export type ChatEvent =
  /** A part begins (its text may be empty) or arrives whole. Indices count from 0. */
  | { readonly type: 'part'; readonly index: number; readonly part: MessagePart }
  /** Grows a text, a reasoning, or a tool call's input. */
  | { readonly type: 'delta'; readonly index: number; readonly text: string }
  | { readonly type: 'partEnd'; readonly index: number; readonly opaque?: Opaque }
  /** Tokens of the answer, in their order, where they were asked for. Some may not stand in its text. */
  | { readonly type: 'tokens'; readonly tokens: readonly ChosenToken[] }
  /** The last usage of an answer counts. */
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'finish'; readonly reason: FinishReason };

/** The provider and address that requests go to. */
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

/** Whether a provider's key is stored. A key that was entered for another origin is never handed out. */
export type KeyState =
  | { readonly state: 'none' }
  | { readonly state: 'other-origin'; readonly origin: string }
  | { readonly state: 'stored'; readonly key: string };
