import { isRecord, parseJson } from '../../base/json';
import type { WireBody } from '../messages/transport';
import { MalformedEvent, StreamedError } from '../messages/transport';
import type { ChatEvent, ChatRequest, FinishReason, Message, Opaque, Usage } from '../messages/chatTypes';
import { inside, responsesFormat } from './outputFormat';
import { responsesFields, withBodyFields } from './wireParameters';
import { AnswerReader, bearer, inputIn, placeIn, stringIn, textOf, withoutNamedExtras } from './dialect';
import type { Dialect, RequestVariant } from './dialect';
import { tokensEvent } from './logprobs';
import { StreamedText } from './streamedText';
import { inputText, responsesTools } from './toolFields';
import { tierOf, tokens, tokensIn, usageOf } from './tokenCounts';
import { isFilePart } from '../messages/fileParts';
import { responsesContent } from './wireFiles';

// OpenAI's Responses: https://platform.openai.com/docs/api-reference/responses-streaming.

/**
 * Field that shows the reasoning. It is refused for models without reasoning, and for organisations that are not
 * verified.
 */
const summaryField = 'reasoning.summary';
/**
 * Field that requests the reasoning in encrypted form, which the next turn sends back: nothing is stored at the
 * provider.
 */
const encryptedField = 'include';
/** Values of `include`, for more data in the answer. The first one is refused where a model does not reason. */
const reasoningIncluded = 'reasoning.encrypted_content';
const logprobsIncluded = 'message.output_text.logprobs';
/**
 * Field that asks why the prompt cache missed
 * (https://developers.openai.com/api/docs/guides/prompt-caching/diagnostics).
 */
const cacheField = 'prompt_cache_options';
const extras = [summaryField, encryptedField, cacheField];

export const responses: Dialect = {
  id: 'responses',
  path: () => '/responses',
  modelsPath: () => '/models',
  headers: bearer,
  extras,
  body: bodyOf,
  nextVariant: (variant, refusal) => withoutNamedExtras(variant, refusal, extras),
  repeatsAnswer: true,
  reader: () => new ResponsesReader(),
};

function bodyOf(request: ChatRequest, { without }: RequestVariant): WireBody {
  const { model, system, messages, params, outputSchema, comparedWith } = request;
  const included = [
    ...(without.includes(encryptedField) ? [] : [reasoningIncluded]),
    ...(params.sampling?.topLogprobs === undefined ? [] : [logprobsIncluded]),
  ];
  const asksOfCache = typeof comparedWith === 'string' && !without.includes(cacheField);
  const body = {
    model,
    // Not sent as `instructions`, which xAI refuses and which every event about the whole answer would repeat.
    input: [...(system === '' ? [] : [{ role: 'system', content: system }]), ...messages.flatMap(inputItems)],
    stream: true,
    store: false,
    ...(included.length > 0 && { [encryptedField]: included }),
    ...responsesTools(request),
    ...inside(
      responsesFields(params, without.includes(summaryField) ? {} : { summary: 'auto' }),
      responsesFormat(outputSchema),
    ),
    ...(params.maxOutputTokens === undefined ? {} : { max_output_tokens: params.maxOutputTokens }),
    ...(asksOfCache ? { [cacheField]: { comparison_response_id: comparedWith } } : {}),
  };
  return withBodyFields(body, params);
}

function inputItems({ role, parts }: Message): object[] {
  // Reasoning at the very end belongs to an item that never came, and would be refused without that item.
  const last = parts.findLastIndex((part) => part.type !== 'reasoning' && !(part.type === 'text' && part.text === ''));
  // A message with files is one item, with its text.
  if (parts.some(isFilePart)) return [{ role: 'user', content: responsesContent(parts, '') }];
  return parts.slice(0, last + 1).flatMap((part): object[] => {
    switch (part.type) {
      case 'text':
        return part.text === '' ? [] : [{ role: role === 'tool' ? 'user' : role, content: part.text }];
      case 'reasoning': {
        const item = part.opaque?.dialect === 'responses' ? parseJson(part.opaque.json) : undefined;
        return isRecord(item) ? [item] : [];
      }
      case 'tool-call':
        return [{ type: 'function_call', call_id: part.id, name: part.name, arguments: inputText(part) }];
      case 'tool-result':
        return [
          {
            type: 'function_call_output',
            call_id: part.callId,
            output: responsesContent(part.parts, textOf(part.parts)),
          },
        ];
      case 'image':
      case 'file':
        return [];
    }
  });
}

