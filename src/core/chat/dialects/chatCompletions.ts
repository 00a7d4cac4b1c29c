import { isRecord } from '../../base/json';
import type { WireBody } from '../messages/transport';
import { MalformedEvent, StreamedError } from '../messages/transport';
import type { ChatEvent, ChatRequest, Message, MessagePart, Usage } from '../messages/chatTypes';
import { ChatSeals, sealedCall, sealedFields } from './chatSeals';
import { contentPieces, finishReasonOf, piecesOf } from './chatDeltas';
import { chatFields, withBodyFields } from './wireParameters';
import { chatFormat } from './outputFormat';
import { AnswerReader, bearer, placeIn, textOf, withoutNamedExtras } from './dialect';
import type { Dialect, RequestVariant } from './dialect';
import { tokensEvent } from './logprobs';
import { saysAnything } from './streamedErrors';
import { ThinkSplitter } from './thinkTags';
import type { ContentPiece } from './thinkTags';
import { ToolCalls } from './toolCalls';
import { chatContent, chatFilesOfResults } from './wireFiles';
import { chatTools, inputText } from './toolFields';
import { sameUsage, tierOf, tokens, tokensIn, usageOf } from './tokenCounts';

// OpenAI's Chat Completions, in the forms of many servers: https://platform.openai.com/docs/api-reference/chat.

/** Field without which most providers stream no usage. */
const usageField = 'stream_options';
/** Field that makes vLLM continue a last message of the assistant. llama.cpp and Ollama do so without it. */
const continueField = 'continue_final_message';
const extras = [usageField];

