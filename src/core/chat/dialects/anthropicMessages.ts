import { isRecord, parseJson } from '../../base/json';
import type { CacheWrites } from '../../catalog/usageParts';
import type { WireBody } from '../messages/transport';
import { MalformedEvent } from '../messages/transport';
import type { ChatEvent, ChatRequest, FinishReason, Message, Opaque, MessagePart, Usage } from '../messages/chatTypes';
import { valueAt } from '../parameters/bodyFields';
import { inside, messagesFormat } from './outputFormat';
import { messagesFields, thinkingOf, withBodyFields } from './wireParameters';
import { anthropicHeaders, messagesPath, versioned } from './anthropicAddress';
import { AnswerReader, inputIn, placeIn, stringIn, withoutNamedExtras } from './dialect';
import type { Dialect, RequestVariant } from './dialect';
import { sentLimit } from './sentLimit';
import { inputObject, isForced, messagesTools } from './toolFields';
import { chargedTier, tokens, tokensIn, usageOf } from './tokenCounts';
import { messagesFile } from './wireFiles';

// Anthropic's Messages: https://platform.claude.com/docs/en/build-with-claude/streaming.

/** The most characters of a signature or of redacted thinking. */
const maxOpaqueLength = 1_000_000;

/** Field that makes thinking visible. Models before Claude 4.6 refuse it. */
const thinkingField = 'thinking';
/**
 * Field that asks why the prompt cache missed
 * (https://platform.claude.com/docs/en/build-with-claude/cache-diagnostics).
 */
const diagnosticsField = 'diagnostics';
const extras = [thinkingField, diagnosticsField];

export const anthropicMessages: Dialect = {
  id: 'anthropic-messages',
  path: messagesPath,
  modelsPath: (baseUrl) => versioned(baseUrl, '/models?limit=1000'),
  headers: anthropicHeaders,
  extras,
  body: bodyOf,
  nextVariant: (variant, refusal) => withoutNamedExtras(variant, refusal, extras),
  repeatsAnswer: false,
  reader: () => new AnthropicReader(),
};

function bodyOf(request: ChatRequest, { without }: RequestVariant): WireBody {
  const { model, system, messages, params, outputSchema, comparedWith } = request;
  // Thinking excludes a temperature, top_k, a top_p below 0.95, a forced call, and an answer that is begun. What the
  // user has set takes precedence (https://platform.claude.com/docs/en/build-with-claude/extended-thinking).
  const { temperature = 1, sampling: { topK, topP = 1 } = {}, bodyFields = {} } = params;
  const draws = temperature !== 1 || topK !== undefined || topP < 0.95 || isForced(request);
  const isBegun = messages.at(-1)?.role === 'assistant';
  // How thinking is shown is not sent where the user has switched it off.
  const isOff = valueAt(bodyFields, 'thinking.type') === 'disabled';
  const thinks = !without.includes(thinkingField) && !draws && !isBegun && !isOff;
  const body = {
    model,
    max_tokens: params.maxOutputTokens ?? sentLimit['anthropic-messages'],
    ...(system === '' ? {} : { system }),
    ...messagesTools(request),
    messages: wireMessages(messages, thinks),
    stream: true,
    ...(thinks ? { thinking: thinkingOf(params.sampling) } : {}),
    ...inside(messagesFields(params), messagesFormat(outputSchema)),
    ...(comparedWith === undefined || without.includes(diagnosticsField)
      ? {}
      : { [diagnosticsField]: { previous_message_id: comparedWith } }),
  };
  return withBodyFields(body, params);
}

/** Writes the messages. Results of tools and the user's text after them become one message, with the results first. */
function wireMessages(messages: readonly Message[], thinks: boolean): object[] {
  const wired: { readonly role: string; content: object[] }[] = [];
  for (const { role, parts } of messages) {
    const content = parts.flatMap((part) => wireBlocks(part, thinks));
    const last = wired.at(-1);
    if (role === 'user' && last?.role === 'tool') last.content.push(...content);
    else if (content.length > 0) wired.push({ role, content });
  }
  return wired.map(({ role, content }) => ({ role: role === 'tool' ? 'user' : role, content }));
}

