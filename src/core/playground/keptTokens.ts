import type { ChosenToken } from '../chat/messages/chatTypes';

/** Number of tokens and alternatives that are kept of all answers: about 50 MB. */
const maxChances = 400_000;

/**
 * The tokens of answers with their probabilities, which are shown while the session is open. They are in no file. Where they
 * become too many, the oldest answers lose theirs.
 */
export class KeptTokens {
  private readonly byAnswer = new Map<string, ChosenToken[]>();
  private chances = 0;

  /** Begins an answer that is asked for, and forgets what was known of it before. */
  begin(answerId: string): void {
    this.chances -= countOf(this.byAnswer.get(answerId) ?? []);
    // The answer moves to the end, as it is the newest again.
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

  /**
   * Returns the tokens of an answer. `undefined`: it was not asked for since the session was opened, or they are gone.
   */
  of(answerId: string): readonly ChosenToken[] | undefined {
    return this.byAnswer.get(answerId);
  }
}

const countOf = (tokens: readonly ChosenToken[]): number => tokens.reduce((sum, { top }) => sum + 1 + top.length, 0);
