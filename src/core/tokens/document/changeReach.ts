import { isHighSurrogate, isLowSurrogate, isSafeSplit } from '../engine/safeSplit';
import type { SplitRule } from '../engine/safeSplit';
import type { ChunkCounter } from './chunkCounter';
import type { ChunkList, ChunkPosition } from './chunkList';

/** One side of a change: what the change can reach, and what of its last chunk it cannot. */
export interface Side {
  /** The outermost chunk that is touched. */
  readonly position: ChunkPosition;
  /** Text between the change and the safe split. */
  readonly reached: string;
  /** Text of the outermost chunk on the other side of the safe split. */
  readonly kept: string;
}

/** Goes left from a change at `changed` in the chunk at `from` to the first safe split that the change cannot undo. */
export function leftSide(chunks: ChunkList, counter: ChunkCounter, from: ChunkPosition, changed: number): Side {
  const { encoding, stretchUnits } = counter;
  let position = from;
  let text = chunks.at(from).text.slice(0, changed);
  let reached = '';
  for (;;) {
    const before = chunks.previous(position);
    const anchor = anchorBefore(encoding.splitRule, text, text.length, before === undefined, stretchUnits);
    if (anchor !== AT_EDGE || !before) {
      const at = Math.max(0, anchor);
      return { position, reached: text.slice(at) + reached, kept: text.slice(0, at) };
    }
    reached = text + reached;
    position = before;
    text = chunks.at(position).text;
  }
}

/** Goes right from a change that ends at `changed` in the chunk at `from`. */
export function rightSide(chunks: ChunkList, counter: ChunkCounter, from: ChunkPosition, changed: number): Side {
  const { encoding, stretchUnits } = counter;
  let position = from;
  let text = chunks.at(from).text.slice(changed);
  let reached = '';
  for (;;) {
    const after = chunks.next(position);
    const anchor = anchorAfter(encoding.splitRule, text, 0, after === undefined, stretchUnits);
    if (anchor !== AT_EDGE || !after) {
      const at = anchor < 0 ? text.length : anchor;
      return { position, reached: reached + text.slice(0, at), kept: text.slice(at) };
    }
    reached += text;
    position = after;
    text = chunks.at(position).text;
  }
}

/** Not found within the limit: the stretch is too long to be counted at once. */
const TOO_FAR = -2;
/** The edge of the chunk is touched: its neighbour has a say. */
const AT_EDGE = -1;

/**
 * The last safe split of `text` that a change at `changed` and after cannot undo, at most `limit` units before it.
 * `isEdge`: the text starts there anyway.
 */
function anchorBefore(rule: SplitRule, text: string, changed: number, isEdge: boolean, limit: number): number {
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
function anchorAfter(rule: SplitRule, text: string, changed: number, isEdge: boolean, limit: number): number {
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