function wireBlocks(part: MessagePart, thinks: boolean): object[] {
  switch (part.type) {
    case 'text':
      // A block of white space alone is refused.
      return part.text.trim() === '' ? [] : [{ type: 'text', text: part.text }];
    case 'reasoning': {
      const seal = part.opaque?.dialect === 'anthropic-messages' ? parseJson(part.opaque.json) : undefined;
      if (!thinks || !isRecord(seal)) return [];
      return [seal['type'] === 'thinking' ? { ...seal, thinking: part.text } : seal];
    }
    case 'tool-call':
      return [{ type: 'tool_use', id: part.id, name: part.name, input: inputObject(part) }];
    case 'tool-result':
      return [
        {
          type: 'tool_result',
          tool_use_id: part.callId,
          content: part.parts.flatMap((inner) => wireBlocks(inner, false)),
          ...(part.isError === true ? { is_error: true } : {}),
        },
      ];
    case 'image':
    case 'file':
      return [messagesFile(part)];
  }
}

class AnthropicReader extends AnswerReader {
  readonly #signatures = new Map<string, string>();
  /** Inputs that came complete with the start of their call. They count where no pieces follow. */
  readonly #inputs = new Map<string, string>();

  protected readEvent(event: Readonly<Record<string, unknown>>): ChatEvent[] {
    const { type } = event;
    if (type !== 'ping') this.see(event, typeof type === 'string' && /^(?:message_|content_block_)/.test(type));
    const key = placeIn(event, 'index') ?? '0';
    switch (type) {
      case 'message_start':
        return this.#start(event['message']);
      case 'content_block_start':
        return [...this.#close(key), ...this.#begin(key, event['content_block'])];
      case 'content_block_delta':
        return this.#grow(key, event['delta']);
      case 'content_block_stop':
        return this.#close(key);
      case 'message_delta':
        if (isRecord(event['delta'])) this.finish = finishReasonOf(event['delta']['stop_reason']) ?? this.finish;
        return this.#count(event['usage']);
      case 'message_stop':
        this.finish ??= 'other';
        return [];
      default:
        return []; // ping, and events that are not known yet.
    }
  }

  override end(): ChatEvent[] {
    return [...[...this.#inputs.keys()].flatMap((key) => this.#growWhole(key)), ...super.end()];
  }

  #start(message: unknown): ChatEvent[] {
    if (!isRecord(message)) return [];
    const diagnostics = isRecord(message['diagnostics']) ? message['diagnostics'] : {};
    const why = isRecord(diagnostics['cache_miss_reason']) ? diagnostics['cache_miss_reason'] : {};
    this.note(message['id'], why['type'], why['cache_missed_input_tokens']);
    return this.#countInput(message['usage']);
  }

  #begin(key: string, block: unknown): ChatEvent[] {
    if (!isRecord(block)) throw new MalformedEvent();
    const text = (name: string): string => stringIn(block, name);
    switch (block['type']) {
      case 'text':
        return this.writer.begin(key, { type: 'text', text: text('text') });
      case 'thinking':
        this.#signatures.set(key, text('signature'));
        return this.writer.begin(key, { type: 'reasoning', text: text('thinking') });
      case 'redacted_thinking': {
        if (text('data').length > maxOpaqueLength) throw new MalformedEvent();
        const json = JSON.stringify({ type: 'redacted_thinking', data: text('data') });
        const opaque: Opaque = { dialect: 'anthropic-messages', json };
        return [...this.writer.begin(key, { type: 'reasoning', text: '' }), ...this.writer.close(key, opaque)];
      }
      case 'tool_use':
        this.#inputs.set(key, inputIn(block, 'input').replace(/^\{\}$/, ''));
        return this.writer.begin(key, { type: 'tool-call', id: text('id'), name: text('name'), input: '' });
      default:
        return []; // Blocks of tools that run at the provider. None is requested.
    }
  }

  #grow(key: string, delta: unknown): ChatEvent[] {
    if (!isRecord(delta)) throw new MalformedEvent();
    const text = (name: string): string => stringIn(delta, name);
    switch (delta['type']) {
      case 'text_delta':
        return this.writer.grow(key, 'text', text('text'));
      case 'thinking_delta':
        return this.writer.grow(key, 'reasoning', text('thinking'));
      case 'input_json_delta':
        if (text('partial_json') !== '') this.#inputs.delete(key); // The first piece is always empty.
        return this.writer.growInput(key, text('partial_json'));
      case 'signature_delta': {
        const signature = (this.#signatures.get(key) ?? '') + text('signature');
        if (signature.length > maxOpaqueLength) throw new MalformedEvent();
        this.#signatures.set(key, signature);
        return [];
      }
      default:
        return []; // citations_delta
    }
  }

  #close(key: string): ChatEvent[] {
    const signature = this.#signatures.get(key) ?? '';
    this.#signatures.delete(key);
    if (signature === '') return [...this.#growWhole(key), ...this.writer.close(key)];
    return this.writer.close(key, {
      dialect: 'anthropic-messages',
      json: JSON.stringify({ type: 'thinking', signature }),
    });
  }

  #growWhole(key: string): ChatEvent[] {
    const input = this.#inputs.get(key) ?? '';
    this.#inputs.delete(key);
    return this.writer.growInput(key, input);
  }

