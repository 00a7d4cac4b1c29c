import type { Encoding } from '../engine/encoding';
import { unitSlice } from '../engine/slice';
import type { Slice } from '../engine/slice';
import { changeText } from './changeText';
import type { TextChange } from './changeText';
import { ChunkCounter } from './chunkCounter';
import { ChunkList, firstChunk } from './chunkList';
import { countPending } from './pendingWork';

export interface Tally {
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

/** The work of one event that is done at once, some milliseconds; the rest is left to `step`. */
const UNITS_AT_ONCE = 32_768;
/** The cost of a change besides the text that it reaches. */
const UNITS_OF_A_CHANGE = 64;

/**
 * The token count of a document that is edited: its text in chunks between safe splits, each with its count. A change recounts
 * the few words around it, whatever the size of the document; what takes long is estimated first and counted in `step`.
 */
export class DocumentCount {
  readonly chunks = new ChunkList();
  readonly counter: ChunkCounter;
  /** Changes that are not made yet, from `nextChange` on. */
  private queue: TextChange[] = [];
  private nextChange = 0;
  private edits = 0;

  /** Only samples of a long text are counted before `step`. */
  constructor(encoding: Encoding, text: string, options: DocumentCountOptions = {}) {
    this.counter = new ChunkCounter(encoding, options.chunkUnits ?? 1024, options.stretchUnits ?? 4096);
    this.chunks.replace(firstChunk, 0, this.counter.chunksOf(text, true));
  }

  get encoding(): Encoding {
    return this.counter.encoding;
  }

  /** Grows with every event: what was computed for another version is stale. */
  get version(): number {
    return this.edits;
  }

  get tally(): Tally {
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

  /** Makes one change. @throws RangeError if it is outside the text. */
  edit(offset: number, deleteLength: number, insert: string): Tally {
    return this.applyChanges([{ rangeOffset: offset, rangeLength: deleteLength, text: insert }]);
  }

  /**
   * Makes the changes of one event in the order of VS Code's `contentChanges`; of very many, `step` makes the rest.
   * @throws RangeError for a change outside the text.
   */
  applyChanges(changes: readonly TextChange[]): Tally {
    this.edits++;
    for (const change of changes) this.queue.push(change);
    this.makeChanges(unitSlice(UNITS_AT_ONCE));
    return this.tally;
  }

  /** Goes on with what is left. @returns whether all is done. @throws RangeError as `applyChanges`. */
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
      const { change, taken } = joinChanges(this.chunks, this.counter, this.queue, this.nextChange);
      this.nextChange += taken;
      slice.spend(changeText(this.chunks, this.counter, change) + UNITS_OF_A_CHANGE * taken);
    }
    this.queue = [];
    this.nextChange = 0;
  }
}

/** Chunks of this many stretches are rewritten as a whole by every change. */
const GIANT_STRETCHES = 4;

/**
 * The next change of a queue. Changes that follow it in the same giant chunk, from the end to the start as VS Code sends them,
 * are made one with it, so that a thousand cursors in one unbroken run rewrite it once.
 */
function joinChanges(
  chunks: ChunkList,
  { stretchUnits }: ChunkCounter,
  queue: readonly TextChange[],
  first: number,
): { change: TextChange; taken: number } {
  const last = queue[first]!;
  const alone = { change: last, taken: 1 };
  if (first + 1 === queue.length || chunks.isEmpty || last.rangeOffset + last.rangeLength > chunks.units) return alone;
  const position = chunks.locate(last.rangeOffset);
  const { start } = position;
  const { text } = chunks.at(position);
  if (text.length <= GIANT_STRETCHES * stretchUnits) return alone;
  const end = last.rangeOffset + last.rangeLength;
  if (end > start + text.length) return alone;
  const parts = [last.text];
  let at = last.rangeOffset;
  let taken = 1;
  for (; first + taken < queue.length; taken++) {
    const change = queue[first + taken]!;
    const changeEnd = change.rangeOffset + change.rangeLength;
    if (change.rangeOffset < start || changeEnd > at || change.rangeLength < 0) break;
    parts.push(text.slice(changeEnd - start, at - start), change.text);
    at = change.rangeOffset;
  }
  return { change: { rangeOffset: at, rangeLength: end - at, text: parts.reverse().join('') }, taken };
}
