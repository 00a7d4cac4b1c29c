import type { Model } from '../../catalog/catalogTable';
import { anthropicHeaders, messagesPath } from '../dialects/anthropicAddress';
import { bearer } from '../dialects/dialect';
import type { DialectId, Endpoint } from '../messages/chatTypes';
import { fieldReader, listReader } from './countReader';
import type { CountReader } from './countReader';

// APIs that count tokens for free, and how they are asked. Pure, like the dialects.

/** An API that counts tokens. */
export interface CountingWay {
  /** Name of the service that counts, for a provider that is not set up yet. */
  readonly counter: string;
  /** The preset that a user needs for it. */
  readonly preset: string;
  /** Dialect of a server that the user has set up by its address, where such a server counts in this way too. */
  readonly customDialect?: DialectId;
  /** The count includes what stands around a message. */
  readonly withFrame?: boolean;
  /**
   * The server counts with the model that runs there, whichever that is. It may run anywhere, and is offered only where
   * it is set up.
   */
  readonly withRunningModel?: boolean;
  /** Returns the address to which `path` is added, from that of the chat API: on the same origin. */
  base(baseUrl: string): string;
  path(base: string, model: string): string;
  headers(key: string | undefined): Readonly<Record<string, string>>;
  body(text: string, model: string): object;
  reader(): CountReader;
}

/**
 * Anthropic: free, with a limit of requests a minute, and 32 MB a request. It counts the message with its frame, and calls
 * it an estimate that may differ a little: https://platform.claude.com/docs/en/build-with-claude/token-counting.
 */
const anthropic: CountingWay = {
  counter: 'Anthropic',
  preset: 'anthropic',
  customDialect: 'anthropic-messages',
  withFrame: true,
  base: (baseUrl) => baseUrl,
  path: (base) => `${messagesPath(base)}/count_tokens`,
  headers: anthropicHeaders,
  body: (text, model) => ({ model, messages: [{ role: 'user', content: text }] }),
  reader: () => fieldReader('input_tokens'),
};

/**
 * Gemini's own API, which stands beside the OpenAI-compatible one. Counting is not billed, and no part of the quota of
 * answers (https://ai.google.dev/gemini-api/docs/billing). https://ai.google.dev/api/tokens.
 */
const gemini: CountingWay = {
  counter: 'Google',
  preset: 'gemini',
  base: (baseUrl) => baseUrl.replace(/\/openai$/, ''),
  path: (_base, model) => `/models/${encodeURIComponent(model)}:countTokens`,
  headers: (key) => (key === undefined ? {} : { 'x-goog-api-key': key }),
  body: (text) => ({ contents: [{ role: 'user', parts: [{ text }] }] }),
  reader: () => fieldReader('totalTokens'),
};

/** llama-server, with the tokenizer of the model that it runs: tools/server/README.md in ggml-org/llama.cpp, POST /tokenize. */
const llamacpp: CountingWay = {
  counter: 'llama.cpp',
  preset: 'llamacpp',
  withRunningModel: true,
  base: (baseUrl) => baseUrl.replace(/\/v1$/, ''),
  path: () => '/tokenize',
  headers: bearer,
  body: (content) => ({ content, add_special: false }),
  reader: listReader,
};

/** Returns how tokens are counted for a model: by its maker, or else by a server that may run its weights. */
export function countingWay({ family, openness }: Pick<Model, 'family' | 'openness'>): CountingWay | undefined {
  if (family === 'claude') return anthropic;
  if (family === 'gemini' && openness === 'closed') return gemini;
  return openness === 'open-weights' ? llamacpp : undefined;
}

/** Whether the provider counts in this way at its address. A router has the model, but does not count. */
export const countsThere = (way: CountingWay, { preset, dialect }: Pick<Endpoint, 'preset' | 'dialect'>): boolean =>
  preset === way.preset || (preset === 'custom' && dialect === way.customDialect);
