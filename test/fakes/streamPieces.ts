import type { FinishReason, Usage } from '../../src/core/chat/messages/chatTypes';

// Parts that the answers of several providers have in common.

export interface ProviderStream {
  /** Where the form is shown. */
  readonly source: string;
  /** Events as objects, and what else stands in the stream as text. */
  readonly events: readonly (object | string)[];
  readonly reasoning?: string;
  readonly text: string;
  readonly finish: FinishReason;
  readonly usage: Usage;
}

export const done = 'data: [DONE]';

interface Choice {
  readonly finish_reason?: string | null;
  readonly [field: string]: unknown;
}

/** A chunk of Chat Completions; `more` stands beside its choices, `choice` beside its delta. */
export const chunk = (delta: object, more: object = {}, choice: Choice = {}): object => ({
  ...{ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_790_000_000, model: 'a-model' },
  choices: [{ index: 0, delta, finish_reason: null, ...choice }],
  ...more,
});
export const counted = (usage: object, more: object = {}): object => ({ ...chunk({}, more), choices: [], usage });
export const tokens = { prompt_tokens: 20, completion_tokens: 9, total_tokens: 29 };
export const reasoned = { completion_tokens_details: { reasoning_tokens: 4 } };
export const cached = { prompt_tokens_details: { cached_tokens: 16 } };

export const hello = { text: 'Hello', finish: 'stop' } as const;
export const inAndOut: Usage = { inputTokens: 20, outputTokens: 9 };
