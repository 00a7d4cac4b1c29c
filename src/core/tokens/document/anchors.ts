import { isHighSurrogate, isLowSurrogate, isSafeSplit } from '../engine/safeSplit';
import type { SplitRule } from '../engine/safeSplit';

/** Not found within the limit: the stretch is too long to be counted at once. */
export const TOO_FAR = -2;
/** The edge of the chunk is touched: its neighbour has a say. */
export const AT_EDGE = -1;

/**
 * The last safe split of `text` that a change at `changed` and after cannot undo, at most `limit` units before it.
 * `isEdge`: the text starts there anyway.
 */
export function anchorBefore(rule: SplitRule, text: string, changed: number, isEdge: boolean, limit: number): number {
  const kept = isHighSurrogate(text.charCodeAt(changed - 1)) ? changed - 1 : changed;
  const least = Math.max(1, kept - limit);
  for (let at = kept - 1; at >= least; at--) {
    if (at + 1 === kept && isHighSurrogate(text.charCodeAt(at))) continue;
    if (isSafeSplit(rule, text, at)) return at;
  }
  if (least > 1) return TOO_FAR;
  // The start of the chunk was a safe split, and is one still if its first character is whole.
  const first = text.charCodeAt(0);
  const firstLength = isHighSurrogate(first) && isLowSurrogate(text.charCodeAt(1)) ? 2 : 1;
  return isEdge || kept >= firstLength ? 0 : AT_EDGE;
}

/** The first safe split of `text` that a change before `changed` cannot undo, at most `limit` units after it. */
export function anchorAfter(rule: SplitRule, text: string, changed: number, isEdge: boolean, limit: number): number {
  const { length } = text;
  const kept = isLowSurrogate(text.charCodeAt(changed)) ? changed + 1 : changed;
  const most = Math.min(length - 1, kept + limit);
  for (let at = kept + 1; at <= most; at++) {
    if (isSafeSplit(rule, text, at)) return at;
  }
  if (most < length - 1) return TOO_FAR;
  const last = text.charCodeAt(length - 1);
  const lastLength = isLowSurrogate(last) && isHighSurrogate(text.charCodeAt(length - 2)) ? 2 : 1;
  return isEdge || length - kept >= lastLength ? length : AT_EDGE;
}
