import type { LocalServer } from '../../catalog/live/served';
import type { DialectId, Endpoint } from '../messages/chatTypes';

// Servers that take a last message of the assistant as the start of the answer, and not as a finished one. Kept apart
// from the dialects, which most windows never load.

/** Dialects in which that depends on the model. */
const ofSomeModels: readonly DialectId[] = ['anthropic-messages'];

/**
 * Servers, by their presets, that do so as a rule:
 * - Ollama, where the template of the model allows it (that of GLM 4.6, for one, begins a new message): its makers at
 *   https://github.com/ollama/ollama/issues/6778 (11 March 2025), and model/renderers at v0.33.0-rc2 (21 August 2026);
 * - llama.cpp, except for models that think first, where it answers 400:
 *   https://github.com/ggml-org/llama.cpp/pull/13174 and /15404;
 * - vLLM, on request: `continue_final_message` in vllm/entrypoints/openai/chat_completion/protocol.py at
 *   002032ee2b18e1f7bd924ec47b62504ba3866063.
 */
const servers: Readonly<Record<LocalServer, boolean>> = { ollama: true, lmstudio: false, llamacpp: true, vllm: true };

/**
 * Whether an endpoint continues a last message of the assistant. `modelDoes`: a source confirms it for the model at its
 * maker's API.
 */
export const goesOnWithLast = ({ dialect, preset }: Endpoint, modelDoes: boolean): boolean =>
  (ofSomeModels.includes(dialect) && modelDoes) ||
  (dialect === 'chat-completions' && (servers as Readonly<Partial<Record<string, boolean>>>)[preset] === true);
