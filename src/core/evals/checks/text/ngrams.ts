/** Counts how often each run of `n` words stands in a text. */
export function countRuns(words: readonly string[], n: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + n <= words.length; start++) {
    const run = words.slice(start, start + n).join(' ');
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

/** Counts the runs that two texts have in common, each as often as it stands in both. */
export function commonRuns(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [run, count] of one) common += Math.min(count, other.get(run) ?? 0);
  return common;
}

/** Returns how many runs of `n` words there are. */
export const runsIn = (words: readonly string[], n: number): number => Math.max(0, words.length - n + 1);
