import { isHighSurrogate, isLowSurrogate, isSafeSplit } from '../engine/safeSplit';
import type { SplitRule } from '../engine/safeSplit';
import type { ChunkCounter } from './chunkCounter';
import { firstChunk } from './chunkList';
import type { Chunk, ChunkList, ChunkPosition } from './chunkList';

/** A change as VS Code reports it in `contentChanges`, offset and length in UTF-16 code units. */
export interface ContentChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/**
 * Makes one change and recounts what it can reach. @returns the units of work.
 * @throws RangeError for a change outside the text.
 */
export function changeText(chunks: ChunkList, counter: ChunkCounter, change: ContentChange): number {
  const { rangeOffset: start, rangeLength, text } = change;
  const end = start + rangeLength;
  if (start < 0 || rangeLength < 0 || end > chunks.units) {
    throw new RangeError(
      `A change of ${rangeLength} units at ${start} is outside the ${chunks.units} units of the text.`,
    );
  }
  if (chunks.isEmpty) {
    chunks.replace(firstChunk, 0, counter.chunksOf(text, true));
    return text.length;
  }
  const from = chunks.locate(start);
  const to = rangeLength === 0 ? from : chunks.locate(Math.max(end, start));
  const left = leftSide(chunks, counter, from, start - from.start);
  const right = rightSide(chunks, counter, to, end - to.start);
  const middle = left.reached + text + right.reached;
  const within = left.position.start === right.position.start ? chunks.at(left.position) : undefined;
  const reachedBefore = within ? within.text.length - left.kept.length - right.kept.length : 0;
  if (within && !within.pending && Math.max(middle.length, reachedBefore) <= counter.stretchUnits) {
    changeWithin(chunks, counter, left, right, within, middle);
  } else replaceChunks(chunks, counter, left, right, middle);
  return middle.length + rangeLength / 64;
}

/** Makes a change within one counted chunk, whose count changes by the difference of the text that was reached. */
function changeWithin(
  chunks: ChunkList,
  counter: ChunkCounter,
  left: Side,
  right: Side,
  chunk: Chunk,
  middle: string,
): void {
  const { position, kept } = left;
  const atStart = position.start === 0;
  const old = chunk.text.slice(kept.length, chunk.text.length - right.kept.length);
  const { encoding } = counter;
  const reachesStart = atStart && kept === '';
  const tokens = chunk.tokens - encoding.count(old, reachesStart) + encoding.count(middle, reachesStart);
  const changed: Chunk = { text: kept + middle + right.kept, tokens };
  if (changed.text === '') chunks.replace(position, 1, []);
  else if (changed.text.length > 2 * counter.chunkUnits) chunks.replace(position, 1, counter.halve(changed, atStart));
  else {
    chunks.replace(position, 1, [changed]);
    if (middle.length < old.length) joinNeighbour(chunks, counter, position, changed);
  }
}

/** Joins a chunk that has become small to the one before it. Their counts add up. */
function joinNeighbour(chunks: ChunkList, counter: ChunkCounter, position: ChunkPosition, chunk: Chunk): void {
  const before = chunks.previous(position);
  if (!before || chunk.text.length > counter.chunkUnits / 4) return;
  const neighbour = chunks.at(before);
  if (neighbour.pending || neighbour.text.length + chunk.text.length > counter.chunkUnits) return;
  const joined = { text: neighbour.text + chunk.text, tokens: neighbour.tokens + chunk.tokens };
  chunks.replace(before, 2, [joined]);
}

function replaceChunks(chunks: ChunkList, counter: ChunkCounter, left: Side, right: Side, middle: string): void {
  const first = chunks.at(left.position);
  const last = chunks.at(right.position);
  const atStart = left.position.start === 0;
  const count = right.position.index - left.position.index + 1;
  const whole = left.kept.length + middle.length + right.kept.length;
  let made: Chunk[];
  if (!first.pending && !last.pending && whole <= 2 * counter.chunkUnits) {
    made = counter.chunksOf(left.kept + middle + right.kept, atStart);
  } else {
    made = [
      ...keptChunks(counter, first, left.kept, atStart),
      ...counter.chunksOf(middle, atStart && left.kept === ''),
      ...keptChunks(counter, last, right.kept, false),
    ];
  }
  chunks.replace(left.position, count, made);
}

function keptChunks(counter: ChunkCounter, source: Chunk, kept: string, atStart: boolean): Chunk[] {
  if (kept === '') return [];
  if (!source.pending && kept.length <= counter.stretchUnits) return [counter.count(kept, atStart)];
  return [counter.pending(kept, Math.round((source.tokens / source.text.length) * kept.length))];
}

/** One side of a change: the text that the change can reach, and the rest of the outermost chunk. */
interface Side {
  /** The outermost chunk that the change can reach. */
  readonly position: ChunkPosition;
  /** Text between the change and the safe split. */
  readonly reached: string;
  /** Text of the outermost chunk on the other side of the safe split. */
  readonly kept: string;
}

/** Goes left from a change at `changed` in the chunk at `from` to the first safe split that the change cannot undo. */
function leftSide(chunks: ChunkList, counter: ChunkCounter, from: ChunkPosition, changed: number): Side {
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

/** Goes right from a change that ends at `changed` in the chunk at `from`, as `leftSide` goes left. */
function rightSide(chunks: ChunkList, counter: ChunkCounter, from: ChunkPosition, changed: number): Side {
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

/** The result if no split was found within the limit, so that the stretch is too long to be counted at once. */
const TOO_FAR = -2;
/** The result if the change reaches the edge of the chunk, so that its neighbour has to be searched too. */
const AT_EDGE = -1;

/**
 * Returns the last safe split of `text` that a change at `changed` and after cannot undo, at most `limit` units before
 * it. `isEdge`: the text starts there anyway.
 */
function anchorBefore(rule: SplitRule, text: string, changed: number, isEdge: boolean, limit: number): number {
  const kept = isHighSurrogate(text.charCodeAt(changed - 1)) ? changed - 1 : changed;
  const least = Math.max(1, kept - limit);
  for (let at = kept - 1; at >= least; at--) {
    if (at + 1 === kept && isHighSurrogate(text.charCodeAt(at))) continue;
    if (isSafeSplit(rule, text, at)) return at;
  }
  if (least > 1) return TOO_FAR;
  // The start of the chunk was a safe split, and still is one if its first character is whole.
  const first = text.charCodeAt(0);
  const firstLength = isHighSurrogate(first) && isLowSurrogate(text.charCodeAt(1)) ? 2 : 1;
  return isEdge || kept >= firstLength ? 0 : AT_EDGE;
}

/** Returns the first safe split of `text` that a change before `changed` cannot undo, at most `limit` units after it. */
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
