import type { Model } from '../../catalog/catalogTable';

/** The user's wishes: what to keep free, and when to be warned. */
export interface BudgetRules {
  /** Tokens kept for the answer. */
  readonly reservedOutput: number;
  /** Percent of the usable input above which the user is warned. */
  readonly warningPercent: number;
}

/**
 * Returns the usable input in tokens: the context window, as its maker states it, minus what is reserved for the
 * answer. At most half of a small window is reserved. `undefined` if the context window is unknown.
 */
export function usableInput({ contextWindow, maxOutput }: Model, { reservedOutput }: BudgetRules): number | undefined {
  if (contextWindow === undefined) return undefined;
  const reserved = Math.min(reservedOutput, maxOutput ?? reservedOutput, contextWindow / 2);
  return Math.max(1, Math.floor(contextWindow - reserved));
}

type BudgetLevel = 'fits' | 'nearly-full' | 'too-long';

/** Returns whether a text of `tokens` fits. If the limit is unknown, it counts as fitting. */
export function budgetLevel(tokens: number, usable: number | undefined, rules: BudgetRules): BudgetLevel {
  if (usable === undefined) return 'fits';
  if (tokens > usable) return 'too-long';
  return isWarned(tokens, usable, rules) ? 'nearly-full' : 'fits';
}

/** Whether the user wants to be warned of a text of `tokens`. */
export const isWarned = (tokens: number, usable: number | undefined, { warningPercent }: BudgetRules): boolean =>
  usable !== undefined && 100 * tokens > warningPercent * usable;