class ResponsesReader extends AnswerReader {
  #hasCalls = false;
  /** Whether probabilities of tokens came with the pieces of the text. */
  #hasTokens = false;
  /** Keys of reasoning and calls whose deltas have come. Complete items that repeat them are not read again. */
  readonly #streamed = new Set<string>();
  /** The text that has come. */
  readonly #text = new StreamedText();

  protected readEvent(event: Readonly<Record<string, unknown>>): ChatEvent[] {
    const type = stringIn(event, 'type');
    this.see(event, type.startsWith('response.'));
    const key = itemKey(event);
    const delta = stringIn(event, 'delta');
    switch (type) {
      case 'response.output_text.delta':
      case 'response.refusal.delta': // Why the model does not answer, which is the answer.
        this.#text.grow(key, delta);
        return [...this.writer.grow(`text ${key}`, 'text', delta), ...this.#readTokens(event)];
      case 'response.output_text.done':
      case 'response.refusal.done': {
        const grown = this.writer.grow(`text ${key}`, 'text', this.#text.endPart(key, textsIn([event]).join('')));
        // The probabilities repeat those that came with the pieces.
        return this.#hasTokens ? grown : [...grown, ...tokensEvent(event['logprobs'])];
      }
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta': // Open-weight models: the reasoning itself.
        this.#streamed.add(key);
        return this.writer.grow(`reasoning ${key}`, 'reasoning', delta);
      case 'response.reasoning_summary_part.added':
        // The parts of a summary are paragraphs.
        return this.#streamed.has(key) ? this.writer.grow(`reasoning ${key}`, 'reasoning', '\n\n') : [];
      case 'response.function_call_arguments.delta':
        this.#streamed.add(key);
        return this.writer.growInput(`call ${key}`, delta);
      case 'response.output_item.added':
        return this.#begin(key, event['item']);
      case 'response.output_item.done':
        return this.#finishItem(key, event['item']);
      case 'response.completed':
      case 'response.incomplete':
      case 'response.failed':
        return this.#finishAnswer(type, event['response']);
      default:
        return [];
    }
  }

  #readTokens(event: Readonly<Record<string, unknown>>): ChatEvent[] {
    const found = tokensEvent(event['logprobs']);
    this.#hasTokens ||= found.length > 0;
    return found;
  }

  #begin(key: string, item: unknown): ChatEvent[] {
    if (!isRecord(item) || item['type'] !== 'function_call' || this.writer.isOpen(`call ${key}`)) return [];
    this.#hasCalls = true;
    const [id, name] = [stringIn(item, 'call_id'), stringIn(item, 'name')];
    return this.writer.begin(`call ${key}`, { type: 'tool-call', id, name, input: '' });
  }

