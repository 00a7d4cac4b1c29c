import { NO_RANK } from './vocabulary';
import type { Vocabulary } from './vocabulary';

/** Pieces of more units than this go through the queue of longMerge.ts: here the work grows with the square. */
export const SHORT_UNITS = 64;

/** Byte-pair encoding of a short piece over arrays that are used again. */
export class ShortMerge {
  /** Ids of the units on entry, of the tokens after `run`. */
  readonly ids = new Int32Array(SHORT_UNITS + 1);
  private readonly ranks = new Int32Array(SHORT_UNITS + 1);

  constructor(private readonly vocabulary: Vocabulary) {}

  /** Merges the first `count` ids, lowest rank first, leftmost first among equals. @returns how many tokens are left. */
  run(count: number): number {
    const { ids, ranks, vocabulary } = this;
    let left = count - 1;
    for (let index = 0; index < left; index++) ranks[index] = vocabulary.findPair(ids[index]!, ids[index + 1]!);
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
