import { codePoint3 } from './readChar';
import { NO_RANK } from './vocabulary';
import type { Vocabulary } from './vocabulary';

const UNKNOWN = 0;
const NOT_ONE_TOKEN = -1;

/**
 * Reads text in other scripts for byte-level merging, with whole characters as units if that cannot change the result:
 * if the bytes of a character become one token of a rank below every merge that reaches over its edges. Such a merge
 * has to wait until the character is whole. A third of the units means a ninth of the work.
 */
export class CharUnits {
  /** The token of each character of two and three bytes, plus 1; or `UNKNOWN` or `NOT_ONE_TOKEN`. */
  private readonly tokens = new Int32Array(0x10000);

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly byteUnits: Int32Array,
    /** The result of `bytePairRanks`. */
    private readonly edgeRanks: Int32Array,
  ) {}

  /**
   * Writes the units between `start` and `end`, beyond which no merge reaches, to `ids`. A giant piece is cut between
   * bytes, so both ends may lie inside a character. @returns how many.
   */
  read(bytes: Uint8Array, start: number, end: number, ids: Int32Array): number {
    const { byteUnits, edgeRanks } = this;
    let count = 0;
    for (let at = start; at < end;) {
      const lead = bytes[at]!;
      const length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
      const after = Math.min(end, at + length);
      const token =
        (length === 2 || length === 3) && after - at === length ? this.tokenOf(bytes, at, length) : NOT_ONE_TOKEN;
      const isFree =
        token >= 0 &&
        (at === start || token < edgeRanks[(bytes[at - 1]! << 8) | lead]!) &&
        (after === end || token < edgeRanks[(bytes[after - 1]! << 8) | bytes[after]!]!);
      if (isFree) ids[count++] = token;
      else for (let byte = at; byte < after; byte++) ids[count++] = byteUnits[bytes[byte]!]!;
      at = after;
    }
    return count;
  }

  private tokenOf(bytes: Uint8Array, at: number, length: number): number {
    const char = length === 2 ? ((bytes[at]! & 31) << 6) | (bytes[at + 1]! & 63) : codePoint3(bytes, at);
    let token = this.tokens[char]!;
    if (token === UNKNOWN) {
      token = this.merge(bytes, at, length);
      token = this.tokens[char] = token === NO_RANK ? NOT_ONE_TOKEN : token + 1;
    }
    return token === NOT_ONE_TOKEN ? token : token - 1;
  }

  /**
   * Returns the token of two or three bytes; NO_RANK if there is none or its rank is not the highest of the merges that
   * lead to it.
   */
  private merge(bytes: Uint8Array, at: number, length: number): number {
    const { vocabulary, byteUnits } = this;
    const [a, b, c] = [byteUnits[bytes[at]!]!, byteUnits[bytes[at + 1]!]!, byteUnits[bytes[at + 2]!]!];
    const ab = vocabulary.findPair(a, b);
    if (length === 2) return ab;
    const bc = vocabulary.findPair(b, c);
    if (ab === NO_RANK && bc === NO_RANK) return NO_RANK;
    const token = ab <= bc ? vocabulary.findPair(ab, c) : vocabulary.findPair(a, bc);
    return token > Math.min(ab, bc) ? token : NO_RANK;
  }
}
