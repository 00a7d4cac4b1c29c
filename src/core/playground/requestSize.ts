import type { Catalog } from '../catalog/catalog';
import { isNotFullyKnown } from '../catalog/priceUsage';
import type { Backend } from '../chat/backend';
import { fileTokens, filesOf, mostFileTokens } from '../chat/fileFacts';
import { limitsAt } from '../chat/limitsAt';
import type { TokenCount } from '../tokens/counting/modelCount';
import type { ChatRequest, MessagePart } from '../chat/messages/chatTypes';
import type { RequestSize } from './requestSizeSchema';

/**
 * Tokens that stand around each message, and before the answer, in OpenAI's chat format
 * (https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken). Other makers publish none, or nearly as many.
 */
const messageFraming = 4;
const answerFraming = 3;

/** The fewest UTF-16 code units of a token, in a text that could not be counted. */
const fewestCharacters = 2;

/** The parts of a request that a draft would send. */
export type Composed = Pick<ChatRequest, 'model' | 'system' | 'messages' | 'tools' | 'outputSchema'>;

/** Tokens of a text for a model at a backend, or `undefined` where it cannot be counted soon. */
type Count = (
  model: string,
  text: string,
  backend: Backend,
) => Promise<Pick<TokenCount, 'tokens' | 'estimate'> | undefined>;

/** Tokens of texts. */
interface Counted {
  readonly tokens: number;
  /** The fewest tokens that the texts can have. */
  readonly least: number;
}

/** Percent that an estimate may be off, where its error was not measured. */
const unknownBand = 40;

/** Texts that are counted at once: each is a message to the worker. */
const atOnce = 20;

/** Counts requests as they are composed. Messages sent before are counted once for each provider and model. */
export class RequestSizes {
  /** Counts by part of a message, which never changes after it was sent, and then by provider and model. */
  private readonly known = new WeakMap<MessagePart, Map<string, Counted>>();

  constructor(private readonly count: Count) {}

  /** Measures a request that would go to `backend`. Resolves to `undefined` where `signal` was aborted. */
  async of(
    composed: Composed,
    backend: Backend,
    catalog: Pick<Catalog, 'findModel' | 'now'>,
    signal: AbortSignal,
  ): Promise<RequestSize | undefined> {
    const { model, parts, framing } = partsOf(composed);
    const counted = await this.countAll(parts, model, backend, signal);
    if (signal.aborted) return undefined;
    const { contextWindow: window, by } = limitsAt(backend, model, catalog);
    const size = { ...(window !== undefined && { window }), ...(by !== undefined && { saidBy: by }) };
    if (counted === undefined) return size;
    const files = tokensOfFiles(composed, catalog);
    const usage = { inputTokens: framing + counted.tokens + files.tokens, outputTokens: 0 };
    const cost = await backend.costOf(model, usage, () => Promise.resolve(catalog));
    const priced = cost?.known &&
      !isNotFullyKnown(cost) && { inputUsd: cost.usd, ...(cost.by !== undefined && { saidBy: cost.by }) };
    if (files.unknown > 0) return { ...size, tokens: usage.inputTokens, uncounted: files.unknown };
    return { ...size, tokens: usage.inputTokens, ...priced };
  }

  /**
   * Returns the tokens of a request, as `of` counts them. Where something could not be counted, adds the most that it
   * may have.
   */
  async tokensOf(composed: Composed, backend: Backend, catalog: Pick<Catalog, 'findModel'>): Promise<number> {
    const { model, parts, framing } = partsOf(composed);
    const counted = await this.countAll(parts, model, backend, new AbortController().signal);
    const files = tokensOfFiles(composed, catalog);
    return (
      framing +
      files.tokens +
      files.most +
      (counted?.tokens ?? parts.reduce((sum, part) => sum + Math.ceil(textIn(part).length / fewestCharacters), 0))
    );
  }

  /** Returns the tokens of the texts alone, without their framing. `undefined` where they cannot be counted soon. */
  textsOf(composed: Composed, backend: Backend): Promise<Counted | undefined> {
    const { model, parts } = partsOf(composed);
    return this.countAll(parts, model, backend, new AbortController().signal);
  }

