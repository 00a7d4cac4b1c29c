import type { Span } from '../../text/span';

/**
 * Returns the ranges in which two encodings cut the same text at different places, each from the last cut that both
 * have to the next one. Both lists are in the order of the text and do not overlap. Beyond the shorter list nothing is
 * known, and nothing is returned.
 */
export function differingRanges(left: readonly Span[], right: readonly Span[]): Span[] {
  const differing: Span[] = [];
  const known = Math.min(left.at(-1)?.end ?? 0, right.at(-1)?.end ?? 0);
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    const [a, b] = [left[l]!, right[r]!];
    if (a.start === b.start && a.end === b.end) {
      [l, r] = [l + 1, r + 1];
      continue;
    }
    const start = Math.min(a.start, b.start);
    while (l < left.length && r < right.length && left[l]!.end !== right[r]!.end) {
      if (left[l]!.end < right[r]!.end) l++;
      else r++;
    }
    const end = left[l++]?.end ?? known;
    r++;
    if (start < end) differing.push({ start, end });
  }
  return differing;
}
