import { dialectOf } from '../../../../../src/core/chat/dialects/dialects';
import type { RefusedRequest, RequestVariant } from '../../../../../src/core/chat/dialects/dialect';
import type { DialectId, FinishReason, MessagePart, Usage } from '../../../../../src/core/chat/messages/chatTypes';
import { partsOf } from '../ask';

export interface Read {
  readonly parts: readonly MessagePart[];
  readonly usage: Usage | undefined;
  readonly finish: FinishReason | undefined;
  readonly received: unknown;
}

/** Reads the events of one answer with a dialect. Throws if a part grows after its end, or if a part has no end. */
export function read(dialect: DialectId, events: readonly unknown[]): Read {
  const reader = dialectOf(dialect).reader();
  const all = [...events.flatMap((event) => reader.read(event)), ...reader.end()];
  const ended = new Set<number>();
  for (const event of all) {
    if (event.type === 'delta' && ended.has(event.index)) throw new Error(`Part ${event.index} grew after its end.`);
    if (event.type === 'partEnd') ended.add(event.index);
  }
  const parts = partsOf(all);
  if (parts.length !== ended.size) throw new Error(`${parts.length} parts, ${ended.size} ends.`);
  return {
    parts,
    usage: all.findLast((event) => event.type === 'usage')?.usage,
    finish: all.findLast((event) => event.type === 'finish')?.reason,
    received: reader.usageReceived,
  };
}

export const usualVariant: RequestVariant = { without: [], limitField: 'max_tokens' };

/** A provider that names these fields. */
export const naming = (...fields: string[]): RefusedRequest => ({
  names: (field) => fields.includes(field),
  marks: (field) => fields.includes(field),
});
