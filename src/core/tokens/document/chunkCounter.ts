import type { Encoding } from '../engine/encoding';
import { nextSplit } from '../engine/safeSplit';
import type { Chunk, PendingChunk } from './chunkList';

const SAMPLE_UNITS = 512;

/** Makes chunks of text, which are counted if they are short, and pending with an estimate otherwise. */
export class ChunkCounter {
  constructor(
    readonly encoding: Encoding,
    /** UTF-16 code units after which a chunk ends at the next safe split. */
    readonly chunkUnits: number,
    /** Longest text that is counted at once, in UTF-16 code units. */
    readonly stretchUnits: number,
  ) {}

  /** Counts a text as one chunk. `atStart`: it is at the start of the document. */
  count(text: string, atStart: boolean): Chunk {
    return { text, tokens: this.encoding.count(text, atStart) };
  }

  pending(text: string, tokens = this.estimate(text), pending: PendingChunk = { searched: 0 }): Chunk {
    return { text, tokens, pending };
  }

  /** Returns the chunks of a text between two safe splits. */
  chunksOf(text: string, atStart: boolean): Chunk[] {
    if (text === '') return [];
    if (text.length > this.stretchUnits) return [this.pending(text)];
    return this.cut(text, atStart, text.length);
  }

  /** Cuts counted chunks off a text, which ends at a safe split, until `maxChunks` of them are made or no split is near. */
  cut(text: string, atStart: boolean, maxChunks: number): Chunk[] {
    const { chunkUnits, stretchUnits } = this;
    const chunks: Chunk[] = [];
    for (let from = 0; from < text.length && chunks.length < maxChunks;) {
      let to = text.length;
      if (to - from > 2 * chunkUnits) {
        const split = nextSplit(this.encoding.splitRule, text, from + chunkUnits, Math.min(to, from + stretchUnits));
        if (split >= 0) to = split;
        else if (to - from > stretchUnits) return chunks;
      }
      chunks.push(this.count(text.slice(from, to), atStart && from === 0));
      from = to;
    }
    return chunks;
  }

  /** Halves a counted chunk that has grown too long. Counts add up, so only one half is counted. */
  halve(chunk: Chunk, atStart: boolean): Chunk[] {
    const { text, tokens } = chunk;
    if (text.length <= 2 * this.chunkUnits) return [chunk];
    const limit = Math.min(text.length, this.chunkUnits + this.stretchUnits);
    const split = nextSplit(this.encoding.splitRule, text, this.chunkUnits, limit);
    if (split < 0) return [chunk];
    const left = this.count(text.slice(0, split), atStart);
    return [left, { text: text.slice(split), tokens: tokens - left.tokens }];
  }

  /** Estimates the tokens of a text from the density of three samples. */
  estimate(text: string): number {
    if (text.length <= 3 * SAMPLE_UNITS) return this.encoding.count(text, false);
    const starts = [0, (text.length - SAMPLE_UNITS) >>> 1, text.length - SAMPLE_UNITS];
    const sampled = starts.reduce((sum, at) => sum + this.encoding.count(text.slice(at, at + SAMPLE_UNITS), false), 0);
    return Math.round((sampled / (3 * SAMPLE_UNITS)) * text.length);
  }
}
