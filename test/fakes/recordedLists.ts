// Lists of models in the form in which each provider's documents show them, with the address of each. The values are ours.

export const recordedLists = {
  /** https://developers.openai.com/api/reference/resources/models/methods/list */
  openai: {
    object: 'list',
    data: [
      { id: 'gpt-4o', object: 'model', created: 1686935002, owned_by: 'system', shutdown_date: '2027-03-31' },
      { id: 'gpt-6-sol', object: 'model', created: 1686935002, owned_by: 'openai', shutdown_date: null },
    ],
  },
  /** https://platform.claude.com/docs/en/api/models/list, and ModelInfo of @anthropic-ai/sdk 1.14.0 */
  anthropic: {
    data: [
      {
        id: 'claude-opus-5-5',
        type: 'model',
        display_name: 'Claude Opus 5.5',
        created_at: '2026-06-01T00:00:00Z',
        lifecycle: 'deprecated',
        deprecated_at: '2026-11-01T00:00:00Z',
        retires_at: '2027-05-01T16:00:00Z',
        line: 'opus',
        max_input_tokens: 1_000_000,
        max_tokens: 128_000,
        capabilities: {
          batch: { supported: true },
          image_input: { supported: true },
          pdf_input: { supported: true },
          structured_outputs: { supported: false },
          thinking: { supported: true, types: { adaptive: { supported: true } } },
          effort: { supported: true, high: { supported: true }, xhigh: null },
        },
      },
      {
        id: 'claude-next',
        type: 'model',
        lifecycle: 'active',
        retires_at: null,
        max_input_tokens: null,
        max_tokens: null,
        capabilities: null,
      },
    ],
    has_more: false,
  },
  /** https://openrouter.ai/docs/models, and Model of its TypeScript SDK */
  openrouter: {
    data: [
      {
        id: 'openai/gpt-6-sol',
        canonical_slug: 'openai/gpt-6-sol',
        name: 'OpenAI: GPT-6 Sol',
        created: 1692901234,
        context_length: 400_000,
        architecture: {
          modality: 'text+image->text',
          input_modalities: ['text', 'image'],
          output_modalities: ['text'],
        },
        pricing: { prompt: '0.0000021', completion: '0.0000105', input_cache_read: '0.00000021', request: '0' },
        top_provider: { context_length: 400_000, max_completion_tokens: 128_000, is_moderated: true },
        per_request_limits: null,
        supported_parameters: ['max_tokens', 'tools', 'structured_outputs', 'reasoning'],
        expiration_date: '2027-01-15',
      },
      { id: 'openrouter/auto', context_length: 2_000_000, pricing: { prompt: '-1', completion: '-1' } },
      { id: 'x/small:free', context_length: 32_768, pricing: { prompt: '0', completion: '0' }, expiration_date: null },
    ],
  },
  /** https://docs.mistral.ai/api, BaseModelCard */
  mistral: {
    object: 'list',
    data: [
      {
        id: 'mistral-small-2603',
        object: 'model',
        capabilities: { completion_chat: true, function_calling: true, vision: true, fine_tuning: false },
        max_context_length: 262_144,
        deprecation: '2026-12-31T12:00:00Z',
        default_model_temperature: 0.3,
      },
    ],
  },
  /** https://console.groq.com/docs/api-reference#models-list */
  groq: {
    object: 'list',
    data: [
      {
        ...{ id: 'openai/gpt-oss-20b', object: 'model', created: 1754407957, owned_by: 'OpenAI', active: true },
        ...{ context_window: 131_072, public_apps: null, max_completion_tokens: 65_536 },
      },
    ],
  },
  /** https://docs.together.ai/reference/models-1: a bare list, prices per million */
  together: [
    { id: 'a/chat', type: 'chat', context_length: 131_072, pricing: { hourly: 0, input: 0.88, output: 0.9, base: 0 } },
    { id: 'b/image', type: 'image', pricing: { hourly: 0, input: 0, output: 0, base: 0 } },
  ],
  /** ModelCard of vLLM, vllm/entrypoints/openai/protocol.py */
  vllm: { object: 'list', data: [{ id: 'qwen', object: 'model', owned_by: 'vllm', max_model_len: 32_768 }] },
  /** https://ai.google.dev/api/models#Model */
  google: {
    models: [{ name: 'models/gemini-9', version: '9', inputTokenLimit: 1_048_576, outputTokenLimit: 65_536 }],
  },
} as const;
