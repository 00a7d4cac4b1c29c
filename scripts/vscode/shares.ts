/** One of several editors that run the files of a scenario together. */
export interface Share {
  /** From 0. */
  readonly index: number;
  readonly of: number;
}

/**
 * The files that `share` runs, in their order: each file is in one share, and shares cost about the same. The same files are
 * always shared alike, so what fails in one run can be repeated.
 */
export function filesOfShare(files: readonly string[], costOf: (file: string) => number, share: Share): string[] {
  const sums = Array.from({ length: share.of }, () => 0);
  const indexes = new Map<string, number>();
  for (const { file, cost } of files.map((file) => ({ file, cost: costOf(file) })).sort((a, b) => b.cost - a.cost)) {
    const lightest = sums.indexOf(Math.min(...sums));
    sums[lightest]! += cost;
    indexes.set(file, lightest);
  }
  return files.filter((file) => indexes.get(file) === share.index);
}
