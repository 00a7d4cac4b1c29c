import * as v from 'valibot';
import { isRecord, parseJson } from '../../base/json';
import type { ChatEvent, MessagePart, Opaque } from '../messages/chatTypes';
import { stringIn } from './dialect';
import type { PartWriter } from './partWriter';

// Data that a provider of Chat Completions wants back with the calls that a model made. It is handed back unread, and
// only in a message with calls: elsewhere no provider needs it, and some refuse it.

/** The most characters of such data that are kept of one answer. More is not handed back. */
const maxLength = 1_000_000;

const seal = v.object({
  /**
   * The field in which the reasoning came. DeepSeek wants the reasoning back in it, even an empty one
   * (https://api-docs.deepseek.com/guides/thinking_mode).
   */
  reasoningIn: v.exactOptional(v.literal('reasoning_content')),
  /** The details of OpenRouter: https://openrouter.ai/docs/use-cases/reasoning-tokens. */
  details: v.exactOptional(v.array(v.looseObject({}))),
});

/** Gathers such data from the deltas of one answer. */
export class ChatSeals {
  private hasReasoningField = false;
  private details: Record<string, unknown>[] = [];
  private length = 0;

  read(delta: Readonly<Record<string, unknown>>): void {
    if (typeof delta['reasoning_content'] === 'string') this.hasReasoningField = true;
    const { reasoning_details: details } = delta;
    if (Array.isArray(details)) for (const detail of details) if (isRecord(detail)) this.add(detail);
  }

  /** Returns the events of an empty part that holds the data; none where there is no data. */
  end(writer: PartWriter): ChatEvent[] {
    const details = this.length > maxLength ? [] : this.details;
    const sealed = {
      ...(this.hasReasoningField && { reasoningIn: 'reasoning_content' }),
      ...(details.length > 0 && { details }),
    };
    if (Object.keys(sealed).length === 0) return [];
    return [...writer.begin('seal', { type: 'reasoning', text: '' }), ...writer.close('seal', opaqueOf(sealed))];
  }

  private add(detail: Readonly<Record<string, unknown>>): void {
    this.length += JSON.stringify(detail).length;
    if (this.length > maxLength) return;
    const last = this.details.at(-1);
    if (last === undefined || !isPieceOf(last, detail)) {
      this.details.push({ ...detail });
      return;
    }
    const grown = ['text', 'summary', 'data'].filter((name) => typeof detail[name] === 'string');
    const known = Object.entries(detail).filter(([, value]) => value !== null && value !== undefined);
    const joined = grown.map((name) => [name, stringIn(last, name) + stringIn(detail, name)]);
    Object.assign(last, Object.fromEntries(known), Object.fromEntries(joined));
  }
}

/**
 * Whether a detail continues the last one. Pieces of one text, summary or sealed block have the same type and number,
 * and no two ids: each of several parallel calls has a sealed block with the id of that call. A sealed block without a
 * number is complete.
 */
function isPieceOf(last: Readonly<Record<string, unknown>>, detail: Readonly<Record<string, unknown>>): boolean {
  const [{ type, index }, ids] = [detail, [last['id'], detail['id']].filter((id) => id !== null && id !== undefined)];
  if (last['type'] !== type || last['index'] !== index || new Set(ids).size > 1) return false;
  return typeof index === 'number' || type !== 'reasoning.encrypted';
}

/** Returns additional fields of a message with calls. */
export function sealedFields(parts: readonly MessagePart[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const part of parts) {
    const read = part.type === 'reasoning' && part.opaque ? v.safeParse(seal, valueIn(part.opaque)) : undefined;
    if (read?.success !== true) continue;
    const { reasoningIn, details } = read.output;
    if (reasoningIn) fields[reasoningIn] = parts.map((each) => (each.type === 'reasoning' ? each.text : '')).join('');
    if (details) fields['reasoning_details'] = details;
  }
  return fields;
}

/** Gathers the signatures that Gemini adds to calls: https://ai.google.dev/gemini-api/docs/thought-signatures. */
export class CallSeals {
  private readonly seals = new Map<string, object>();

  read(key: string, { extra_content: extra }: Readonly<Record<string, unknown>>): void {
    if (isRecord(extra) && JSON.stringify(extra).length <= maxLength) {
      this.seals.set(key, { ...this.seals.get(key), ...extra });
    }
  }

  /** Ends the calls that have a signature, and adds it to them. */
  end(writer: PartWriter): ChatEvent[] {
    return [...this.seals].flatMap(([key, extra]) => writer.close(key, opaqueOf({ extra })));
  }
}

/** Returns the field of a call in which its signature goes back. */
export function sealedCall({ opaque }: Extract<MessagePart, { type: 'tool-call' }>): Record<string, unknown> {
  const value = opaque && valueIn(opaque);
  return isRecord(value) && isRecord(value['extra']) ? { extra_content: value['extra'] } : {};
}

const opaqueOf = (value: object): Opaque => ({ dialect: 'chat-completions', json: JSON.stringify(value) });

const valueIn = ({ dialect, json }: Opaque): unknown => (dialect === 'chat-completions' ? parseJson(json) : undefined);
