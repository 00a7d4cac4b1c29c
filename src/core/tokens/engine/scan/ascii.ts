import { CharClass, charClasses } from '../charClass';
import { skipContraction } from './runs';
import type { Scanner } from './runs';

const { UPPER, LOWER, NUMBER, SPACE, NEWLINE } = CharClass;
const SPACE_BYTE = 0x20;
const SLASH = 0x2f;
const APOSTROPHE = 0x27;

/** Bits for the roles of an ASCII character. */
const IsA = {
  /** `[^\r\n\p{L}\p{N}]`: goes with the word after it. It is 1, so that it can be added. */
  PREFIX: 1,
  /** `[^\s\p{L}\p{N}]` */
  SYMBOL: 2,
  UPPER: 4,
  LOWER: 8,
  DIGIT: 16,
  BLANK: 32,
  LINE_END: 64,
  /** Goes with the symbols before it. */
  SUFFIX: 128,
  /** Not ASCII, or the apostrophe of a contraction: may belong to the word before it. */
  OPEN: 256,
} as const;

interface AsciiOptions {
  /** Whether a word is capitals and then small letters. Otherwise it is letters of any case. */
  readonly splitsCase: boolean;
  /** Digits that make one piece. */
  readonly digits: 1 | 3;
  /** Whether `/` goes with the symbols before it, as line ends do. */
  readonly takesSlash: boolean;
  /** Where an apostrophe makes a contraction: `after` a word, as a piece that it begins (`start`), or not at all. */
  readonly apostrophe: 'after' | 'start' | 'symbol';
  /** Whether white space at the end of the text is one piece. */
  readonly takesTrailingSpace: boolean;
}

/**
 * Does the same with ASCII as the patterns of o200k and cl100k. ASCII is nearly all of English and of code. One small
 * table and short loops are soon compiled by the JavaScript engine. Returns -1 if another character takes part.
 */
export function asciiScanner(options: AsciiOptions): Scanner {
  const { digits, takesTrailingSpace } = options;
  const table = asciiTable(options);
  const wordStart = options.splitsCase ? IsA.UPPER : IsA.UPPER | IsA.LOWER;

  return (bytes, start, end) => {
    const first = table[bytes[start]!]!;
    const word = start + (first & IsA.PREFIX);
    const wordEnd = skip(bytes, table, skip(bytes, table, word, end, wordStart), end, IsA.LOWER);
    if (wordEnd > word) {
      const isOpen = wordEnd < end && (table[bytes[wordEnd]!]! & IsA.OPEN) !== 0;
      if (!isOpen) return wordEnd;
      return bytes[wordEnd] === APOSTROPHE ? skipContraction(bytes, wordEnd, end) : -1;
    }
    if ((first & IsA.PREFIX) !== 0) {
      const symbols = bytes[start] === SPACE_BYTE ? word : start;
      const symbolsEnd = skip(bytes, table, symbols, end, IsA.SYMBOL);
      if (symbolsEnd < end && bytes[symbolsEnd]! >= 0x80) return -1;
      if (symbolsEnd > symbols) return skip(bytes, table, symbolsEnd, end, IsA.SUFFIX);
    }
    if ((first & (IsA.BLANK | IsA.LINE_END)) !== 0) return skipBlanks(bytes, table, start, end, takesTrailingSpace);
    if ((first & IsA.DIGIT) === 0) return -1;
    const most = Math.min(end, start + digits);
    const digitsEnd = skip(bytes, table, start, most, IsA.DIGIT);
    return digitsEnd < most && bytes[digitsEnd]! >= 0x80 ? -1 : digitsEnd;
  };
}

/** Returns the place after the characters that have one of these bits. */
function skip(bytes: Uint8Array, table: Uint16Array, start: number, end: number, bits: number): number {
  let at = start;
  while (at < end && (table[bytes[at]!]! & bits) !== 0) at++;
  return at;
}

/** Does the same as `scanSpace` with ASCII. */
function skipBlanks(bytes: Uint8Array, table: Uint16Array, start: number, end: number, takesTrailing: boolean): number {
  let lineStart = -1;
  let at = start;
  for (; at < end; at++) {
    const char = table[bytes[at]!]!;
    if ((char & (IsA.BLANK | IsA.LINE_END)) === 0) break;
    if ((char & IsA.LINE_END) !== 0) lineStart = at + 1;
  }
  if (at < end && bytes[at]! >= 0x80) return -1;
  if (at === end && takesTrailing) return at;
  if (lineStart >= 0) return lineStart;
  return at < end && at > start + 1 ? at - 1 : at;
}

function asciiTable({ takesSlash, apostrophe }: AsciiOptions): Uint16Array {
  const classes = charClasses();
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    if (byte >= 0x80) return IsA.OPEN;
    const charClass = classes[byte]!;
    if (charClass === UPPER) return IsA.UPPER;
    if (charClass === LOWER) return IsA.LOWER;
    if (charClass === NUMBER) return IsA.DIGIT;
    if (charClass === NEWLINE) return IsA.LINE_END | IsA.SUFFIX;
    if (charClass === SPACE) return IsA.PREFIX | IsA.BLANK;
    if (byte === APOSTROPHE && apostrophe === 'start') return IsA.SYMBOL;
    if (byte === APOSTROPHE && apostrophe === 'after') return IsA.PREFIX | IsA.SYMBOL | IsA.OPEN;
    return IsA.PREFIX | IsA.SYMBOL | (takesSlash && byte === SLASH ? IsA.SUFFIX : 0);
  });
}
