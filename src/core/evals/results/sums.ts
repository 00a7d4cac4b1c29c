import type { Cell } from '../results';
import { verdictsOf } from '../run/stats';

export interface Sums {
  readonly cells: number;
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
  /** Without a verdict. */
  readonly skipped: number;
  /** Sums over the answers of which it is known; `null` where it is known of none. */
  readonly tokens: number | null;
  /** `null` where it is not known of every answer. */
  readonly costUsd: number | null;
  /** The mean, ms. */
  readonly latencyMs: number | null;
}

export function sumsOf(cells: readonly Cell[]): Sums {
  const tokens = cells.map((each) => each.tokens).filter((each) => each !== null);
  const times = cells.map((each) => each.latencyMs).filter((each) => each !== null);
  const costs = cells.filter(({ error }) => !error).map(({ costUsd }) => costUsd);
  return {
    ...verdictsOf(cells),
    tokens: tokens.length === 0 ? null : sum(tokens),
    costUsd: costs.length === 0 || costs.includes(null) ? null : sum(costs.map((cost) => cost ?? 0)),
    latencyMs: times.length === 0 ? null : sum(times) / times.length,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
