import type { RunResults } from '../../core/evals/results';
import type { Caps } from '../../core/evals/run/budget';

/** What runs that follow each other have used of caps which hold for all of them. */
export class Spent {
  private usd = 0;
  private requests = 0;
  private isAtCap = false;
  /** What an answer cost is not known. */
  private isUnsure = false;

  get isUsed(): boolean {
    return this.requests > 0 || this.isAtCap;
  }

  add({ stats, cells, run }: Pick<RunResults, 'stats' | 'cells' | 'run'>): void {
    this.requests += stats.asked;
    this.usd += stats.costUsd ?? cells.reduce((sum, { costUsd, cached }) => sum + (cached ? 0 : (costUsd ?? 0)), 0);
    this.isAtCap ||= run.stopped === 'cap';
    this.isUnsure ||= stats.costUsd === null;
  }

  /** `undefined`: nothing is left, or it is not known how much. */
  left({ costUsd = 0, requests }: Caps): Caps | undefined {
    if (this.isAtCap || (this.isUnsure && requests === undefined)) return undefined;
    return {
      costUsd: Math.max(0, costUsd - this.usd),
      ...(requests !== undefined && { requests: Math.max(0, requests - this.requests) }),
    };
  }

  reset(): void {
    this.usd = this.requests = 0;
    this.isAtCap = this.isUnsure = false;
  }
}
