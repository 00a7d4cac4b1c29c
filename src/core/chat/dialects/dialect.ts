import * as v from 'valibot';
import { isRecord } from '../../base/json';
import { cacheDiagnosis } from '../messages/cacheMissSchema';
import type { CacheDiagnosis } from '../messages/cacheMissSchema';
import type { WireBody } from '../messages/transport';
import { MalformedEvent, StreamedError } from '../messages/transport';
import type { ChatEvent, ChatRequest, DialectId, FinishReason, MessagePart } from '../messages/chatTypes';
import { PartWriter } from './partWriter';
import { isError } from './streamedErrors';
import { tokensIn } from './tokenCounts';

/** Name of the request field that limits the tokens of an answer, for `chat-completions`. */
export type LimitField = 'max_tokens' | 'max_completion_tokens';

/** The form of a request for one endpoint and model. */
export interface RequestVariant {
  /** Fields of `extras` that are left out, as the provider does not take them. */
  readonly without: readonly string[];
  readonly limitField: LimitField;
}

/** An answer with an error status, with what a dialect needs of it. */
export interface RefusedRequest {
  /** Whether the answer names this field of the request: in structured form, or as a word of its message. */
  names(field: string): boolean;
  /** Whether the answer names this field in structured form. */
  marks(field: string): boolean;
}

/** The most UTF-16 code units of an id. */
const maxIdLength = 256;

/** The most foreign events that are kept. The last of them tells why no more comes. */
const keptForeign = 10;

/** Reads the events of one answer. Each is parsed JSON of any form. */
export abstract class AnswerReader {
  /** Whether events of this dialect have come, or only ones of another API. */
  seen: 'nothing' | 'foreign' | 'own' = 'nothing';
  /**
   * The last events of another API, until more of the answer comes. Gateways and proxies report errors like this, and
   * their progress, too. Which of both it was shows only at the end of the stream.
   */
  foreign: readonly unknown[] = [];
  /** The last usage as it was received. */
  usageReceived: unknown;
  /** The id of the answer, and why the prompt cache missed, where that was requested. */
  said: { readonly id?: string; readonly cacheDiagnosis?: CacheDiagnosis } = {};

  protected finish: FinishReason | undefined;
  protected readonly writer = new PartWriter();

  /**
   * Reads an event. `name` is its name in the stream. Throws `StreamedError` for an error that the provider reports,
   * `MalformedEvent` for a value that is no event at all.
   */
  read(event: unknown, name?: string): ChatEvent[] {
    if (isError(event, name)) throw new StreamedError(event);
    if (!isRecord(event)) throw new MalformedEvent();
    const found = this.readEvent(event);
    if (found.some(({ type }) => type !== 'usage')) this.foreign = [];
    return found;
  }

  protected abstract readEvent(event: Readonly<Record<string, unknown>>): ChatEvent[];

  /** Whether the provider has reported that the answer ends, and why. */
  get complete(): boolean {
    return this.finish !== undefined;
  }

  /** Whether any text, reasoning or tool call has come. */
  get hasOutput(): boolean {
    return this.writer.hasOutput;
  }

  /** Returns the end of every open part, and the finish where the answer is complete. To be called once. */
  end(): ChatEvent[] {
    return [
      ...this.writer.closeAll(),
      ...(this.finish === undefined ? [] : [{ type: 'finish', reason: this.finish } as const]),
    ];
  }

  /** Notes the id of the answer and the cache diagnosis. `reason` is a word of the provider. */
  protected note(id: unknown, reason: unknown, missedTokens: unknown): void {
    const diagnosis = v.safeParse(cacheDiagnosis, {
      reason,
      ...(tokensIn({ missedTokens }, 'missedTokens') !== undefined && { missedTokens }),
    });
    this.said = {
      ...(typeof id === 'string' && id.length <= maxIdLength && { id }),
      ...(diagnosis.success && { cacheDiagnosis: diagnosis.output }),
    };
  }

  protected see(event: Readonly<Record<string, unknown>>, isOwn: boolean): void {
    if (isOwn) {
      this.seen = 'own';
      return;
    }
    if (this.seen === 'nothing') this.seen = 'foreign';
    this.foreign = [...this.foreign, event].slice(-keptForeign);
  }
}

/** One format of requests and answers. Pure: it uses no network, clock or memory. To add one, copy one. */
export interface Dialect {
  readonly id: DialectId;
  /** Returns the path of requests below the base URL. */
  path(baseUrl: string): string;
  /** Returns the path of the model list below the base URL, with a query where one is needed. */
  modelsPath(baseUrl: string): string;
  headers(key: string | undefined): Readonly<Record<string, string>>;
  /** Optional fields that are sent for more than the answer, and left out where a provider refuses them. */
  readonly extras: readonly string[];
  body(request: ChatRequest, variant: RequestVariant): WireBody;
  /**
   * Returns another variant to try after a 400 or 422 that names what is wrong; `undefined` where it names nothing that
   * can be changed.
   */
  nextVariant(variant: RequestVariant, refusal: RefusedRequest, request: ChatRequest): RequestVariant | undefined;
  /** Whether its last events repeat the whole answer, which makes them longer than others. */
  readonly repeatsAnswer: boolean;
  reader(): AnswerReader;
}

/** Returns the variant without the extras that the provider names; `undefined` where it names none that is sent. */
export function withoutNamedExtras(
  variant: RequestVariant,
  refusal: RefusedRequest,
  extras: readonly string[],
): RequestVariant | undefined {
  const named = extras.filter((field) => !variant.without.includes(field) && refusal.names(field));
  return named.length === 0 ? undefined : { ...variant, without: [...variant.without, ...named] };
}

export const bearer = (key: string | undefined): Readonly<Record<string, string>> =>
  key === undefined ? {} : { authorization: `Bearer ${key}` };

/** Joins the texts of a message. */
export const textOf = (parts: readonly MessagePart[]): string =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join('');

/** Returns the input of a tool call as JSON text. Some servers send the object itself. */
export function inputIn(record: Readonly<Record<string, unknown>>, key: string): string {
  const value = record[key];
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : stringIn(record, key);
}

/** Returns the number of an item as a key. Some servers write it as a text. */
export function placeIn(record: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = record[key];
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : undefined;
}

/** Returns a text of an event; empty where the value is no text. */
export function stringIn(record: Readonly<Record<string, unknown>>, key: string): string {
  const value = record[key];
  return typeof value === 'string' ? value : '';
}
