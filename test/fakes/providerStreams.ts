import { cloudStreams } from './cloudStreams';
import { anthropicStreams } from './recordedMessages';
import { responsesStreams } from './recordedResponses';
import { cached, chunk, counted, done, hello, inAndOut, reasoned, tokens } from './streamPieces';
import type { ProviderStream } from './streamPieces';

// One whole answer of each preset's provider, in the form in which its documents or its code show it, or a recording that somebody
// published. The words and the numbers are ours. Looked up on 30 November 2026.

const xaiResponse = (more: object) => ({
  ...{ id: '0b82', object: 'response', created_at: 1, model: 'grok-4.6', output: [], store: false, metadata: {} },
  ...{ parallel_tool_calls: true, reasoning: { effort: null, summary: null }, tools: [], incomplete_details: null },
  ...more,
});

export const providerStreams: Readonly<Record<string, ProviderStream>> = {
  ...cloudStreams,
  openai: {
    source: 'https://platform.openai.com/docs/api-reference/responses-streaming',
    events: responsesStreams.whole,
    ...hello,
    reasoning: '**Adding**\n\nTwo and two.\n\n**Checking**',
    usage: { inputTokens: 36, outputTokens: 87, reasoningTokens: 64, cachedInputTokens: 20, cacheWriteTokens: 4 },
  },
  anthropic: {
    source: 'https://platform.claude.com/docs/en/build-with-claude/streaming',
    events: anthropicStreams.whole,
    ...hello,
    reasoning: 'Two and two.',
    usage: { inputTokens: 1_125, outputTokens: 15, cachedInputTokens: 1_000, cacheWriteTokens: 100 },
  },
  gemini: {
    source: 'https://github.com/noho/dayu-agent/issues/45, recorded on 26 April 2026',
    events: [
      chunk({ role: 'assistant', content: 'Hel' }),
      // The signature that is needed to go on from it is sealed, and stands beside the text.
      chunk({ role: 'assistant', content: 'lo', extra_content: { google: { thought_signature: 'EjQKMgEM' } } }),
      chunk({ role: 'assistant' }, { usage: tokens }, { finish_reason: 'stop' }),
      done,
    ],
    ...hello,
    usage: inAndOut,
  },
  meta: {
    // Reasoning comes sealed alone.
    source: 'https://docs.openclaw.ai/providers/meta, https://ai-sdk.dev/providers/openai-compatible-providers/meta',
    events: [
      { type: 'response.created', sequence_number: 0, response: { id: 'resp_1', status: 'in_progress' } },
      { type: 'response.output_item.added', output_index: 0, item: { id: 'rs_1', type: 'reasoning', summary: [] } },
      {
        type: 'response.output_item.done',
        output_index: 0,
        item: { id: 'rs_1', type: 'reasoning', summary: [], encrypted_content: 'gAAAAABsealed' },
      },
      { type: 'response.output_text.delta', item_id: 'msg_1', output_index: 1, content_index: 0, delta: 'Hello' },
      {
        type: 'response.completed',
        response: {
          ...{ id: 'resp_1', status: 'completed' },
          usage: { input_tokens: 20, output_tokens: 9, output_tokens_details: { reasoning_tokens: 4 } },
        },
      },
    ],
    ...hello,
    usage: { ...inAndOut, reasoningTokens: 4 },
  },
  mistral: {
    source: 'vercel/ai, packages/mistral/src/__fixtures__: mistral-reasoning, mistral-usage-details .chunks.txt',
    events: [
      chunk({ role: 'assistant', content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'The user' }] }] }),
      chunk({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: ' greets.' }] }] }),
      chunk(
        { content: [{ type: 'text', text: 'Hello' }] },
        { usage: { ...tokens, completion_tokens: 1, total_tokens: 21 } },
      ),
      chunk(
        { content: '' },
        { usage: { ...tokens, ...cached, num_cached_tokens: 16, request_count: 1, service_tier: 'standard' } },
        { finish_reason: 'stop' },
      ),
      done,
    ],
    ...hello,
    reasoning: 'The user greets.',
    usage: { ...inAndOut, cachedInputTokens: 16 },
  },
  deepseek: {
    source: 'vercel/ai, packages/deepseek/src/chat/__fixtures__/issue-19381-thinking-reasoning.chunks.txt',
    events: [
      ': keep-alive',
      chunk({ role: 'assistant', content: null, reasoning_content: '' }, { usage: null }, { logprobs: null }),
      chunk({ content: null, reasoning_content: 'Hm' }, { usage: null }),
      chunk({ content: 'Hello', reasoning_content: null }, { usage: null }),
      chunk(
        { content: '', reasoning_content: null },
        { usage: { ...tokens, ...cached, ...reasoned, prompt_cache_hit_tokens: 16, prompt_cache_miss_tokens: 4 } },
        { finish_reason: 'stop' },
      ),
      done,
    ],
    ...hello,
    reasoning: 'Hm',
    usage: { ...inAndOut, reasoningTokens: 4, cachedInputTokens: 16 },
  },
  qwen: {
    source: 'vercel/ai, packages/alibaba/src/__fixtures__/alibaba-reasoning.chunks.txt',
    events: [
      chunk({ content: null, role: 'assistant', reasoning_content: '' }, { usage: null, system_fingerprint: null }),
      chunk({ content: null, reasoning_content: 'Hm' }, { usage: null }),
      chunk({ content: 'Hello', reasoning_content: null }, { usage: null }),
      chunk({ content: '', reasoning_content: null }, { usage: null }, { finish_reason: 'stop' }),
      counted({ ...tokens, ...reasoned, ...cached }),
      done,
    ],
    ...hello,
    reasoning: 'Hm',
    usage: { ...inAndOut, reasoningTokens: 4, cachedInputTokens: 16 },
  },
  xai: {
    source:
      'vercel/ai, packages/xai/src/responses/__fixtures__: xai-text-with-reasoning-streaming-store-false.1, issue-19652',
    events: [
      { type: 'response.created', sequence_number: 0, response: xaiResponse({ status: 'in_progress' }) },
      {
        ...{ type: 'response.output_item.added', sequence_number: 1, output_index: 0 },
        item: { id: 'rs_1', type: 'reasoning', summary: [], status: 'in_progress' },
      },
      {
        ...{ type: 'response.reasoning_summary_part.added', item_id: 'rs_1', output_index: 0, summary_index: 0 },
        part: { text: '', type: 'summary_text' },
      },
      ...['First', ', a greeting.'].map((delta) => ({
        ...{ type: 'response.reasoning_summary_text.delta', item_id: 'rs_1', output_index: 0, summary_index: 0, delta },
      })),
      {
        ...{ type: 'response.output_item.done', output_index: 0 },
        item: {
          ...{ id: 'rs_1', type: 'reasoning', status: 'completed', encrypted_content: 'WjtnRFdC' },
          summary: [{ text: 'First, a greeting.', type: 'summary_text' }],
        },
      },
      { type: 'response.output_text.delta', item_id: 'msg_1', output_index: 1, content_index: 0, delta: 'Hello' },
      {
        type: 'response.completed',
        response: xaiResponse({
          status: 'completed',
          usage: {
            ...{ input_tokens: 20, input_tokens_details: { cached_tokens: 16 }, output_tokens: 9, total_tokens: 29 },
            ...{ output_tokens_details: { reasoning_tokens: 4 }, num_sources_used: 0, cost_in_usd_ticks: 177_640 },
          },
        }),
      },
    ],
    ...hello,
    reasoning: 'First, a greeting.',
    usage: { ...inAndOut, reasoningTokens: 4, cachedInputTokens: 16 },
  },
  openrouter: {
    source: 'https://openrouter.ai/docs/api/reference/streaming, https://github.com/BerriAI/litellm/issues/8193',
    events: [
      ': OPENROUTER PROCESSING',
      chunk(
        {
          ...{ role: 'assistant', content: '', reasoning: 'Hm' },
          reasoning_details: [{ type: 'reasoning.text', text: 'Hm', format: 'unknown', index: 0 }],
        },
        { provider: 'Nebius' },
        { native_finish_reason: null, logprobs: null },
      ),
      chunk({ role: 'assistant', content: 'Hello', reasoning: null, reasoning_details: [] }, { provider: 'Nebius' }),
      chunk({ role: 'assistant', content: '' }, {}, { finish_reason: 'stop', native_finish_reason: 'end_turn' }),
      counted({ ...tokens, ...reasoned, ...cached, cost: 0.000_12, is_byok: false, cost_details: {} }),
      done,
    ],
    ...hello,
    reasoning: 'Hm',
    usage: { ...inAndOut, reasoningTokens: 4, cachedInputTokens: 16 },
  },
  groq: {
    source: 'vercel/ai, packages/groq/src/__fixtures__/groq-reasoning.chunks.txt',
    events: [
      chunk({ role: 'assistant', content: '' }, { x_groq: { id: 'req_1', seed: 872 } }, { logprobs: null }),
      chunk({ reasoning: 'Hm' }),
      chunk({ content: 'Hello' }),
      chunk(
        {},
        {
          x_groq: { id: 'req_1', usage: { ...tokens, ...reasoned, queue_time: 0.17, total_time: 3.2 } },
          usage: { ...tokens, ...reasoned, queue_time: 0.17, total_time: 3.2 },
        },
        { finish_reason: 'stop' },
      ),
      done,
    ],
    ...hello,
    reasoning: 'Hm',
    usage: { ...inAndOut, reasoningTokens: 4 },
  },
  together: {
    source: 'togethercomputer/together-python, src/together/types/chat_completions.py',
    events: [
      chunk({ role: 'assistant', content: 'Hel', token_id: 9_906 }, { usage: null }, { logprobs: null, seed: null }),
      chunk({ role: 'assistant', content: 'lo', token_id: 385 }, { usage: null }),
      chunk({ role: 'assistant', content: '', token_id: 2 }, { usage: tokens }, { finish_reason: 'eos', seed: 7 }),
      done,
    ],
    ...hello,
    usage: inAndOut,
  },
  ollama: {
    source: 'ollama/ollama, openai/openai.go (ToChunk, Usage)',
    events: [
      chunk({ role: 'assistant', content: '', reasoning: 'Hm' }, { system_fingerprint: 'fp_ollama' }),
      chunk({ role: 'assistant', content: 'Hello' }, { system_fingerprint: 'fp_ollama' }),
      chunk({ role: 'assistant', content: '' }, { system_fingerprint: 'fp_ollama' }, { finish_reason: 'stop' }),
      counted(tokens, { system_fingerprint: 'fp_ollama' }),
      done,
    ],
    ...hello,
    reasoning: 'Hm',
    usage: inAndOut,
  },
  lmstudio: {
    source: 'https://lmstudio.ai/docs/app/api-changelog: 0.3.9, 0.3.18, 0.3.23',
    events: [
      chunk({ role: 'assistant', reasoning_content: 'H' }, { system_fingerprint: 'a-model' }, { logprobs: null }),
      // gpt-oss has another field than the others.
      chunk({ role: 'assistant', reasoning: 'm' }),
      chunk({ role: 'assistant', content: 'Hello' }),
      chunk({}, {}, { finish_reason: 'stop' }),
      counted(tokens),
      done,
    ],
    ...hello,
    reasoning: 'Hm',
    usage: inAndOut,
  },
  llamacpp: {
    source: 'ggml-org/llama.cpp, tools/server/server-task.cpp; https://github.com/openai-php/client/issues/780',
    events: [
      chunk({ role: 'assistant', content: null }, { system_fingerprint: 'b9554' }),
      chunk({ reasoning_content: 'Hm' }, { timings: { cache_n: 16, prompt_n: 4, predicted_n: 1 } }),
      chunk({ content: 'Hello' }),
      chunk({}, {}, { finish_reason: 'stop' }),
      counted(tokens, { timings: { cache_n: 16, prompt_n: 4, predicted_n: 9, predicted_per_second: 70.3 } }),
      done,
    ],
    ...hello,
    reasoning: 'Hm',
    usage: inAndOut,
  },
  vllm: {
    source: 'vllm-project/vllm, vllm/entrypoints/openai/chat_completion/protocol.py',
    events: [
      chunk({ role: 'assistant', content: '' }, { prompt_token_ids: null }, { logprobs: null }),
      chunk({ reasoning: 'Hm' }, {}, { logprobs: null, token_ids: null }),
      chunk({ content: 'Hel' }),
      // The last of the text comes with the reason of the end.
      chunk({ content: 'lo' }, {}, { finish_reason: 'stop', stop_reason: null }),
      counted(tokens),
      done,
    ],
    ...hello,
    reasoning: 'Hm',
    usage: inAndOut,
  },
};
