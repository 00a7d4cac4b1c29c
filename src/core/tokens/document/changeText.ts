import type { ChunkCounter } from './chunkCounter';
import { firstChunk } from './chunkList';
import type { Chunk, ChunkList, ChunkPosition } from './chunkList';
import { leftSide, rightSide } from './changeReach';
import type { Side } from './changeReach';

/** A change as VS Code reports it in `contentChanges`, offset and length in UTF-16 code units. */
export interface TextChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/**
 * Makes one change and recounts what it can reach. @returns the units of work.
 * @throws RangeError for a change outside the text.
 */
export function changeText(chunks: ChunkList, counter: ChunkCounter, change: TextChange): number {
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

/** The change stays in one counted chunk: its count changes by the difference of what was reached. */
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

/** Joins a chunk that has become small to the one before it: the counts add up. */
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
