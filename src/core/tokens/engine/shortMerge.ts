import { NO_RANK } from './vocabulary';
import type { Vocabulary } from './vocabulary';

/** Pieces of more units than this go through the queue of longMerge.ts: here the work grows with the square. */
export const SHORT_UNITS = 64;

/** Longest piece in other scripts that is looked at for whole characters. */
export const MAX_BYTES = 192;

/** Byte-pair encoding of a short piece over arrays that are used again. */
export class ShortMerge {
  /** Ids of the units on entry, of the tokens after `run`. */
  readonly ids = new Int32Array(MAX_BYTES);
  private readonly ranks = new Int32Array(SHORT_UNITS + 1);
  /** Rank of each pair of bytes that was looked up: 256 KB that stay in the cache of the processor. */
  private readonly bytePairs = new Int32Array(1 << 16);

  constructor(private readonly vocabulary: Vocabulary) {}

  /** Merges the first `count` ids, lowest rank first, leftmost first among equals. @returns how many tokens are left. */
  run(count: number): number {
    const { ids, ranks, vocabulary } = this;
    for (let index = 0; index + 1 < count; index++) ranks[index] = vocabulary.findPair(ids[index]!, ids[index + 1]!);
    return this.merge(count);
  }

  /** The same from the bytes themselves, where these are the units; `byteUnits` is the id of each. */
  runBytes(bytes: Uint8Array, start: number, end: number, byteUnits: Int32Array): number {
    const { ids, ranks, bytePairs } = this;
    ids[0] = byteUnits[bytes[start]!]!;
    for (let at = start + 1; at < end; at++) {
      const index = at - start;
      ids[index] = byteUnits[bytes[at]!]!;
      const pair = (bytes[at - 1]! << 8) | bytes[at]!;
      ranks[index - 1] = bytePairs[pair]! || this.findBytePair(pair, ids[index - 1]!, ids[index]);
    }
    return this.merge(end - start);
  }

  private findBytePair(pair: number, left: number, right: number): number {
    return (this.bytePairs[pair] = this.vocabulary.findPair(left, right));
  }

  private merge(count: number): number {
    const { ids, ranks, vocabulary } = this;
    let left = count - 1;
    for (;;) {
      let best = NO_RANK;
      let at = -1;
      for (let index = 0; index < left; index++) {
        if (ranks[index]! < best) {
          best = ranks[index]!;
          at = index;
        }
      }
      if (at < 0) return left + 1;
      ids[at] = best;
      for (let index = at + 1; index < left; index++) {
        ids[index] = ids[index + 1]!;
        ranks[index] = ranks[index + 1]!;
      }
      left--;
      if (at < left) ranks[at] = vocabulary.findPair(best, ids[at + 1]!);
      if (at > 0) ranks[at - 1] = vocabulary.findPair(ids[at - 1]!, best);
    }
  }
}
