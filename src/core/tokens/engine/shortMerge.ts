import { NO_RANK } from './vocabulary';
import type { Vocabulary } from './vocabulary';

/**
 * Maximum number of units of a piece that is merged here, as the work grows with the square. Larger pieces go through
 * the queue of longMerge.ts.
 */
export const SHORT_UNITS = 64;

/** Maximum length, in bytes, of a piece in other scripts that is searched for whole characters. */
export const MAX_BYTES = 192;

/** Byte-pair encoding of a short piece, in arrays that are reused. */
export class ShortMerge {
  /** Ids of the units at first, and of the tokens after `run`. */
  readonly ids = new Int32Array(MAX_BYTES);
  private readonly ranks = new Int32Array(SHORT_UNITS + 1);
  /** Rank of each pair of bytes that was looked up. These 256 KB stay in the cache of the processor. */
  private readonly bytePairs = new Int32Array(1 << 16);

  constructor(private readonly vocabulary: Vocabulary) {}

  /** Merges the first `count` ids, lowest rank first, leftmost first among equals. @returns how many tokens are left. */
  run(count: number): number {
    const { ids, ranks, vocabulary } = this;
    for (let index = 0; index + 1 < count; index++) ranks[index] = vocabulary.findPair(ids[index]!, ids[index + 1]!);
    return this.merge(count);
  }

  /** Merges from bytes as `run` does from ids, if bytes are the units. `byteUnits` is the id of each. */
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