  private async countAll(
    parts: readonly MessagePart[],
    model: string,
    backend: Backend,
    signal: AbortSignal,
  ): Promise<Counted | undefined> {
    let sum = { tokens: 0, least: 0 };
    for (let at = 0; at < parts.length; at += atOnce) {
      const counts = await Promise.all(
        parts.slice(at, at + atOnce).map((part) => this.countPart(part, model, backend)),
      );
      for (const each of counts) {
        if (each === undefined) return undefined;
        sum = { tokens: sum.tokens + each.tokens, least: sum.least + each.least };
      }
      if (signal.aborted) return undefined;
    }
    return sum;
  }

  private async countPart(part: MessagePart, model: string, backend: Backend): Promise<Counted | undefined> {
    const byModel = this.known.get(part) ?? new Map<string, Counted>();
    const key = `${backend.id} ${model}`;
    const known = byModel.get(key);
    if (known !== undefined) return known;
    const text = textIn(part);
    const counted = text === '' ? nothing : boundsOf(await this.count(model, text, backend));
    if (counted !== undefined) this.known.set(part, byModel.set(key, counted));
    return counted;
  }
}

/** Parts by the tools or the schema that they stand for, so that the same definitions are counted once. */
const partsOfDefinitions = new WeakMap<object, MessagePart>();

function partFor(definitions: object): MessagePart {
  const known = partsOfDefinitions.get(definitions) ?? { type: 'text', text: JSON.stringify(definitions) };
  partsOfDefinitions.set(definitions, known);
  return known;
}

const nothing: Counted = { tokens: 0, least: 0 };

function boundsOf(count: Pick<TokenCount, 'tokens' | 'estimate'> | undefined): Counted | undefined {
  if (!count) return undefined;
  const { tokens, estimate } = count;
  const band = estimate === undefined ? 0 : Math.min(100, estimate.bandPercent ?? unknownBand);
  return { tokens, least: Math.floor(tokens * (1 - band / 100)) };
}

/** Returns the tokens of images and documents by the rule of the model, and the number of files without a rule. */
function tokensOfFiles({ messages, model }: Composed, catalog: Pick<Catalog, 'findModel'>) {
  const known = catalog.findModel(model);
  const files = filesOf(messages).map((file) => ({ file, tokens: fileTokens(file, known)?.tokens }));
  const unknown = files.filter(({ tokens }) => tokens === undefined);
  return {
    tokens: files.reduce((sum, { tokens = 0 }) => sum + tokens, 0),
    unknown: unknown.length,
    /** The most tokens that the files without a rule may have. */
    most: unknown.reduce((sum, { file }) => sum + mostFileTokens(file), 0),
  };
}

/** Returns the parts of a request that are to be counted, its model, and the number of tokens around the parts. */
function partsOf({ model, system, messages, tools = [], outputSchema }: Composed) {
  const parts: MessagePart[] = messages.flatMap((message) => message.parts);
  if (system !== '') parts.push({ type: 'text', text: system });
  // Few makers publish how they write tools and schemas for a model. Their JSON is about as long.
  if (tools.length > 0) parts.push(partFor(tools));
  if (outputSchema) parts.push(partFor(outputSchema.schema));
  const framing = answerFraming + messageFraming * (messages.length + (system === '' ? 0 : 1));
  return { model, parts, framing };
}

/** Returns the UTF-16 code units of all texts that are counted of a request. */
export const lengthOfTexts = (request: Composed): number =>
  partsOf(request).parts.reduce((sum, part) => sum + textIn(part).length, 0);

/** The text that goes out with a part. Reasoning goes out only where it is signed, which no count tells from outside. */
function textIn(part: MessagePart): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'tool-call':
      return `${part.name} ${part.input}`;
    case 'tool-result':
      return part.parts.map(textIn).join('\n');
    case 'reasoning':
    case 'image':
    case 'file':
      return '';
  }
}
