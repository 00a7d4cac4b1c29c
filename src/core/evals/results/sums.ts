import type { Cell } from '../results';

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
  const count = (fits: (cell: Cell) => boolean): number => cells.filter(fits).length;
  const tokens = cells.map((each) => each.tokens).filter((each) => each !== null);
  const times = cells.map((each) => each.latencyMs).filter((each) => each !== null);
  const costs = cells.filter(({ error }) => !error).map(({ costUsd }) => costUsd);
  return {
    cells: cells.length,
    passed: count(({ error, pass }) => !error && pass === true),
    failed: count(({ error, pass }) => !error && pass === false),
    errors: count(({ error }) => error !== null),
    skipped: count(({ error, pass }) => !error && pass === null),
    tokens: tokens.length === 0 ? null : sum(tokens),
    costUsd: costs.length === 0 || costs.includes(null) ? null : sum(costs.map((cost) => cost ?? 0)),
    latencyMs: times.length === 0 ? null : sum(times) / times.length,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
