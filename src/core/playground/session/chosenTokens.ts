import type { ChatEvent, ChosenToken } from '../../chat/messages/types';

/** How likely the tokens of answers were, by answer: for whoever looks while the session is open. No file has it. */
export class ChosenTokens {
  private readonly byAnswer = new Map<string, ChosenToken[]>();

  /** Where they were asked for, and have been kept. */
  of(answerId: string): readonly ChosenToken[] {
    return this.byAnswer.get(answerId) ?? [];
  }

  /** Takes them out of what has come of an answer. */
  keep(answerId: string, events: readonly ChatEvent[]): void {
    for (const event of events) {
      if (event.type !== 'tokens') continue;
      const kept = this.byAnswer.get(answerId);
      if (kept) kept.push(...event.tokens);
      else this.byAnswer.set(answerId, [...event.tokens]);
    }
  }
}
