import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface LocalRequest {
  /** `GET /api/ps`. */
  readonly to: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** A value is sent as JSON with 200; a function answers in its own way. */
export type LocalAnswer = ((body: unknown, response: ServerResponse) => unknown) | object;

export interface LocalServer {
  readonly origin: string;
  /** As a user enters it. */
  readonly baseUrl: string;
  readonly requests: readonly LocalRequest[];
  /** By method and path. To everything else it answers 404, as these servers do. */
  answers: Readonly<Record<string, LocalAnswer>>;
  reset(): void;
  close(): Promise<void>;
}

/** A model server on 127.0.0.1 with the API that a test gives it. */
export async function startLocalServer(answers: LocalServer['answers'] = {}): Promise<LocalServer> {
  const requests: LocalRequest[] = [];
  const http = createServer((request, response) => {
    let text = '';
    request.on('data', (piece: Buffer) => (text += piece.toString()));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const to = `${method} ${url}`;
      const body = JSON.parse(text || 'null') as unknown;
      requests.push({ to, headers, body });
      const answer = server.answers[to];
      if (answer === undefined)
        return response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found');
      const value: unknown =
        typeof answer === 'function' ? (answer as (...given: unknown[]) => unknown)(body, response) : answer;
      if (value !== undefined)
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const server: LocalServer = {
    ...{ origin, baseUrl: `${origin}/v1`, requests, answers },
    reset: () => void requests.splice(0),
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}

const showOf = (trained: number, parameters = '') => ({
  parameters,
  template: '{{ .Prompt }}',
  details: { format: 'gguf', family: 'qwen3', parameter_size: '8.2B', quantization_level: 'Q4_K_M' },
  model_info: { 'general.architecture': 'qwen3', 'qwen3.context_length': trained, 'tokenizer.ggml.tokens': null },
  capabilities: ['completion', 'tools', 'thinking'],
});

/**
 * Ollama (docs/api.md, api/types.go and openai/openai.go of ollama/ollama at v0.33.0-rc2, 21 August 2026): `qwen3:8b` is loaded
 * with what the server gives it, `long:latest` has a Modelfile with `num_ctx`, `gpt-oss:120b-cloud` runs elsewhere.
 */
export const ollamaAnswers = (loaded = 4_096): LocalServer['answers'] => ({
  'GET /v1/models': {
    object: 'list',
    data: ['qwen3:8b', 'long:latest', 'plain:latest', 'gpt-oss:120b-cloud'].map((id) => ({
      ...{ id, object: 'model', created: 1_787_356_102, owned_by: 'library' },
    })),
  },
  'GET /api/ps': {
    models: [
      {
        ...{ name: 'qwen3:8b', model: 'qwen3:8b', size: 5_891_000_000, digest: '500a1f067a9f' },
        ...{ expires_at: '2026-11-30T08:04:00Z', size_vram: 5_891_000_000, context_length: loaded },
      },
    ],
  },
  'GET /api/tags': {
    models: [
      { name: 'qwen3:8b', model: 'qwen3:8b', details: { family: 'qwen3', context_length: 40_960 } },
      { name: 'long:latest', model: 'long:latest', details: { family: 'qwen3' } },
      { name: 'plain:latest', model: 'plain:latest', details: { family: 'qwen3' } },
      {
        ...{ name: 'gpt-oss:120b-cloud', model: 'gpt-oss:120b-cloud', remote_host: 'https://ollama.com:443' },
        details: { family: 'gptoss', context_length: 131_072 },
      },
    ],
  },
  'POST /api/show': (body) => {
    const { model } = body as { model: string };
    return showOf(
      model.startsWith('gpt') ? 131_072 : 40_960,
      model.startsWith('long') ? `stop    "</s>"\nnum_ctx                        16384` : '',
    );
  },
});

/** LM Studio 0.4 (https://lmstudio.ai/docs/developer/rest/list, 29 April 2026). */
export const lmStudioAnswers: LocalServer['answers'] = {
  'GET /v1/models': {
    object: 'list',
    data: ['google/gemma-4-26b-a4b', 'deepseek-r1'].map((id) => ({
      id,
      object: 'model',
      owned_by: 'organization_owner',
    })),
  },
  'GET /api/v1/models': {
    models: [
      {
        ...{ type: 'llm', publisher: 'google', key: 'google/gemma-4-26b-a4b', max_context_length: 262_144 },
        loaded_instances: [{ id: 'google/gemma-4-26b-a4b', config: { context_length: 4_096, parallel: 4 } }],
      },
      { type: 'llm', publisher: 'deepseek', key: 'deepseek-r1', loaded_instances: [], max_context_length: 131_072 },
    ],
  },
};

/** LM Studio before 0.4 (https://lmstudio.ai/docs/developer/rest/endpoints); `loaded_context_length` stands there once it is loaded. */
export const oldLmStudioAnswers: LocalServer['answers'] = {
  'GET /v1/models': lmStudioAnswers['GET /v1/models']!,
  'GET /api/v0/models': {
    object: 'list',
    data: [
      {
        ...{ id: 'google/gemma-4-26b-a4b', object: 'model', type: 'vlm', state: 'loaded', max_context_length: 262_144 },
        loaded_context_length: 8_192,
      },
      { id: 'deepseek-r1', object: 'model', type: 'llm', state: 'not-loaded', max_context_length: 131_072 },
    ],
  },
};

/** llama-server (tools/server/README.md of ggml-org/llama.cpp, 30 November 2026). Older builds do not say `n_ctx` in the list. */
export const llamaCppAnswers: LocalServer['answers'] = {
  'GET /v1/models': {
    object: 'list',
    data: [
      {
        ...{ id: 'gemma-4-12B-it-Q8_0.gguf', object: 'model', created: 1_791_322_978, owned_by: 'llamacpp' },
        meta: { vocab_type: 2, n_vocab: 262_144, n_ctx_train: 262_144, n_embd: 3_840, n_params: 11_907_350_576 },
      },
    ],
  },
  'GET /props': {
    default_generation_settings: { id: 0, n_ctx: 8_192, params: { n_predict: -1, seed: 4_294_967_295 } },
    ...{ total_slots: 4, model_path: '/models/gemma-4-12B-it-Q8_0.gguf', build_info: 'b10236-0a1b2c3d' },
    chat_template: '{{ bos_token }}{% for message in messages %}{{ message.content }}{% endfor %}',
  },
};

/** vLLM (vllm/entrypoints/openai/protocol.py, ModelCard). */
export const vllmAnswers: LocalServer['answers'] = {
  'GET /v1/models': {
    object: 'list',
    data: [
      {
        id: 'Qwen/Qwen3-8B',
        object: 'model',
        created: 1,
        owned_by: 'vllm',
        root: 'Qwen/Qwen3-8B',
        max_model_len: 32_768,
      },
    ],
  },
};

/** An answer of Chat Completions to which so many tokens of the request were read. */
export const answerOf =
  (prompt_tokens: number): LocalAnswer =>
  (body, response) => {
    const { model } = body as { model: string };
    const piece = (more: object): string =>
      `data: ${JSON.stringify({ id: 'a', object: 'chat.completion.chunk', model, ...more })}\n\n`;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(
      piece({ choices: [{ index: 0, delta: { role: 'assistant', content: 'Hello' }, finish_reason: null }] }),
    );
    response.write(piece({ choices: [{ index: 0, delta: { content: '' }, finish_reason: 'stop' }] }));
    const usage = { prompt_tokens, completion_tokens: 1, total_tokens: prompt_tokens + 1 };
    response.end(`${piece({ choices: [], usage })}data: [DONE]\n\n`);
  };
