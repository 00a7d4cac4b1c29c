import type { Slice } from '../engine/slice';
import { nextSplit } from '../engine/safeSplit';
import type { ChunkCounter } from './chunkCounter';
import type { Chunk, ChunkList, ChunkPosition } from './chunkList';

/** Chunks that are made before the list is changed. */
const CHUNKS_AT_ONCE = 4;
/** UTF-16 code units that are searched for a safe split before a look at the clock. */
const SEARCH_UNITS = 32_768;

/** Does a part of the work on the pending chunk at `position`. */
export function countPending(chunks: ChunkList, counter: ChunkCounter, position: ChunkPosition, slice: Slice): void {
  const chunk = chunks.at(position);
  const atStart = position.start === 0;
  if (chunk.pending?.counter) {
    const isDone = chunk.pending.counter.step(slice);
    const { tokens, estimate } = chunk.pending.counter;
    chunks.replace(position, 1, [isDone ? { text: chunk.text, tokens } : { ...chunk, tokens: estimate }]);
    return;
  }
  const made = counter.cut(chunk.text, atStart, CHUNKS_AT_ONCE);
  const units = made.reduce((sum, { text }) => sum + text.length, 0);
  if (units > 0) {
    slice.spend(units);
    chunks.replace(position, 1, units === chunk.text.length ? made : [...made, rest(counter, chunk, units)]);
  } else searchSplit(chunks, counter, position, slice);
}

/** No split is near: looks for one further on, and leaves what is before it, or all, to a counter of its own. */
function searchSplit(chunks: ChunkList, counter: ChunkCounter, position: ChunkPosition, slice: Slice): void {
  const chunk = chunks.at(position);
  const { text } = chunk;
  const from = Math.max(chunk.pending?.searched ?? 0, counter.stretchUnits);
  const limit = Math.min(text.length, from + SEARCH_UNITS);
  const split = nextSplit(counter.encoding.splitRule, text, from, limit);
  slice.spend((limit - from) >>> 2);
  if (split < 0 && limit < text.length) {
    chunks.replace(position, 1, [counter.pending(text, chunk.tokens, { searched: limit })]);
    return;
  }
  const end = split < 0 ? text.length : split;
  const run = text.slice(0, end);
  const tokens = Math.round((chunk.tokens / text.length) * end);
  const partCounter = counter.encoding.createCounter(run, position.start === 0);
  const giant = counter.pending(run, tokens, { searched: end, counter: partCounter });
  chunks.replace(position, 1, end === text.length ? [giant] : [giant, rest(counter, chunk, end)]);
}

/** The rest of a pending chunk, with its part of the estimate. */
function rest(counter: ChunkCounter, { text, tokens }: Chunk, from: number): Chunk {
  return counter.pending(text.slice(from), Math.round(tokens * (1 - from / text.length)));
}
