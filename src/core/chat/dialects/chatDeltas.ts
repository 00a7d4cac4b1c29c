import { isRecord } from '../../base/json';
import { StreamedError } from '../messages/transport';
import type { FinishReason } from '../messages/chatTypes';
import type { ContentPiece, ThinkSplitter } from './thinkTags';

/** Returns the text and reasoning of one delta of Chat Completions, in all forms in which providers write them. */
export function piecesOf(delta: Readonly<Record<string, unknown>>, splitter: ThinkSplitter): ContentPiece[] {
  const pieces: ContentPiece[] = [];
  // Fields of DeepSeek, Qwen, llama.cpp and LM Studio; of OpenRouter, Groq, Ollama and vLLM; of others. Some send the
  // text twice.
  const reasoning = ['reasoning_content', 'reasoning', 'reasoning_text']
    .map((key) => delta[key])
    .find((value) => typeof value === 'string' && value !== '');
  if (typeof reasoning === 'string') pieces.push({ type: 'reasoning', text: reasoning });
  pieces.push(...contentPieces(delta['content'], splitter));
  // OpenAI gives the reason why the model does not answer. It is the answer.
  if (typeof delta['refusal'] === 'string') pieces.push(...contentPieces(delta['refusal'], splitter));
  return pieces;
}

/** Returns the pieces of a content: a text, a list of parts, or a single part. */
export function contentPieces(content: unknown, splitter: ThinkSplitter): ContentPiece[] {
  if (typeof content === 'string') return content === '' ? [] : splitter.push(content);
  const parts: unknown[] = Array.isArray(content) ? content : [content];
  return parts.flatMap((part) => partPieces(part, splitter));
}

/**
 * Returns the pieces of a part in Mistral's form: `{type: 'text', text}` and
 * `{type: 'thinking', thinking: [{type: 'text', text}]}`.
 */
function partPieces(part: unknown, splitter: ThinkSplitter): ContentPiece[] {
  if (!isRecord(part)) return [];
  if (part['type'] !== 'thinking') return typeof part['text'] === 'string' ? splitter.push(part['text']) : [];
  const inner: unknown[] = Array.isArray(part['thinking']) ? part['thinking'] : [part['thinking']];
  const text = inner
    .map((item) => (isRecord(item) ? item['text'] : item))
    .filter((item) => typeof item === 'string')
    .join('');
  return text === '' ? [] : [{ type: 'reasoning', text }];
}

const finishReasons = new Map<string, FinishReason>([
  ['stop', 'stop'],
  ['eos', 'stop'],
  ['end_turn', 'stop'],
  ['length', 'length'],
  ['max_tokens', 'length'],
  ['model_length', 'length'], // Mistral: the context window is full.
  ['content_filter', 'content-filter'],
  ['tool_calls', 'tool-calls'],
  ['function_call', 'tool-calls'],
]);

/** Returns why the answer ended. Throws `StreamedError` for a reason that is an error. */
export function finishReasonOf(value: unknown): FinishReason | undefined {
  if (typeof value !== 'string') return undefined;
  switch (value) {
    case '':
    case 'null': // Some servers write their null as a text.
      return undefined;
    case 'error': // OpenRouter, Mistral
    case 'insufficient_system_resource': // DeepSeek
      throw new StreamedError(`finish_reason: ${value}`);
    default:
      return finishReasons.get(value) ?? 'other';
  }
}
