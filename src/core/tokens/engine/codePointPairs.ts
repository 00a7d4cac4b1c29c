import { forEachMerge } from './bytePairRanks';
import type { SplitRule } from './safeSplit';
import { TokenKind } from './vocabularyFile';
import type { Vocabulary } from './vocabulary';

const ASCII = 128;
const FILTER_BITS = 21;
const SPACE = 0x20;
/** U+2581, which SentencePiece writes for a space and reads as one. */
const VISIBLE_SPACE = 0x2581;
const REPLACEMENT = 0xfffd;

/**
 * The pairs of code points that stand side by side in some token of a vocabulary. No token and no merge reaches across any
 * other pair. Pairs outside ASCII are kept as bits of a hash (256 KB), where a collision only makes a cut look unsafe.
 */
export class CodePointPairs implements SplitRule {
  private readonly ascii = new Uint8Array(ASCII * ASCII);
  private readonly filter = new Uint32Array(1 << (FILTER_BITS - 5));

  /** Collects the pairs of all tokens. The pairs inside a token are those of its parts and the one where they meet. */
  constructor(vocabulary: Vocabulary) {
    const { idCount, parts } = vocabulary;
    const first = new Int32Array(idCount);
    const last = new Int32Array(idCount);
    for (const { id, kind } of vocabulary.textTokens) {
      if (kind === TokenKind.FALLBACK) continue;
      const codePoints = Array.from(decoder.decode(vocabulary.tokenText(id)), (char) => char.codePointAt(0)!);
      first[id] = codePoints[0]!;
      last[id] = codePoints.at(-1)!;
      codePoints.forEach((codePoint, index) => {
        if (index > 0) this.add(codePoints[index - 1]!, codePoint);
      });
    }
    forEachMerge(parts, first, last, (_, before, after) => this.add(before, after));
  }

  private add(before: number, after: number): void {
    if (before < ASCII && after < ASCII) this.ascii[before * ASCII + after] = 1;
    else {
      const bit = pairBit(before, after);
      this.filter[bit >>> 5]! |= 1 << (bit & 31);
    }
  }

  /** Whether a token may hold `after` directly after `before`. */
  meet(before: number, after: number): boolean {
    if (before < ASCII && after < ASCII) return this.ascii[before * ASCII + after] === 1;
    const bit = pairBit(before, after);
    return ((this.filter[bit >>> 5]! >>> (bit & 31)) & 1) === 1;
  }

  isSafe(before: number, after: number): boolean {
    return !this.meet(asEncoded(before), asEncoded(after));
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function asEncoded(codePoint: number): number {
  if (codePoint === VISIBLE_SPACE) return SPACE;
  return codePoint >= 0xd800 && codePoint <= 0xdfff ? REPLACEMENT : codePoint;
}

function pairBit(before: number, after: number): number {
  return Math.imul(Math.imul(before, 0x9e3779b1) ^ after, 0x85ebca6b) >>> (32 - FILTER_BITS);
}
