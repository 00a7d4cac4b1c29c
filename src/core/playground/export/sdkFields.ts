import type { SdkCall } from './sdkRequest';

// The fields of a request that client libraries have names for. All others go where each library takes fields that it
// does not know, which every version of it sends. So these lists are short rather than new.

type Fields = Readonly<Record<SdkCall['method'], readonly string[]>>;

const ofChat = [
  'model',
  'messages',
  'stream',
  'stream_options',
  'temperature',
  'top_p',
  'max_tokens',
  'max_completion_tokens',
];
const ofChatBesides = [
  'frequency_penalty',
  'presence_penalty',
  'seed',
  'stop',
  'n',
  'logprobs',
  'top_logprobs',
  'logit_bias',
];
const ofTools = ['tools', 'tool_choice', 'parallel_tool_calls'];

const shared: Fields = {
  'chat.completions.create': [
    ...[...ofChat, ...ofChatBesides, ...ofTools],
    ...['response_format', 'reasoning_effort', 'service_tier', 'store', 'metadata', 'modalities', 'user'],
  ],
  'responses.create': [
    ...['model', 'input', 'instructions', 'stream', 'store', 'reasoning', 'include', 'temperature', 'top_p'],
    ...['max_output_tokens', 'text', 'truncation', 'previous_response_id', 'metadata', 'user', ...ofTools],
  ],
  // Newer versions have no names for `temperature`, `top_p` and `top_k`.
  'messages.create': [
    ...['model', 'max_tokens', 'system', 'messages', 'stream', 'stop_sequences', 'thinking', 'metadata'],
    ...['tools', 'tool_choice'],
  ],
};

/** Fields of `openai` 7.57 and `@anthropic-ai/sdk` 1.14. */
export const typescriptFields: Fields = {
  ...shared,
  'chat.completions.create': [
    ...shared['chat.completions.create'],
    'verbosity',
    'prompt_cache_key',
    'safety_identifier',
  ],
  'responses.create': [...shared['responses.create'], 'top_logprobs', 'service_tier', 'prompt_cache_key'],
};

/** Fields of `openai` 1.69, the oldest version that is looked at. In Python, an unknown name is an error. */
export const pythonFields: Fields = shared;

/** Splits the fields of a call into those with a name and all others, both in their order. */
export function fieldsOf({ method, body }: SdkCall, named: Fields) {
  const entries = Object.entries(body);
  const has = ([key]: readonly [string, unknown]): boolean => named[method].includes(key);
  return { named: entries.filter(has), others: Object.fromEntries(entries.filter((entry) => !has(entry))) };
}
