/** How often each run of `n` words stands in a text. */
export function countRuns(words: readonly string[], n: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + n <= words.length; start++) {
    const run = words.slice(start, start + n).join(' ');
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

/** So many runs of one text stand in the other, each as often as there. */
export function commonRuns(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [run, count] of one) common += Math.min(count, other.get(run) ?? 0);
  return common;
}

/** So many runs of `n` words there are. */
export const runsIn = (words: readonly string[], n: number): number => Math.max(0, words.length - n + 1);
