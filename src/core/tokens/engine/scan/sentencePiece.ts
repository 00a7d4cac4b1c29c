import type { CodePointPairs } from '../codePointPairs';
import type { LiteralMatcher } from '../literalMatcher';
import type { Scanner } from './runs';

/**
 * SentencePiece merges over the whole text. But no merge crosses a place where no token holds both neighbours, so the text
 * falls into pieces there, and where a literal begins or ends.
 */
export function sentencePieceScanner(pairs: CodePointPairs, literals: LiteralMatcher): Scanner {
  return (bytes, start, end) => {
    const literalEnd = literals.match(bytes, start, end);
    if (literalEnd > start) return literalEnd;
    let before = codePointAt(bytes, start);
    let at = start + charLength(bytes[start]!);
    while (at < end) {
      const after = bytes[at]! < 0x80 ? bytes[at]! : codePointAt(bytes, at);
      if (!pairs.meet(before, after)) return at;
      if (literals.mayStart(after) && literals.match(bytes, at, end) > at) return at;
      before = after;
      at += charLength(bytes[at]!);
    }
    return at;
  };
}

const charLength = (lead: number): number => (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);

function codePointAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return lead;
  const second = bytes[at + 1]! & 63;
  if (lead < 0xe0) return ((lead & 31) << 6) | second;
  const third = bytes[at + 2]! & 63;
  if (lead < 0xf0) return ((lead & 15) << 12) | (second << 6) | third;
  return ((lead & 7) << 18) | (second << 12) | (third << 6) | (bytes[at + 3]! & 63);
}
