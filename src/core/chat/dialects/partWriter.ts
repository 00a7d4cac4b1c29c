import { MalformedEvent } from '../messages/transport';
import type { ChatEvent, Opaque, MessagePart } from '../messages/chatTypes';

/** The most parts of one answer. More is an attempt to fill the memory. */
const maxParts = 1_000;

type Growing = Extract<MessagePart, { type: 'text' | 'reasoning' | 'tool-call' }>;

/** Turns a reader's findings into events of parts. Each part begins once, grows, and ends once. */
export class PartWriter {
  hasOutput = false;

  #count = 0;
  readonly #open = new Map<string, { readonly index: number; readonly type: MessagePart['type'] }>();

  /**
   * Grows the part that is open under `key`, or begins one. A part of text or reasoning ends when another one begins.
   * Only tool calls grow side by side.
   */
  grow(key: string, type: 'text' | 'reasoning', text: string): ChatEvent[] {
    if (text === '') return [];
    this.hasOutput = true;
    const open = this.#open.get(key);
    if (open !== undefined) return [{ type: 'delta', index: open.index, text }];
    return this.begin(key, { type, text });
  }

  /** Begins a part, and ends the text or reasoning before it. */
  begin(key: string, part: Growing): ChatEvent[] {
    if (this.#count >= maxParts) throw new MalformedEvent(`The answer has more than ${maxParts} parts.`);
    const before = [...this.#open]
      .filter(([open, { type }]) => open === key || type !== 'tool-call')
      .flatMap(([open]) => this.close(open));
    const index = this.#count++;
    this.#open.set(key, { index, type: part.type });
    this.hasOutput ||= part.type === 'tool-call' || part.text !== '';
    return [...before, { type: 'part', index, part }];
  }

  /** Grows the input of the tool call that is open under `key`. */
  growInput(key: string, text: string): ChatEvent[] {
    const open = this.#open.get(key);
    return open === undefined || text === '' ? [] : [{ type: 'delta', index: open.index, text }];
  }

  isOpen(key: string): boolean {
    return this.#open.has(key);
  }

  close(key: string, opaque?: Opaque): ChatEvent[] {
    const open = this.#open.get(key);
    if (open === undefined) return [];
    this.#open.delete(key);
    return [{ type: 'partEnd', index: open.index, ...(opaque === undefined ? {} : { opaque }) }];
  }

  closeAll(): ChatEvent[] {
    return [...this.#open.keys()].flatMap((key) => this.close(key));
  }
}
