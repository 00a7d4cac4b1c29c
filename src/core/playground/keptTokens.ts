import type { ChosenToken } from '../chat/messages/chatTypes';

/** Tokens and their alternatives, of all answers: about 50 MB. */
const maxChances = 400_000;

/**
 * The tokens of answers with how likely they were, for whoever looks while the session is open. No file has them. Where they
 * become too many, the oldest answers lose theirs.
 */
export class KeptTokens {
  private readonly byAnswer = new Map<string, ChosenToken[]>();
  private chances = 0;

  /** An answer is asked for: what is known of it from now on is all that there is. */
  begin(answerId: string): void {
    this.chances -= countOf(this.byAnswer.get(answerId) ?? []);
    // At the end: it is the newest again.
    this.byAnswer.delete(answerId);
    this.byAnswer.set(answerId, []);
  }

  add(answerId: string, tokens: readonly ChosenToken[]): void {
    const kept = this.byAnswer.get(answerId);
    if (!kept) return;
    for (const token of tokens) kept.push(token);
    this.chances += countOf(tokens);
    for (const [oldest, others] of this.byAnswer) {
      if (this.chances <= maxChances) return;
      this.chances -= countOf(others);
      this.byAnswer.delete(oldest);
    }
  }

  /** `undefined`: the answer was not asked for since the session was opened, or they are not kept any more. */
  of(answerId: string): readonly ChosenToken[] | undefined {
    return this.byAnswer.get(answerId);
  }
}

const countOf = (tokens: readonly ChosenToken[]): number => tokens.reduce((sum, { top }) => sum + 1 + top.length, 0);
