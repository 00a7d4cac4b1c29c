import { NO_RANK } from './vocabulary';
import type { Vocabulary } from './vocabulary';

/**
 * Returns, for each two bytes, the lowest rank of a merge that makes them neighbours in one token; NO_RANK if no token
 * has them side by side, so that no merge reaches across. 256 KB, some 2 ms.
 */
export function bytePairRanks(vocabulary: Vocabulary): Int32Array {
  const { idCount, parts } = vocabulary;
  const ranks = new Int32Array(1 << 16).fill(NO_RANK);
  const first = new Uint8Array(idCount);
  const last = new Uint8Array(idCount);
  for (const { id } of vocabulary.textTokens) {
    const bytes = vocabulary.tokenText(id);
    first[id] = bytes[0]!;
    last[id] = bytes.at(-1)!;
  }
  forEachMerge(parts, first, last, (id, before, after) => {
    const pair = (before << 8) | after;
    if (id < ranks[pair]!) ranks[pair] = id;
  });
  return ranks;
}

/**
 * Calls `tell` for each merge with the units that meet in it. `first` and `last` hold the edges of each unit, and
 * receive those of each merge.
 */
export function forEachMerge(
  parts: Int32Array,
  first: Uint8Array | Int32Array,
  last: Uint8Array | Int32Array,
  tell: (id: number, before: number, after: number) => void,
): void {
  for (let id = 0; id < first.length; id++) {
    const leftId = parts[id * 2]!;
    if (leftId < 0) continue;
    const rightId = parts[id * 2 + 1]!;
    first[id] = first[leftId < id ? leftId : edgeUnit(parts, leftId, 0)]!;
    last[id] = last[rightId < id ? rightId : edgeUnit(parts, rightId, 1)]!;
    const before = last[leftId < id ? leftId : edgeUnit(parts, leftId, 1)]!;
    tell(id, before, first[rightId < id ? rightId : edgeUnit(parts, rightId, 0)]!);
  }
}

/** Returns the first (`side` 0) or last (1) unit of a token. */
function edgeUnit(parts: Int32Array, id: number, side: 0 | 1): number {
  let unit = id;
  while (parts[unit * 2]! >= 0) unit = parts[unit * 2 + side]!;
  return unit;
}
