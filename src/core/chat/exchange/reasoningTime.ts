import type { RecordedEnd } from '../messages/recordedEnd';
import type { ChatEvent } from '../messages/chatTypes';

/** Measures how long a model reasoned before it began to answer. Reasoning that is not shown has no time. */
export class ReasoningTime {
  private began: number | undefined;
  private ended: number | undefined;
  private readonly reasonings = new Set<number>();

  /** Takes an event. `at`: milliseconds. */
  see(event: ChatEvent, at: number): void {
    if (event.type === 'part' && event.part.type === 'reasoning') {
      this.reasonings.add(event.index);
      if (event.part.text !== '') this.began ??= at;
    } else if (event.type === 'delta' && this.reasonings.has(event.index)) {
      this.began ??= at;
    } else if (this.began !== undefined && (event.type === 'part' || event.type === 'delta')) {
      this.ended ??= at;
    }
  }

  /**
   * Returns the time. `end`: milliseconds at the end of the answer, which count where nothing came after the reasoning.
   */
  facts(end: number): Pick<RecordedEnd, 'reasoningMs'> {
    return this.began === undefined ? {} : { reasoningMs: (this.ended ?? end) - this.began };
  }
}
