import { isSafeSplit } from './safeSplit';
import type { SplitRule } from './safeSplit';

/** UTF-16 code units that are counted at a time: few enough for the caches of the processor. */
export const WINDOW_UNITS = 16_384;

/** The first safe split at or after `from` and before `limit`, else -1. */
export function nextSplit(rule: SplitRule, text: string, from: number, limit: number): number {
  for (let at = from; at < limit; at++) if (isSafeSplit(rule, text, at)) return at;
  return -1;
}

/** The end of the window that starts at `from`: a safe split, or the end of the text. */
export function windowEnd(rule: SplitRule, text: string, from: number): number {
  if (text.length - from <= WINDOW_UNITS) return text.length;
  const split = nextSplit(rule, text, from + WINDOW_UNITS, text.length);
  return split < 0 ? text.length : split;
}
