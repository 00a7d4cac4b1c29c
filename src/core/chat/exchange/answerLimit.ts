import type { ChatEvent } from '../messages/chatTypes';

/** Counts the characters of an answer, and cuts off those over the limit. */
export class AnswerLimit {
  #left: number;
  /** Index of the last part that was let through. */
  #last = -1;

  /** `maxLength`: UTF-16 code units of text, reasoning, tool input and opaque data. */
  constructor(maxLength: number) {
    this.#left = maxLength;
  }

  get isReached(): boolean {
    return this.#left < 0;
  }

  /** Returns the event, or as much of it as still fits; `undefined` where nothing of it does. */
  take(event: ChatEvent): ChatEvent | undefined {
    switch (event.type) {
      case 'part': {
        if (this.isReached) return undefined;
        const { part } = event;
        this.#last = event.index;
        const grows = part.type === 'text' || part.type === 'reasoning';
        return grows ? { ...event, part: { ...part, text: this.#cut(part.text) } } : event;
      }
      case 'delta': {
        const text = this.isReached ? '' : this.#cut(event.text);
        return text === '' ? undefined : { ...event, text };
      }
      case 'partEnd': {
        if (event.index > this.#last) return undefined;
        this.#left -= event.opaque?.json.length ?? 0;
        return this.isReached ? { type: 'partEnd', index: event.index } : event;
      }
      case 'tokens':
      case 'usage':
      case 'finish':
        return event;
    }
  }

  #cut(text: string): string {
    const kept = text.slice(0, this.#left);
    this.#left -= text.length;
    // No half of a surrogate pair at the end.
    return this.isReached ? kept.replace(/[\uD800-\uDBFF]$/, '') : kept;
  }
}
