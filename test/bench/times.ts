/** Of several runs: the best, which other programs disturbed least, and the one in the middle. ms. */
export interface Times {
  readonly best: number;
  readonly median: number;
}

export function timesOf(runs: readonly number[]): Times {
  const sorted = runs.toSorted((one, other) => one - other);
  return { best: sorted[0]!, median: sorted[sorted.length >> 1]! };
}

/** ms. */
export function clockOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The first of the runs are not compiled yet. */
export const timed = (runs: number, work: () => unknown): Times =>
  timesOf(Array.from({ length: runs }, () => clockOf(work)));

export const shown = ({ best, median }: Times, digits: number): string =>
  `${best.toFixed(digits)} ms, median ${median.toFixed(digits)}`;