  /** Reads a complete item: the parts of it that were not streamed, and the encrypted reasoning. */
  #finishItem(key: string, item: unknown): ChatEvent[] {
    if (!isRecord(item)) return [];
    if (item['type'] === 'message') return this.#endText(key, this.#text.endItem(key, messageText(item)));
    const whole = !this.#streamed.has(key);
    this.#streamed.add(key);
    switch (item['type']) {
      case 'reasoning': {
        const texts = [...textsIn(item['summary']), ...textsIn(item['content'])];
        return this.#endReasoning(`reasoning ${key}`, whole ? texts.join('\n\n') : '', item);
      }
      case 'function_call': {
        const input = whole ? inputIn(item, 'arguments') : '';
        const begun = this.#begin(key, item);
        return [...begun, ...this.writer.growInput(`call ${key}`, input), ...this.writer.close(`call ${key}`)];
      }
      default:
        return [];
    }
  }

  #endText(key: string, missing: string): ChatEvent[] {
    return [...this.writer.grow(`text ${key}`, 'text', missing), ...this.writer.close(`text ${key}`)];
  }

  #endReasoning(key: string, text: string, item: Readonly<Record<string, unknown>>): ChatEvent[] {
    const hasSecret = stringIn(item, 'encrypted_content') !== '';
    const opaque: Opaque | undefined = hasSecret ? { dialect: 'responses', json: JSON.stringify(item) } : undefined;
    const grown = this.writer.grow(key, 'reasoning', text);
    const begun =
      opaque === undefined || this.writer.isOpen(key) ? [] : this.writer.begin(key, { type: 'reasoning', text: '' });
    return [...grown, ...begun, ...this.writer.close(key, opaque)];
  }

  #finishAnswer(type: string, response: unknown): ChatEvent[] {
    if (!isRecord(response)) throw new MalformedEvent();
    const { status } = response;
    this.#noteCache(response);
    if (type === 'response.failed' || status === 'failed') throw new StreamedError(response['error'] ?? response);
    const items = this.#finishItems(Array.isArray(response['output']) ? response['output'] : []);
    const usage = readUsage(response['usage'], response['service_tier']);
    if (usage !== undefined) this.usageReceived = response['usage'];
    const why = isRecord(response['incomplete_details']) ? response['incomplete_details']['reason'] : undefined;
    // Some servers end every answer with `completed`, even one whose status is `incomplete`.
    const isWhole = type === 'response.completed' && status !== 'incomplete';
    this.finish = !isWhole ? incompleteReason(why) : this.#hasCalls ? 'tool-calls' : 'stop';
    return [...items, ...(usage === undefined ? [] : [{ type: 'usage', usage } as const])];
  }

  /** Notes the cache diagnosis: nothing for a hit, the reason of a miss, and the type of any other result. */
  #noteCache({ id, prompt_cache_diagnostics: said }: Readonly<Record<string, unknown>>): void {
    const { type, reason, cache_missed_tokens: missed } = isRecord(said) ? said : {};
    this.note(id, type === 'cache_miss' ? reason : type === 'cache_hit' ? undefined : type, missed);
  }

  /**
   * Reads the items at the end of the answer. Servers that stream nothing send everything there. Of others, only text
   * that is still missing is read.
   */
  #finishItems(output: readonly unknown[]): ChatEvent[] {
    const { hasOutput } = this;
    const missing = this.#text.endAnswer(output.map(messageText));
    return output.flatMap((item, place) => {
      const key = String(place);
      if (isMessage(item)) return this.#endText(key, missing[place]!);
      return hasOutput || this.#streamed.has(key) ? [] : this.#finishItem(key, item);
    });
  }
}

const isMessage = (item: unknown): item is Readonly<Record<string, unknown>> =>
  isRecord(item) && item['type'] === 'message';

const messageText = (item: unknown): string => (isMessage(item) ? textsIn(item['content']).join('') : '');

/** Returns the key that the events of one item share. */
const itemKey = (event: Readonly<Record<string, unknown>>): string => placeIn(event, 'output_index') ?? '0';

function incompleteReason(why: unknown): FinishReason {
  if (why === 'max_output_tokens') return 'length';
  return why === 'content_filter' ? 'content-filter' : 'other';
}

/** Returns the texts of `summary` or `content`: output_text, refusal, reasoning_text. */
function textsIn(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).flatMap((part) => {
    const text = isRecord(part) ? (part['text'] ?? part['refusal']) : undefined;
    return typeof text === 'string' && text !== '' ? [text] : [];
  });
}

function readUsage(value: unknown, tier: unknown): Usage | undefined {
  if (!isRecord(value)) return undefined;
  const inputTokens = tokens(value['input_tokens']);
  const output = tokens(value['output_tokens']);
  if (inputTokens === undefined || output === undefined) return undefined;
  return usageOf({
    inputTokens,
    outputTokens: Math.max(output, (tokens(value['total_tokens']) ?? 0) - inputTokens),
    reasoningTokens: tokensIn(value['output_tokens_details'], 'reasoning_tokens'),
    cachedInputTokens: tokensIn(value['input_tokens_details'], 'cached_tokens'),
    cacheWriteTokens: tokensIn(value['input_tokens_details'], 'cache_write_tokens'),
    tier: tierOf(tier),
  });
}
