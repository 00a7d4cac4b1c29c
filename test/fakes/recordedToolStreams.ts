import type { DialectId } from '../../src/core/chat/messages/chatTypes';

// Answers that ask for two tools at once, in the form that each provider documents, written by hand and shortened.

export interface ToolStream {
  /** Where the form is shown. */
  readonly source: string;
  readonly dialect: DialectId;
  readonly events: readonly object[];
}

const chunk = (delta: object, finish: string | null = null): object => ({
  ...{ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm' },
  choices: [{ index: 0, delta, finish_reason: finish }],
});
const call = (index: number, id: string, name: string, more: object = {}): object => ({
  ...{ index, id, type: 'function', function: { name, arguments: '' } },
  ...more,
});
const input = (index: number, text: string): object => ({ index, function: { arguments: text } });

const openai: readonly object[] = [
  chunk({ role: 'assistant', content: null, tool_calls: [call(0, 'call_a', 'get_weather')] }),
  chunk({ tool_calls: [input(0, '{"city":')] }),
  chunk({ tool_calls: [input(0, '"Rome"}')] }),
  chunk({ tool_calls: [call(1, 'call_b', 'get_time')] }),
  chunk({ tool_calls: [input(1, '{}')] }),
  chunk({}, 'tool_calls'),
];

const delta = (index: number, more: object): object => ({ type: 'content_block_delta', index, delta: more });
const toolUse = (index: number, id: string, name: string, json: string): object[] => [
  { type: 'content_block_start', index, content_block: { type: 'tool_use', id, name, input: {} } },
  delta(index, { type: 'input_json_delta', partial_json: '' }),
  delta(index, { type: 'input_json_delta', partial_json: json }),
  { type: 'content_block_stop', index },
];

const functionCall = (output_index: number, call_id: string, name: string, args: string): object[] => {
  const item = { id: `fc_${output_index}`, type: 'function_call', call_id, name };
  return [
    { type: 'response.output_item.added', output_index, item: { ...item, arguments: '' } },
    { type: 'response.function_call_arguments.delta', output_index, delta: args },
    { type: 'response.output_item.done', output_index, item: { ...item, arguments: args } },
  ];
};
const reasoningItem = { id: 'rs_1', type: 'reasoning', summary: [], encrypted_content: 'gAAAAABencrypted' };

export const toolStreams = {
  openai: {
    source: 'https://platform.openai.com/docs/guides/function-calling#streaming',
    dialect: 'chat-completions',
    events: openai,
  },
  gemini: {
    // The first of parallel calls is signed, the others are not.
    source: 'https://ai.google.dev/gemini-api/docs/thought-signatures',
    dialect: 'chat-completions',
    events: [
      chunk({
        role: 'assistant',
        tool_calls: [
          {
            ...{ extra_content: { google: { thought_signature: 'EjQKMgEM' } }, id: '', type: 'function' },
            function: { name: 'get_weather', arguments: '{"city":"Rome"}' },
          },
        ],
      }),
      chunk({ tool_calls: [{ id: '', type: 'function', function: { name: 'get_time', arguments: '{}' } }] }, 'stop'),
    ],
  },
  deepseek: {
    source: 'https://api-docs.deepseek.com/guides/thinking_mode',
    dialect: 'chat-completions',
    events: [
      chunk({ role: 'assistant', content: null, reasoning_content: '' }),
      chunk({ content: null, reasoning_content: 'Two ' }),
      chunk({ content: null, reasoning_content: 'things.' }),
      ...openai.slice(1),
    ].toSpliced(3, 0, chunk({ tool_calls: [call(0, 'call_a', 'get_weather')] })),
  },
  openrouter: {
    source: 'https://openrouter.ai/docs/use-cases/reasoning-tokens',
    dialect: 'chat-completions',
    events: [
      chunk({
        ...{ role: 'assistant', content: '', reasoning: 'Two ' },
        reasoning_details: [{ type: 'reasoning.text', text: 'Two ', format: 'anthropic-claude-v1', index: 0 }],
      }),
      chunk({
        ...{ content: '', reasoning: 'things.' },
        reasoning_details: [{ type: 'reasoning.text', text: 'things.', format: 'anthropic-claude-v1', index: 0 }],
      }),
      chunk({
        content: '',
        reasoning_details: [
          { type: 'reasoning.text', signature: 'EqQBCg', format: 'anthropic-claude-v1', index: 0 },
          { type: 'reasoning.encrypted', data: 'EmwK', id: 'b', format: 'anthropic-claude-v1', index: 1 },
        ],
      }),
      ...openai,
    ],
  },
  anthropic: {
    source: 'https://platform.claude.com/docs/en/build-with-claude/extended-thinking',
    dialect: 'anthropic-messages',
    events: [
      { type: 'message_start', message: { id: 'msg_1', usage: { input_tokens: 25, output_tokens: 1 } } },
      { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
      delta(0, { type: 'thinking_delta', thinking: 'Two things.' }),
      delta(0, { type: 'signature_delta', signature: 'EqQBCgIYAhIM' }),
      { type: 'content_block_stop', index: 0 },
      ...toolUse(1, 'toolu_a', 'get_weather', '{"city":"Rome"}'),
      ...toolUse(2, 'toolu_b', 'get_time', ''),
      { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 15 } },
      { type: 'message_stop' },
    ],
  },
  responses: {
    source: 'https://platform.openai.com/docs/guides/function-calling?api-mode=responses#streaming',
    dialect: 'responses',
    events: [
      { type: 'response.created', response: { id: 'resp_1', status: 'in_progress' } },
      { type: 'response.output_item.added', output_index: 0, item: { ...reasoningItem, encrypted_content: '' } },
      { type: 'response.output_item.done', output_index: 0, item: reasoningItem },
      ...functionCall(1, 'call_a', 'get_weather', '{"city":"Rome"}'),
      ...functionCall(2, 'call_b', 'get_time', '{}'),
      { type: 'response.completed', response: { id: 'resp_1', status: 'completed', output: [] } },
    ],
  },
} satisfies Record<string, ToolStream>;