  /**
   * Reads the count of the input. The output is a placeholder here, mostly 1, so only the input is known of an answer
   * that is stopped before its real count.
   */
  #countInput(received: unknown): ChatEvent[] {
    return isRecord(received) ? this.#count({ ...received, output_tokens: undefined }) : [];
  }

  /** Reads counts, which come in two halves: the input at the start, the output at the end. */
  #count(received: unknown): ChatEvent[] {
    if (!isRecord(received)) return [];
    const known = Object.entries(received).filter(([, value]) => value !== null && value !== undefined);
    const counts = { ...(isRecord(this.usageReceived) && this.usageReceived), ...Object.fromEntries(known) };
    this.usageReceived = counts;
    const usage = readUsage(counts);
    return usage === undefined ? [] : [{ type: 'usage', usage }];
  }
}

const finishReasons = new Map<string, FinishReason>([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'window-full'],
  ['tool_use', 'tool-calls'],
  ['refusal', 'content-filter'],
]);

const finishReasonOf = (value: unknown): FinishReason | undefined =>
  typeof value === 'string' ? (finishReasons.get(value) ?? 'other') : undefined;

/** Reads the usage. `input_tokens` excludes tokens read from and written to the cache, which are added here. */
function readUsage(value: Readonly<Record<string, unknown>>): Usage | undefined {
  const input = tokens(value['input_tokens']);
  const output = tokens(value['output_tokens']);
  const cachedInputTokens = tokens(value['cache_read_input_tokens']);
  const cacheWriteTokens = tokens(value['cache_creation_input_tokens']);
  return usageOf({
    inputTokens: input === undefined ? undefined : input + (cachedInputTokens ?? 0) + (cacheWriteTokens ?? 0),
    outputTokens: output ?? 0,
    cachedInputTokens,
    cacheWriteTokens,
    cacheWrites: writesOf(value['cache_creation']),
    tier: chargedTier(value),
    isPartial: output === undefined ? true : undefined,
  });
}

/** Reads the tokens written for five minutes and for an hour, which have prices of their own. */
function writesOf(value: unknown): CacheWrites | undefined {
  const short = tokensIn(value, 'ephemeral_5m_input_tokens');
  const long = tokensIn(value, 'ephemeral_1h_input_tokens');
  return short === undefined && long === undefined
    ? undefined
    : { ...(short !== undefined && { '5m': short }), ...(long !== undefined && { '1h': long }) };
}