export const chatCompletions: Dialect = {
  id: 'chat-completions',
  path: () => '/chat/completions',
  modelsPath: () => '/models',
  headers: bearer,
  extras,
  body: bodyOf,
  nextVariant(variant, refusal, { params }) {
    const less = withoutNamedExtras(variant, refusal, [...extras, continueField]);
    if (less !== undefined) return less;
    // Changed only where the field is named in structured form: "max_tokens is too large" is about its value.
    if (params.maxOutputTokens === undefined || !refusal.marks(variant.limitField)) return undefined;
    return { ...variant, limitField: variant.limitField === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens' };
  },
  repeatsAnswer: false,
  reader: () => new ChatCompletionsReader(),
};

function bodyOf(request: ChatRequest, { without, limitField }: RequestVariant): WireBody {
  const { model, system, messages, params, outputSchema } = request;
  const goesOn = messages.at(-1)?.role === 'assistant' && !without.includes(continueField);
  const body = {
    model,
    messages: [...(system === '' ? [] : [{ role: 'system', content: system }]), ...messages.flatMap(wireMessages)],
    stream: true,
    ...chatTools(request),
    ...chatFields(params),
    ...chatFormat(outputSchema),
    ...(params.maxOutputTokens === undefined ? {} : { [limitField]: params.maxOutputTokens }),
    ...(without.includes(usageField) ? {} : { [usageField]: { include_usage: true } }),
    ...(goesOn && { [continueField]: true, add_generation_prompt: false }),
  };
  return withBodyFields(body, params);
}

/**
 * Writes a message. Reasoning is handed back only with calls of tools, where its provider wants it: there is no common
 * form for it, and some providers refuse it.
 */
function wireMessages({ role, parts }: Message): object[] {
  const results = parts.filter((part) => part.type === 'tool-result');
  const calls = parts.filter((part) => part.type === 'tool-call');
  const content = chatContent(parts, textOf(parts));
  return [
    ...results.map((result) => ({ role: 'tool', tool_call_id: result.callId, content: textOf(result.parts) })),
    ...chatFilesOfResults(results),
    ...(role === 'tool' || (content === '' && calls.length === 0)
      ? []
      : [
          { role, content, ...(calls.length === 0 ? {} : { ...sealedFields(parts), tool_calls: calls.map(wireCall) }) },
        ]),
  ];
}

const wireCall = (call: Extract<MessagePart, { type: 'tool-call' }>) => ({
  id: call.id,
  type: 'function',
  function: { name: call.name, arguments: inputText(call) },
  ...sealedCall(call),
});

/** Reads the chunks of one answer in all forms in which providers write them. */
class ChatCompletionsReader extends AnswerReader {
  /** The last usage that came. Some providers repeat it with every chunk, counted so far. */
  #usage: Usage | undefined;
  readonly #splitter = new ThinkSplitter();
  readonly #calls = new ToolCalls(this.writer);
  readonly #seals = new ChatSeals();

  protected readEvent(chunk: Readonly<Record<string, unknown>>): ChatEvent[] {
    const { choices } = chunk;
    const isOwn = Array.isArray(choices);
    this.see(chunk, isOwn);
    if (!isOwn) return this.#readUsage(chunk, undefined);
    const choice = firstChoice(choices);
    const usage = this.#readUsage(chunk, choice);
    if (choice === undefined) return usage;
    if (saysAnything(choice['error'])) throw new StreamedError(choice['error']); // OpenRouter
    // Some servers write `message` in a stream as in a single answer; those of the older API write `text`.
    const said = [choice['delta'], choice['message']].find(isRecord);
    const pieces = said === undefined ? contentPieces(choice['text'], this.#splitter) : piecesOf(said, this.#splitter);
    if (said) this.#seals.read(said);
    const events = [...this.#write(pieces), ...this.#calls.read(said?.['tool_calls']), ...usage];
    events.push(...this.#readTokens(choice, pieces, saysAnything(said?.['tool_calls'])));
    this.finish = finishReasonOf(choice['finish_reason']) ?? this.finish;
    return events;
  }

  override end(): ChatEvent[] {
    const rest = this.#write(this.#splitter.end());
    const calls = this.#calls.end();
    const seals = this.#calls.count > 0 ? this.#seals.end(this.writer) : [];
    return [...rest, ...calls, ...seals, ...super.end()];
  }

  #write(pieces: readonly ContentPiece[]): ChatEvent[] {
    const before = pieces.length > 0 ? this.#calls.begin() : [];
    return [...before, ...pieces.flatMap(({ type, text }) => this.writer.grow(type, type, text))];
  }

  /**
   * Reads the tokens of the text, without those of reasoning and of calls. Half a character brings tokens and no text
   * yet.
   */
  #readTokens(
    choice: Readonly<Record<string, unknown>>,
    pieces: readonly ContentPiece[],
    hasCalls: boolean,
  ): ChatEvent[] {
    const hasText = pieces.some(({ type }) => type === 'text');
    return hasText || (pieces.length === 0 && !hasCalls) ? tokensEvent(choice['logprobs']) : [];
  }

  #readUsage(chunk: Readonly<Record<string, unknown>>, choice: unknown): ChatEvent[] {
    // Moonshot puts the usage into the choice.
    for (const received of [chunk['usage'], isRecord(choice) ? choice['usage'] : undefined]) {
      const usage = readUsage(received, chunk['service_tier']);
      if (usage === undefined) continue;
      this.usageReceived = received;
      const isNew = !sameUsage(usage, this.#usage);
      this.#usage = usage;
      return isNew ? [{ type: 'usage', usage }] : [];
    }
    return [];
  }
}

/** Returns the choice of the one requested answer. Pieces of other answers are not mixed into it. */
function firstChoice(choices: readonly unknown[]): Readonly<Record<string, unknown>> | undefined {
  if (choices.length === 0) return undefined; // Usage and content-filter chunks have no choices.
  const records = choices.filter(isRecord);
  if (records.length === 0) throw new MalformedEvent();
  return records.find((choice) => (placeIn(choice, 'index') ?? '0') === '0');
}

function readUsage(value: unknown, tier: unknown): Usage | undefined {
  if (!isRecord(value)) return undefined;
  const inputTokens = tokens(value['prompt_tokens']);
  const completion = tokens(value['completion_tokens']);
  if (inputTokens === undefined || completion === undefined) return undefined;
  const outputTokens = Math.max(completion, (tokens(value['total_tokens']) ?? 0) - inputTokens);
  return usageOf({
    inputTokens,
    outputTokens,
    // xAI and Google count reasoning in the total, but not in completion_tokens (vercel/ai#12425).
    reasoningTokens:
      tokensIn(value['completion_tokens_details'], 'reasoning_tokens') ??
      (outputTokens > completion ? outputTokens - completion : undefined),
    cachedInputTokens:
      tokensIn(value['prompt_tokens_details'], 'cached_tokens') ??
      tokens(value['prompt_cache_hit_tokens']) ?? // DeepSeek
      tokens(value['cached_tokens']), // Moonshot
    cacheWriteTokens: tokensIn(value['prompt_tokens_details'], 'cache_write_tokens'), // OpenAI, OpenRouter
    tier: tierOf(tier),
  });
}
