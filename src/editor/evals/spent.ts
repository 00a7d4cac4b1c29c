import type { RunResults } from '../../core/evals/results';
import type { Caps } from '../../core/evals/run/runBudget';
import { chargedOf } from '../../core/evals/run/stats';

/** Amounts that successive runs have used of the caps for all of them together. */
export class Spent {
  private usd = 0;
  private requests = 0;
  private tokens = 0;
  private isAtCap = false;
  /** Whether the cost of an answer is not known. */
  private isUnsure = false;
  /** Whether the number of tokens of an answer is not known. */
  private isUncounted = false;

  get isUsed(): boolean {
    return this.requests > 0 || this.isAtCap;
  }

  add({ stats, cells, run }: Pick<RunResults, 'stats' | 'cells' | 'run'>): void {
    this.requests += stats.asked;
    this.tokens += stats.tokens;
    const used = [...chargedOf(cells), ...cells.flatMap(({ judging }) => judging ?? [])];
    this.usd += used.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
    this.isAtCap ||= run.stopped === 'cap';
    this.isUnsure ||= stats.costUsd === null;
    this.isUncounted ||= used.some(({ tokens }) => tokens === null);
  }

  /** Returns what is left of the caps. `undefined`: nothing is left, or it is not known how much. */
  left({ costUsd, requests, tokens }: Caps): Caps | undefined {
    const isOpen = this.isUnsure && (requests ?? tokens) === undefined;
    if (this.isAtCap || isOpen || (this.isUncounted && tokens !== undefined)) return undefined;
    const left = (cap: number, used: number): number => Math.max(0, cap - used);
    return {
      ...(costUsd !== undefined && { costUsd: left(costUsd, this.usd) }),
      ...(requests !== undefined && { requests: left(requests, this.requests) }),
      ...(tokens !== undefined && { tokens: left(tokens, this.tokens) }),
    };
  }

  reset(): void {
    this.usd = this.requests = this.tokens = 0;
    this.isAtCap = this.isUnsure = this.isUncounted = false;
  }
}
