import type { RecordedEvent } from './recordedResponses';

// Streams in the form that Anthropic documents, written by hand and shortened:
// https://platform.claude.com/docs/en/build-with-claude/streaming.

const messageStart = {
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    content: [],
    model: 'claude-opus-5-5',
    stop_reason: null,
    stop_sequence: null,
    usage: {
      input_tokens: 25,
      cache_creation_input_tokens: 100,
      cache_read_input_tokens: 1_000,
      output_tokens: 1,
      service_tier: 'standard',
    },
  },
} as const;

const delta = (index: number, more: object) => ({ type: 'content_block_delta', index, delta: more });
const stop = (index: number) => ({ type: 'content_block_stop', index });
const messageDelta = (reason: string, more: object = {}) => ({
  type: 'message_delta',
  delta: { stop_reason: reason, stop_sequence: null },
  usage: { output_tokens: 15, ...more },
});

const textBlock = (index: number) => [
  { type: 'content_block_start', index, content_block: { type: 'text', text: '' } },
  { type: 'ping' },
  delta(index, { type: 'text_delta', text: 'Hel' }),
  delta(index, { type: 'text_delta', text: 'lo' }),
  stop(index),
];

export const anthropicStreams = {
  whole: [
    messageStart,
    { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
    delta(0, { type: 'thinking_delta', thinking: 'Two and ' }),
    delta(0, { type: 'thinking_delta', thinking: 'two.' }),
    delta(0, { type: 'signature_delta', signature: 'EqQBCgIYAhIM' }),
    stop(0),
    ...textBlock(1),
    messageDelta('end_turn'),
    { type: 'message_stop' },
  ],
  redacted: [
    messageStart,
    { type: 'content_block_start', index: 0, content_block: { type: 'redacted_thinking', data: 'EmwKAhgB' } },
    stop(0),
    ...textBlock(1),
    messageDelta('end_turn'),
    { type: 'message_stop' },
  ],
  toolCall: [
    messageStart,
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'Let me look.' } },
    stop(0),
    {
      type: 'content_block_start',
      index: 1,
      content_block: { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: {} },
    },
    delta(1, { type: 'input_json_delta', partial_json: '{"city":' }),
    delta(1, { type: 'input_json_delta', partial_json: '"Rome"}' }),
    stop(1),
    messageDelta('tool_use'),
    { type: 'message_stop' },
  ],
  overloaded: [
    messageStart,
    ...textBlock(0),
    { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
  ],
  /** The counts of the input come again at the end, as they do where tools ran at the provider. */
  countedAgain: [
    messageStart,
    ...textBlock(0),
    messageDelta('max_tokens', { input_tokens: 30, cache_read_input_tokens: 2_000, cache_creation_input_tokens: null }),
    { type: 'message_stop' },
  ],
} satisfies Record<string, readonly RecordedEvent[]>;
