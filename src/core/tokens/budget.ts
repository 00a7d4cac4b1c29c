import type { Model } from '../catalog/table';

/** What the user wants to keep free and be warned of. */
export interface BudgetRules {
  /** Tokens kept for the answer. */
  readonly reservedOutput: number;
  /** Percent of the usable input from which on a text is nearly too long. */
  readonly warningPercent: number;
  /** Percent from which on it is too long. */
  readonly errorPercent: number;
}

/**
 * Tokens of input that fit beside the answer; `undefined` where the context window is unknown. Of a small window no more
 * than half is kept for the answer.
 */
export function usableInput({ contextWindow, maxOutput }: Model, { reservedOutput }: BudgetRules): number | undefined {
  if (contextWindow === undefined) return undefined;
  const reserved = Math.min(reservedOutput, maxOutput ?? reservedOutput, contextWindow / 2);
  return Math.max(1, Math.floor(contextWindow - reserved));
}

export type BudgetLevel = 'fits' | 'nearly-full' | 'too-long';

/** Where a text of `tokens` stands. Unknown limits fit: nothing is known against it. */
export function budgetLevel(tokens: number, usable: number | undefined, rules: BudgetRules): BudgetLevel {
  if (usable === undefined) return 'fits';
  const percent = (100 * tokens) / usable;
  if (percent >= rules.errorPercent) return 'too-long';
  return percent >= rules.warningPercent ? 'nearly-full' : 'fits';
}
