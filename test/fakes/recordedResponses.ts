// Streams in the form that OpenAI documents, written by hand and shortened:
// https://platform.openai.com/docs/api-reference/responses-streaming.

export type RecordedEvent = Readonly<Record<string, unknown>> & { readonly type: string };

const response = (more: object) => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  model: 'gpt-6-sol',
  status: 'in_progress',
  error: null,
  incomplete_details: null,
  output: [],
  usage: null,
  ...more,
});

const started = [
  { type: 'response.created', sequence_number: 0, response: response({}) },
  { type: 'response.in_progress', sequence_number: 1, response: response({}) },
] as const;

const reasoningItem = {
  id: 'rs_1',
  type: 'reasoning',
  summary: [
    { type: 'summary_text', text: '**Adding**\n\nTwo and two.' },
    { type: 'summary_text', text: '**Checking**' },
  ],
  encrypted_content: 'gAAAAABencrypted',
};

const reasoning = [
  {
    type: 'response.output_item.added',
    output_index: 0,
    item: { id: 'rs_1', type: 'reasoning', summary: [], encrypted_content: 'gAAAAABshort' },
  },
  {
    type: 'response.reasoning_summary_part.added',
    item_id: 'rs_1',
    output_index: 0,
    summary_index: 0,
    part: { type: 'summary_text', text: '' },
  },
  {
    type: 'response.reasoning_summary_text.delta',
    item_id: 'rs_1',
    output_index: 0,
    summary_index: 0,
    delta: '**Adding**\n\n',
  },
  {
    type: 'response.reasoning_summary_text.delta',
    item_id: 'rs_1',
    output_index: 0,
    summary_index: 0,
    delta: 'Two and two.',
  },
  {
    type: 'response.reasoning_summary_text.done',
    item_id: 'rs_1',
    output_index: 0,
    summary_index: 0,
    text: '**Adding**\n\nTwo and two.',
  },
  {
    type: 'response.reasoning_summary_part.done',
    item_id: 'rs_1',
    output_index: 0,
    summary_index: 0,
    part: reasoningItem.summary[0],
  },
  {
    type: 'response.reasoning_summary_part.added',
    item_id: 'rs_1',
    output_index: 0,
    summary_index: 1,
    part: { type: 'summary_text', text: '' },
  },
  {
    type: 'response.reasoning_summary_text.delta',
    item_id: 'rs_1',
    output_index: 0,
    summary_index: 1,
    delta: '**Checking**',
  },
  { type: 'response.output_item.done', output_index: 0, item: reasoningItem },
] as const;

const messageItem = {
  id: 'msg_1',
  type: 'message',
  status: 'completed',
  role: 'assistant',
  content: [{ type: 'output_text', text: 'Hello', annotations: [] }],
};

const message = [
  {
    type: 'response.output_item.added',
    output_index: 1,
    item: { id: 'msg_1', type: 'message', status: 'in_progress', role: 'assistant', content: [] },
  },
  {
    type: 'response.content_part.added',
    item_id: 'msg_1',
    output_index: 1,
    content_index: 0,
    part: { type: 'output_text', text: '', annotations: [] },
  },
  { type: 'response.output_text.delta', item_id: 'msg_1', output_index: 1, content_index: 0, delta: 'Hel' },
  { type: 'response.output_text.delta', item_id: 'msg_1', output_index: 1, content_index: 0, delta: 'lo' },
  { type: 'response.output_text.done', item_id: 'msg_1', output_index: 1, content_index: 0, text: 'Hello' },
  {
    type: 'response.content_part.done',
    item_id: 'msg_1',
    output_index: 1,
    content_index: 0,
    part: messageItem.content[0],
  },
  { type: 'response.output_item.done', output_index: 1, item: messageItem },
] as const;

const responsesUsage = {
  input_tokens: 36,
  input_tokens_details: { cached_tokens: 20, cache_write_tokens: 4 },
  output_tokens: 87,
  output_tokens_details: { reasoning_tokens: 64 },
  total_tokens: 123,
};

export const responsesStreams = {
  whole: [
    ...started,
    ...reasoning,
    ...message,
    {
      type: 'response.completed',
      response: response({ status: 'completed', output: [reasoningItem, messageItem], usage: responsesUsage }),
    },
  ],
  /** A server that streams nothing on the way. */
  atOnce: [
    ...started,
    {
      type: 'response.completed',
      response: response({ status: 'completed', output: [reasoningItem, messageItem], usage: responsesUsage }),
    },
  ],
  refusal: [
    ...started,
    { type: 'response.refusal.delta', item_id: 'msg_1', output_index: 0, content_index: 0, delta: 'I cannot ' },
    { type: 'response.refusal.delta', item_id: 'msg_1', output_index: 0, content_index: 0, delta: 'do that.' },
    {
      type: 'response.refusal.done',
      item_id: 'msg_1',
      output_index: 0,
      content_index: 0,
      refusal: 'I cannot do that.',
    },
    {
      type: 'response.output_item.done',
      output_index: 0,
      item: { ...messageItem, content: [{ type: 'refusal', refusal: 'I cannot do that.' }] },
    },
    { type: 'response.completed', response: response({ status: 'completed', usage: responsesUsage }) },
  ],
  incomplete: [
    ...started,
    ...message,
    {
      type: 'response.incomplete',
      response: response({
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
        usage: responsesUsage,
      }),
    },
  ],
  filtered: [
    ...started,
    {
      type: 'response.incomplete',
      response: response({ status: 'incomplete', incomplete_details: { reason: 'content_filter' } }),
    },
  ],
  toolCall: [
    ...started,
    {
      type: 'response.output_item.added',
      output_index: 0,
      item: { id: 'fc_1', type: 'function_call', call_id: 'call_1', name: 'get_weather', arguments: '' },
    },
    { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 0, delta: '{"city":' },
    { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 0, delta: '"Rome"}' },
    {
      type: 'response.output_item.done',
      output_index: 0,
      item: {
        id: 'fc_1',
        type: 'function_call',
        call_id: 'call_1',
        name: 'get_weather',
        arguments: '{"city":"Rome"}',
      },
    },
    { type: 'response.completed', response: response({ status: 'completed', usage: responsesUsage }) },
  ],
  /** gpt-oss and others at local servers: the reasoning itself. */
  openReasoning: [
    ...started,
    { type: 'response.reasoning_text.delta', item_id: 'rs_1', output_index: 0, content_index: 0, delta: 'Hm' },
    ...message,
    { type: 'response.completed', response: response({ status: 'completed' }) },
  ],
  failed: [
    ...started,
    {
      type: 'response.failed',
      response: response({ status: 'failed', error: { code: 'server_error', message: 'The model failed.' } }),
    },
  ],
  error: [
    ...started,
    ...message,
    { type: 'error', code: 'rate_limit_exceeded', message: 'Rate limit reached.', param: null, sequence_number: 9 },
  ],
} satisfies Record<string, readonly RecordedEvent[]>;
