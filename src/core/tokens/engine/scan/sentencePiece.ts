import type { CodePointPairs } from '../codePointPairs';
import type { LiteralMatcher } from '../literalMatcher';
import { charLength, codePointAt } from '../readChar';
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
