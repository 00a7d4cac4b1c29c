import type { DialectId, Endpoint } from '../messages/types';

// Who takes a last message of the assistant as the start of the answer, and not as one that has ended.
// Apart from the dialects, which most windows never load.

/** Where it depends on the model. */
const ofSomeModels: readonly DialectId[] = ['anthropic-messages'];

/**
 * Servers, by their presets, that do it with every model:
 * Ollama: https://github.com/ollama/ollama/issues/6778, read 2026-11-30;
 * llama.cpp, but for models that think first: https://github.com/ggml-org/llama.cpp/pull/13608, read 2026-11-30;
 * vLLM, where it is asked to: https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html, read 2026-11-30.
 */
const ofServers: readonly string[] = ['ollama', 'llamacpp', 'vllm'];

/** `modelDoes`: a source says it of the model at the API of its maker. */
export const goesOnWithLast = ({ dialect, preset }: Endpoint, modelDoes: boolean): boolean =>
  (ofSomeModels.includes(dialect) && modelDoes) || (dialect === 'chat-completions' && ofServers.includes(preset));
