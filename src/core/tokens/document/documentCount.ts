import type { Encoding } from '../engine/encoding';
import { nextSplit } from '../engine/safeSplit';
import { unitSlice } from '../engine/slice';
import type { Slice } from '../engine/slice';
import { changeText } from './changeText';
import type { ContentChange } from './changeText';
import { ChunkCounter } from './chunkCounter';
import { ChunkList, firstChunk } from './chunkList';
import type { Chunk, ChunkPosition } from './chunkList';

export interface TokenTally {
  readonly tokens: number;
  /** False while a part of the text is estimated. */
  readonly exact: boolean;
}

interface DocumentCountOptions {
  /** UTF-16 code units after which a chunk ends at the next safe split. */
  readonly chunkUnits?: number;
  /** Longest stretch that a change counts at once; longer ones are left to `step`. UTF-16 code units. */
  readonly stretchUnits?: number;
}

/** The work of one event that is done at once, within some milliseconds. The rest is left to `step`. */
const UNITS_AT_ONCE = 32_768;
/** The cost of a change in addition to the text that it reaches. */
const UNITS_OF_A_CHANGE = 64;

/**
 * The token count of a document that is edited. Its text is kept in chunks between safe splits, each with its count. A change
 * recounts the few words around it, whatever the size of the document. Long work is estimated first and counted in `step`.
 */
export class DocumentCount {
  readonly chunks = new ChunkList();
  readonly counter: ChunkCounter;
  /** Changes; those from `nextChange` on are not made yet. */
  private queue: ContentChange[] = [];
  private nextChange = 0;
  private edits = 0;

  /** Counts a short text at once. Of a long text only samples are counted before `step`. */
  constructor(encoding: Encoding, text: string, options: DocumentCountOptions = {}) {
    this.counter = new ChunkCounter(encoding, options.chunkUnits ?? 1024, options.stretchUnits ?? 4096);
    this.chunks.replace(firstChunk, 0, this.counter.chunksOf(text, true));
  }

  get encoding(): Encoding {
    return this.counter.encoding;
  }

  /** Version of the text, which grows with every event. Results of another version are stale. */
  get version(): number {
    return this.edits;
  }

  get tally(): TokenTally {
    return { tokens: this.chunks.tokens, exact: this.isSettled };
  }

  /** Whether every count is exact and there is nothing for `step` to do. */
  get isSettled(): boolean {
    return this.isCurrent && this.chunks.pending === 0;
  }

  /** Whether all changes have been made. */
  get isCurrent(): boolean {
    return this.queue.length === 0;
  }

  /**
   * Makes the changes of one event in the order of VS Code's `contentChanges`. If there are very many, `step` makes the rest.
   * @throws RangeError for a change outside the text.
   */
  applyChanges(changes: readonly ContentChange[]): TokenTally {
    this.edits++;
    for (const change of changes) this.queue.push(change);
    this.makeChanges(unitSlice(UNITS_AT_ONCE));
    return this.tally;
  }

  /** Continues the work that is left. @returns whether all is done. @throws RangeError as `applyChanges`. */
  step(slice: Slice): boolean {
    this.makeChanges(slice);
    if (!this.isCurrent) return false;
    for (let at = this.chunks.firstPending(); at; at = this.chunks.firstPending()) {
      if (slice.over) return false;
      countPending(this.chunks, this.counter, at, slice);
    }
    return true;
  }

  private makeChanges(slice: Slice): void {
    while (this.nextChange < this.queue.length) {
      if (slice.over) return;
      const change = this.queue[this.nextChange++]!;
      slice.spend(changeText(this.chunks, this.counter, change) + UNITS_OF_A_CHANGE);
    }
    this.queue = [];
    this.nextChange = 0;
  }
}

/** Chunks that are made before the list is changed. */
const CHUNKS_AT_ONCE = 4;
/** UTF-16 code units that are searched for a safe split before the clock is checked. */
const SEARCH_UNITS = 32_768;

/** Does a part of the work on the pending chunk at `position`. */
function countPending(chunks: ChunkList, counter: ChunkCounter, position: ChunkPosition, slice: Slice): void {
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

/** Looks for a split further on if none is near, and leaves the text before it, or all of it, to a counter of its own. */
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

/** Returns the rest of a pending chunk, with its part of the estimate. */
function rest(counter: ChunkCounter, { text, tokens }: Chunk, from: number): Chunk {
  return counter.pending(text.slice(from), Math.round(tokens * (1 - from / text.length)));
}
