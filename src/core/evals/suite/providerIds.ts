import type { DialectId } from '../../chat/messages/chatTypes';
import { pocket } from '../../pocket/chat/pocketIdentity';

// The providers of promptfoo (https://www.promptfoo.dev/docs/providers) that are known here, by the prefixes of their ids.

interface Prefix {
  /** Id of the preset. */
  readonly preset: string;
  /** Words that may stand between the prefix and the model (`''`: none), each with the dialect if it decides that. */
  readonly apis: Readonly<Record<string, DialectId | undefined>>;
}

const plain = { '': undefined } as const;
const chat = { '': undefined, chat: undefined } as const;

const prefixes: Readonly<Record<string, Prefix>> = {
  openai: {
    preset: 'openai',
    apis: { '': 'chat-completions', chat: 'chat-completions', responses: 'responses' },
  },
  anthropic: { preset: 'anthropic', apis: { '': undefined, messages: undefined } },
  google: { preset: 'gemini', apis: plain },
  palm: { preset: 'gemini', apis: plain },
  vertex: { preset: 'vertex', apis: plain },
  mistral: { preset: 'mistral', apis: plain },
  deepseek: { preset: 'deepseek', apis: plain },
  xai: { preset: 'xai', apis: { '': undefined, responses: 'responses' } },
  groq: { preset: 'groq', apis: { '': undefined, responses: 'responses' } },
  openrouter: { preset: 'openrouter', apis: plain },
  togetherai: { preset: 'together', apis: chat },
  meta: { preset: 'meta', apis: { '': undefined, chat: 'chat-completions', responses: 'responses' } },
  llamaapi: { preset: 'meta', apis: chat },
  alibaba: { preset: 'qwen', apis: plain },
  alicloud: { preset: 'qwen', apis: plain },
  aliyun: { preset: 'qwen', apis: plain },
  dashscope: { preset: 'qwen', apis: plain },
  azure: { preset: 'azure', apis: { chat: 'chat-completions', responses: 'responses' } },
  azureopenai: { preset: 'azure', apis: { chat: 'chat-completions', responses: 'responses' } },
  bedrock: { preset: 'bedrock', apis: { '': undefined, converse: undefined } },
  ollama: { preset: 'ollama', apis: { '': undefined, chat: undefined, completion: undefined } },
  localai: { preset: 'custom', apis: chat },
  litellm: { preset: 'litellm', apis: chat },
  // promptfoo has no names for these.
  lmstudio: { preset: 'lmstudio', apis: chat },
  llamacpp: { preset: 'llamacpp', apis: chat },
  vllm: { preset: 'vllm', apis: chat },
  custom: { preset: 'custom', apis: chat },
};

/** Words behind a prefix that are no model, but another API than a chat's. */
const otherApis = new Set([
  ...[
    'completion',
    'embedding',
    'embeddings',
    'image',
    'moderation',
    'realtime',
    'assistant',
    'transcription',
    'speech',
  ],
  ...['video', 'agents', 'agent', 'codex', 'codex-sdk', 'claude-agent-sdk', 'live', 'kb', 'rerank', 'chatkit'],
]);

/** Backends that need no setting up, by the ids that a config has for them. */
const builtIn = new Map([['pocket', pocket]]);

/** Returns the built-in backend, by its id and its model, that an id of a config means; `undefined`: one of the user's. */
export const builtInOf = (id: string): { readonly id: string; readonly model: string } | undefined => builtIn.get(id);

/** Returns the id that a config has for a backend that needs no setting up; `undefined`: it is none. */
export const builtInIdFor = (backendId: string): string | undefined =>
  [...builtIn].find(([, { id }]) => id === backendId)?.[0];

/** The model that is asked for a provider of a config. */
export interface NamedProvider {
  /** The first part of the id, before its first colon. */
  readonly prefix: string;
  /** Id of a preset; `undefined`: none that is known. */
  readonly preset: string | undefined;
  readonly model: string;
  readonly dialect?: DialectId;
}

/** Returns the provider that an id names; `undefined`: it is no chat, or names no model. */
export function providerOf(id: string): NamedProvider | undefined {
  const [, prefix = '', rest = ''] = /^([^:]+):(.+)$/s.exec(id.trim()) ?? [];
  if (prefix === '') return undefined;
  const known = Object.hasOwn(prefixes, prefix) ? prefixes[prefix] : undefined;
  const [, api = '', behind = ''] = /^([^:]+):(.+)$/s.exec(rest) ?? [];
  if (!known) return { prefix, preset: undefined, model: api === 'chat' ? behind : rest };
  if (api !== '' && Object.hasOwn(known.apis, api)) return named(prefix, known, behind, known.apis[api]);
  if (!Object.hasOwn(known.apis, '') || otherApis.has(api) || otherApis.has(rest) || Object.hasOwn(known.apis, rest)) {
    return undefined;
  }
  return named(prefix, known, rest, known.apis['']);
}

const named = (prefix: string, { preset }: Prefix, model: string, dialect: DialectId | undefined): NamedProvider => ({
  ...{ prefix, preset, model },
  ...(dialect && { dialect }),
});

/** Returns the id that a config has for a model of a preset. For any other, the user is asked which one is meant. */
export function idFor(preset: string, dialect: DialectId | undefined, model: string): string {
  const own = Object.entries(prefixes).filter(([, each]) => each.preset === preset);
  const [prefix = 'custom', { apis } = { apis: plain }] = own.find(([name]) => name === preset) ?? own[0] ?? [];
  const spoken = Object.entries(apis).filter(([, speaks]) => speaks !== undefined && speaks === dialect);
  // Of two names for the same API the longer one says which it is.
  const api = spoken.at(-1)?.[0] ?? (Object.hasOwn(apis, 'chat') ? 'chat' : '');
  return api === '' ? `${prefix}:${model}` : `${prefix}:${api}:${model}`;
}
