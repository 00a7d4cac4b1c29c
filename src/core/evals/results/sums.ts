import type { Cell, RunStats } from '../results';
import { usedFor, verdictsOf } from '../run/stats';

/** The sums of a run, for some of its cells. */
export interface Sums extends ReturnType<typeof verdictsOf>, Pick<RunStats, 'tokens' | 'costUsd'> {
  /** Mean time in milliseconds. */
  readonly latencyMs: number | null;
}

export const sumsOf = (cells: readonly Cell[]): Sums => ({
  ...verdictsOf(cells),
  ...usedFor(cells),
  latencyMs: meanOf(cells.map(({ latencyMs }) => latencyMs)),
});

/** Returns the mean of the values that are known; `null` where none is. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
