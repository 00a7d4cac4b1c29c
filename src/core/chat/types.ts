export type Role = 'system' | 'user' | 'assistant';

export interface Message {
  readonly role: Role;
  readonly content: string;
}

/** One request, in our terms. A dialect turns it into what a provider's API takes. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  /** Left out: the provider's default. */
  readonly temperature?: number;
  /** Tokens. Left out: the provider's default. */
  readonly maxOutputTokens?: number;
}

/** Tokens, as the provider counted them. */
export interface Usage {
  readonly inputTokens: number;
  /** Includes reasoning tokens. */
  readonly outputTokens: number;
  readonly reasoningTokens?: number;
  /** The part of `inputTokens` that was read from a prompt cache. */
  readonly cachedInputTokens?: number;
}

export type FinishReason = 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'other';

/** What a stream consists of: any number of text and reasoning deltas, at most one usage, exactly one finish. */
export type ChatEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
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
}
