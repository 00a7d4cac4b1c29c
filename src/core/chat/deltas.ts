import { isRecord } from './isRecord';
import { ThinkSplitter } from './thinkTags';
import type { ContentPiece } from './thinkTags';
import type { FinishReason, Usage } from './types';
import { usageOf } from './usage';

/** What a provider says inside the stream instead of an answer. */
export class StreamedError extends Error {
  constructor(readonly payload: unknown) {
    super('The provider reported an error in the stream.');
  }
}

/** A chunk that no reading makes a chat chunk. */
export class MalformedChunk extends Error {}

/** Reads the chunks of one answer in whatever way its provider writes them. */
export class DeltaReader {
  /** The last one that came: some providers repeat it with every chunk, counted so far. */
  usage: Usage | undefined;
  finishReason: FinishReason | undefined;
  /** Whether any text or reasoning has come. */
  hasOutput = false;
  /** Whether any chat chunk has come, empty ones included. */
  hasChunks = false;
  /** Whether anything has come that belongs to another API (or a ping). */
  hasForeignChunks = false;

  readonly #splitter = new ThinkSplitter();

  /** Throws `StreamedError` or `MalformedChunk`. */
  read(chunk: unknown): ContentPiece[] {
    if (!isRecord(chunk)) throw new MalformedChunk();
    if (!Array.isArray(chunk['choices'])) {
      if (chunk['object'] === 'error' || chunk['type'] === 'error') throw new StreamedError(chunk);
      this.usage = usageOf(chunk, undefined) ?? this.usage;
      this.hasForeignChunks = true;
      return [];
    }
    this.hasChunks = true;
    const choice: unknown = chunk['choices'][0];
    this.usage = usageOf(chunk, choice) ?? this.usage;
    if (!isRecord(choice)) return []; // Usage and content-filter chunks have no choices.
    const pieces = isRecord(choice['delta']) ? piecesOf(choice['delta'], this.#splitter) : [];
    this.hasOutput ||= pieces.length > 0;
    this.finishReason = finishReasonOf(choice['finish_reason'], chunk) ?? this.finishReason;
    return pieces;
  }

  /** What was held back. To be called once, when the stream has ended or broken. */
  end(): ContentPiece[] {
    const pieces = this.#splitter.end();
    this.hasOutput ||= pieces.length > 0;
    return pieces;
  }
}

function piecesOf(delta: Readonly<Record<string, unknown>>, splitter: ThinkSplitter): ContentPiece[] {
  const pieces: ContentPiece[] = [];
  // In turn: DeepSeek, Qwen, llama.cpp, LM Studio; OpenRouter, Groq, Ollama, vLLM; others. Some send the text twice.
  const reasoning = ['reasoning_content', 'reasoning', 'reasoning_text']
    .map((key) => delta[key])
    .find((value) => typeof value === 'string' && value !== '');
  if (typeof reasoning === 'string') pieces.push({ type: 'reasoning', text: reasoning });
  const content = delta['content'];
  if (Array.isArray(content)) {
    for (const part of content as unknown[]) pieces.push(...partPieces(part, splitter));
  } else if (typeof content === 'string' && content !== '') {
    pieces.push(...splitter.push(content));
  }
  // OpenAI: why the model does not answer. It is the answer.
  if (typeof delta['refusal'] === 'string' && delta['refusal'] !== '') pieces.push(...splitter.push(delta['refusal']));
  return pieces;
}

/** Mistral: `{type: 'text', text}` and `{type: 'thinking', thinking: [{type: 'text', text}]}`. */
function partPieces(part: unknown, splitter: ThinkSplitter): ContentPiece[] {
  if (!isRecord(part)) return [];
  if (part['type'] === 'text' && typeof part['text'] === 'string') return splitter.push(part['text']);
  if (part['type'] !== 'thinking') return [];
  const inner: unknown[] = Array.isArray(part['thinking']) ? part['thinking'] : [part['thinking']];
  const text = inner
    .map((item) => (isRecord(item) ? item['text'] : item))
    .filter((item) => typeof item === 'string')
    .join('');
  return text === '' ? [] : [{ type: 'reasoning', text }];
}

function finishReasonOf(value: unknown, chunk: unknown): FinishReason | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  switch (value) {
    case 'stop':
    case 'eos':
    case 'end_turn':
      return 'stop';
    case 'length':
    case 'max_tokens':
    case 'model_length': // Mistral: the context window is full.
      return 'length';
    case 'content_filter':
      return 'content-filter';
    case 'tool_calls':
    case 'function_call':
      return 'tool-calls';
    case 'error': // OpenRouter, Mistral
    case 'insufficient_system_resource': // DeepSeek
      throw new StreamedError(isRecord(chunk) && 'error' in chunk ? chunk : `finish_reason: ${value}`);
    default:
      return 'other';
  }
}
