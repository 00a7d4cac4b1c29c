/**
 * Returns the one stretch in which two texts differ, so that the rest keeps its marks and cursors. Offsets in UTF-16
 * code units.
 */
export function textDifference(before: string, after: string): { from: number; to: number; inserted: string } {
  let from = 0;
  while (from < before.length && before[from] === after[from]) from++;
  let behind = 0;
  const most = Math.min(before.length, after.length) - from;
  while (behind < most && before[before.length - 1 - behind] === after[after.length - 1 - behind]) behind++;
  return { from, to: before.length - behind, inserted: after.slice(from, after.length - behind) };
}
