import type { TextCount } from '../engine/textCount';

/** A part of a document between two safe splits. It is never changed, only replaced. */
export interface Chunk {
  readonly text: string;
  /** The number of tokens; an estimate if `pending`. */
  readonly tokens: number;
  readonly pending?: PendingChunk;
}

/** The work left on a chunk that is not counted yet. */
export interface PendingChunk {
  /** UTF-16 code units from the start in which no safe split was found. */
  readonly searched: number;
  /** Counts the whole chunk, in which there is no safe split. */
  readonly counter?: TextCount;
}

export interface ChunkPosition {
  readonly index: number;
  /** UTF-16 code units before the chunk. */
  readonly start: number;
}

/** The position of the first chunk. */
export const firstChunk: ChunkPosition = { index: 0, start: 0 };

/**
 * The chunks of a document in order, with their sums. Edits follow each other closely, so each search begins where the
 * last one ended, which stays fast with tens of thousands of chunks.
 */
export class ChunkList {
  private readonly chunks: Chunk[] = [];
  /**
   * Copies of the length and tokens of each chunk. Searches and sums run over thousands of them, and numbers are stored
   * side by side.
   */
  private readonly lengths: number[] = [];
  private readonly counts: number[] = [];
  /** The end of the last search. */
  private found = firstChunk;
  /** A position before which no chunk is pending. */
  private counted = firstChunk;

  /** UTF-16 code units. */
  units = 0;
  tokens = 0;
  /** Number of chunks that are not counted. */
  pending = 0;

  get isEmpty(): boolean {
    return this.chunks.length === 0;
  }

  /** Returns the chunk that `offset` is in or at the end of; the first for 0, even of an empty list. */
  locate(offset: number): ChunkPosition {
    let { index, start } = this.found;
    while (index > 0 && start >= offset) start -= this.lengths[--index]!;
    for (const last = this.lengths.length - 1; index < last; index++) {
      const end = start + this.lengths[index]!;
      if (end >= offset) break;
      start = end;
    }
    this.found = { index, start };
    return this.found;
  }

  at({ index }: ChunkPosition): Chunk {
    return this.chunks[index]!;
  }

  next({ index, start }: ChunkPosition): ChunkPosition | undefined {
    return index + 1 < this.chunks.length
      ? { index: index + 1, start: start + this.chunks[index]!.text.length }
      : undefined;
  }

  previous({ index, start }: ChunkPosition): ChunkPosition | undefined {
    return index > 0 ? { index: index - 1, start: start - this.chunks[index - 1]!.text.length } : undefined;
  }

  /** Returns the tokens of the chunks from `from` up to `to`, without `to`. */
  tokensBetween(from: ChunkPosition, to: ChunkPosition): number {
    let tokens = 0;
    for (let index = from.index; index < to.index; index++) tokens += this.counts[index]!;
    return tokens;
  }

  firstPending(): ChunkPosition | undefined {
    if (this.pending === 0) return undefined;
    let { index, start } = this.counted;
    for (; !this.chunks[index]!.pending; index++) start += this.chunks[index]!.text.length;
    this.counted = { index, start };
    return this.counted;
  }

  /** Replaces `count` chunks from `position` on with `chunks`. All other positions become invalid. */
  replace(position: ChunkPosition, count: number, chunks: readonly Chunk[]): void {
    for (const chunk of this.chunks.splice(position.index, count, ...chunks)) this.account(chunk, -1);
    for (const chunk of chunks) this.account(chunk, 1);
    this.lengths.splice(position.index, count, ...chunks.map(({ text }) => text.length));
    this.counts.splice(position.index, count, ...chunks.map(({ tokens }) => tokens));
    if (position.index < this.found.index) this.found = position;
    if (position.index < this.counted.index) this.counted = position;
  }

  private account(chunk: Chunk, sign: 1 | -1): void {
    this.units += sign * chunk.text.length;
    this.tokens += sign * chunk.tokens;
    if (chunk.pending) this.pending += sign;
  }

  /** Returns the text of the chunks from `first` to `last`; without these, the whole text. */
  text(first?: ChunkPosition, last?: ChunkPosition): string {
    const chunks = this.chunks.slice(first?.index, last && last.index + 1);
    return chunks.map(({ text }) => text).join('');
  }
}
