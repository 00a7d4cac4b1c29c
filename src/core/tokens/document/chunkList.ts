import type { Counter } from '../engine/counter';

/** A part of a document between two safe splits. Not changed: replaced. */
export interface Chunk {
  readonly text: string;
  /** An estimate where `pending`. */
  readonly tokens: number;
  readonly pending?: PendingChunk;
}

/** Work to do on a chunk that is not counted yet. */
export interface PendingChunk {
  /** UTF-16 code units in which no safe split was found, from the start. */
  readonly searched: number;
  /** Counts the whole chunk, in which there is no safe split. */
  readonly counter?: Counter;
}

export interface ChunkPosition {
  /** Index of the block, and of the chunk in it. */
  readonly block: number;
  readonly index: number;
  /** UTF-16 code units before the chunk. */
  readonly start: number;
}

const BLOCK_CHUNKS = 64;

/** Some chunks and their sums, so that a search steps over them. */
class Block {
  units = 0;
  tokens = 0;
  pending = 0;

  constructor(readonly chunks: Chunk[]) {
    for (const chunk of chunks) this.account(chunk, 1);
  }

  account(chunk: Chunk, sign: 1 | -1): void {
    this.units += sign * chunk.text.length;
    this.tokens += sign * chunk.tokens;
    if (chunk.pending) this.pending += sign;
  }
}

/** The chunks of a document in order, in blocks: finding an offset and replacing chunks stay fast at thousands of chunks. */
export class ChunkList {
  private readonly blocks: Block[] = [new Block([])];

  /** UTF-16 code units. */
  units = 0;
  tokens = 0;
  /** Chunks that are not counted. */
  pending = 0;

  get isEmpty(): boolean {
    return this.blocks[0]!.chunks.length === 0;
  }

  /** The chunk that `offset` is in or at the end of; the first for 0. The list is not empty. */
  locate(offset: number): ChunkPosition {
    let start = 0;
    let block = 0;
    for (const last = this.blocks.length - 1; block < last; block++) {
      if (start + this.blocks[block]!.units >= offset) break;
      start += this.blocks[block]!.units;
    }
    const { chunks } = this.blocks[block]!;
    let index = 0;
    for (const last = chunks.length - 1; index < last; index++) {
      if (start + chunks[index]!.text.length >= offset) break;
      start += chunks[index]!.text.length;
    }
    return { block, index, start };
  }

  at({ block, index }: ChunkPosition): Chunk {
    return this.blocks[block]!.chunks[index]!;
  }

  next({ block, index, start }: ChunkPosition): ChunkPosition | undefined {
    const { chunks } = this.blocks[block]!;
    const end = start + chunks[index]!.text.length;
    if (index + 1 < chunks.length) return { block, index: index + 1, start: end };
    return block + 1 < this.blocks.length ? { block: block + 1, index: 0, start: end } : undefined;
  }

  previous({ block, index, start }: ChunkPosition): ChunkPosition | undefined {
    if (index === 0 && block === 0) return undefined;
    const before = index > 0 ? block : block - 1;
    const { chunks } = this.blocks[before]!;
    const at = index > 0 ? index - 1 : chunks.length - 1;
    return { block: before, index: at, start: start - chunks[at]!.text.length };
  }

  /** How many chunks `to` is behind `from`. */
  distance(from: ChunkPosition, to: ChunkPosition): number {
    if (from.block === to.block) return to.index - from.index;
    let count = this.blocks[from.block]!.chunks.length - from.index + to.index;
    for (let block = from.block + 1; block < to.block; block++) count += this.blocks[block]!.chunks.length;
    return count;
  }

  /** The tokens of the chunks from `from` up to `to`, not with it. */
  tokensBetween(from: ChunkPosition, to: ChunkPosition): number {
    let tokens = 0;
    const add = (chunks: readonly Chunk[]): void => {
      for (const chunk of chunks) tokens += chunk.tokens;
    };
    if (from.block === to.block) add(this.blocks[from.block]!.chunks.slice(from.index, to.index));
    else {
      add(this.blocks[from.block]!.chunks.slice(from.index));
      for (let block = from.block + 1; block < to.block; block++) {
        tokens += this.blocks[block]!.tokens;
      }
      add(this.blocks[to.block]!.chunks.slice(0, to.index));
    }
    return tokens;
  }

  firstPending(): ChunkPosition | undefined {
    if (this.pending === 0) return undefined;
    let start = 0;
    for (let block = 0; block < this.blocks.length; block++) {
      const { chunks, pending, units } = this.blocks[block]!;
      if (pending > 0) {
        const index = chunks.findIndex((chunk) => chunk.pending);
        for (let before = 0; before < index; before++) start += chunks[before]!.text.length;
        return { block, index, start };
      }
      start += units;
    }
    return undefined;
  }

  replaceOne({ block, index }: ChunkPosition, chunk: Chunk): void {
    const { chunks } = this.blocks[block]!;
    this.account(block, chunks[index]!, -1);
    this.account(block, chunk, 1);
    chunks[index] = chunk;
  }

  /** Puts `chunks` in the place of `count` chunks from `position` on; all other positions are void then. */
  replace({ block, index }: ChunkPosition, count: number, chunks: readonly Chunk[]): void {
    let left = count;
    for (let at = block, from = index; left > 0;) {
      const current = this.blocks[at]!;
      const removed = current.chunks.splice(from, left);
      for (const chunk of removed) this.account(at, chunk, -1);
      left -= removed.length;
      if (current.chunks.length === 0 && at > block) this.blocks.splice(at, 1);
      else at++;
      from = 0;
    }
    const target = this.blocks[block]!;
    target.chunks.splice(index, 0, ...chunks);
    for (const chunk of chunks) this.account(block, chunk, 1);
    if (target.chunks.length === 0 && this.blocks.length > 1) this.blocks.splice(block, 1);
    else if (target.chunks.length > 2 * BLOCK_CHUNKS) this.splitBlock(block);
  }

  private account(block: number, chunk: Chunk, sign: 1 | -1): void {
    this.blocks[block]!.account(chunk, sign);
    this.units += sign * chunk.text.length;
    this.tokens += sign * chunk.tokens;
    if (chunk.pending) this.pending += sign;
  }

  private splitBlock(block: number): void {
    const { chunks } = this.blocks[block]!;
    const parts: Block[] = [];
    for (let from = 0; from < chunks.length; from += BLOCK_CHUNKS) {
      parts.push(new Block(chunks.slice(from, from + BLOCK_CHUNKS)));
    }
    this.blocks.splice(block, 1, ...parts);
  }

  /** The whole text; for tests and for another encoding. */
  text(): string {
    return this.blocks.map(({ chunks }) => chunks.map(({ text }) => text).join('')).join('');
  }
}
