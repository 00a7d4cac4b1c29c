import { CharClass, charClasses } from '../charClass';
import { readChar } from '../readChar';
import { asciiScanner } from './ascii';
import { scanSpace, skipContraction, skipNewlines, skipNumbers, skipSymbols } from './runs';
import type { Scanner } from './runs';

const { MARK, UPPER, LOWER, UNCASED, NUMBER, NEWLINE } = CharClass;
const SPACE_BYTE = 0x20;

/** The classes X and Y of the pattern as bits. */
const X = (1 << UPPER) | (1 << UNCASED) | (1 << MARK);
const Y = (1 << LOWER) | (1 << UNCASED) | (1 << MARK);

export interface O200kVariant {
  /** Digits that make one piece. */
  readonly digits: 1 | 3;
  /** Whether `'s`, `'re` and the like stay with the word before them. */
  readonly contractions: boolean;
}

/**
 * o200k_base, with X for `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]` and Y for `[\p{Ll}\p{Lm}\p{Lo}\p{M}]`:
 * `[^\r\n\p{L}\p{N}]?X*Y+C?|[^\r\n\p{L}\p{N}]?X+Y*C?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
 * C for the contractions (tiktoken_ext/openai_public.py in github.com/openai/tiktoken).
 * Mistral's Tekken is the same with single digits and without contractions (config.pattern of its tekken.json).
 */
export function o200kScanner({ digits, contractions }: O200kVariant): Scanner {
  const classes = charClasses();
  const moreDigits = digits - 1;
  const scanAscii = asciiScanner({
    splitsCase: true,
    digits,
    takesSlash: true,
    apostrophe: contractions ? 'after' : 'symbol',
    takesTrailingSpace: false,
  });

  // Values that few texts need are always computed where that costs nothing: the JavaScript engine discards optimized code
  // when it first comes to a branch that it has not seen.

  /** Returns the end of `X*Y+` at `start`, or, as ~end, the end of `X+` if no Y follows. */
  function scanWord(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    let afterY = -1;
    let mask = X;
    while (at < end) {
      const char = readChar(bytes, classes, at);
      const bit = 1 << (char >> 3);
      if (bit === 1 << LOWER) mask = Y;
      if ((bit & mask) === 0) break;
      at += char & 7;
      if ((bit & Y) !== 0) afterY = at;
    }
    const afterX = ~at;
    return afterY >= 0 ? afterY : afterX;
  }

  const finish = (bytes: Uint8Array, at: number, end: number): number =>
    contractions ? skipContraction(bytes, at, end) : at;

  function scanAny(bytes: Uint8Array, start: number, end: number): number {
    const first = readChar(bytes, classes, start);
    const charClass = first >> 3;
    const next = start + (first & 7);
    if (charClass >= UPPER && charClass <= UNCASED) {
      const word = scanWord(bytes, start, end);
      const capitals = ~word;
      return finish(bytes, word >= 0 ? word : capitals, end);
    }
    if (charClass === NUMBER) return skipNumbers(bytes, classes, next, end, moreDigits);
    const second = charClass < NEWLINE && next < end ? readChar(bytes, classes, next) >> 3 : NEWLINE;
    if (second >= MARK && second <= UNCASED) {
      const word = scanWord(bytes, next, end);
      const capitals = ~word;
      // Capitals without a small letter: a mark before them is a word of its own (first alternative), a symbol is their prefix.
      return finish(bytes, word >= 0 ? word : charClass === MARK ? next : capitals, end);
    }
    if (charClass === MARK) return finish(bytes, next, end);
    if (charClass < MARK || (bytes[start] === SPACE_BYTE && second < MARK)) {
      return skipNewlines(bytes, skipSymbols(bytes, classes, next, end), end, true);
    }
    return scanSpace(bytes, classes, start, end, false);
  }

  return (bytes, start, end) => {
    const asciiEnd = scanAscii(bytes, start, end);
    return asciiEnd >= 0 ? asciiEnd : scanAny(bytes, start, end);
  };
}
