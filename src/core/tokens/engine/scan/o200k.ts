import { CharClass, charClasses } from '../charClass';
import { readChar } from '../readChar';
import { asciiScanner } from './ascii';
import { scanSpace, skipContraction, skipLowerWord, skipNewlines, skipNumbers, skipSymbols } from './runs';
import type { Scanner } from './runs';

const { MARK, UPPER, LOWER, UNCASED, NUMBER, NEWLINE } = CharClass;
const SPACE_BYTE = 0x20;

export interface O200kVariant {
  /** Digits that make one piece. */
  readonly digits: 1 | 3;
  /** `'s`, `'re` and the like stay with the word before them. */
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
  const scanAscii = asciiScanner({
    splitsCase: true,
    digits,
    takesSlash: true,
    apostrophe: contractions ? 'after' : 'symbol',
    takesTrailingSpace: false,
  });

  /** The end of `X*Y+` at `start`, or, as ~end, the end of `X+` where no Y follows. */
  function scanWord(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    let afterUncased = -1;
    while (at < end) {
      const char = readChar(bytes, classes, at);
      const charClass = char >> 3;
      if (charClass === LOWER) return skipLowerWord(bytes, classes, at, end);
      if (charClass < MARK || charClass > UNCASED) break;
      at += char & 7;
      if (charClass !== UPPER) afterUncased = at;
    }
    return afterUncased >= 0 ? afterUncased : ~at;
  }

  const finish = (bytes: Uint8Array, at: number, end: number): number =>
    contractions ? skipContraction(bytes, at, end) : at;

  function scanAny(bytes: Uint8Array, start: number, end: number): number {
    const first = readChar(bytes, classes, start);
    const charClass = first >> 3;
    const next = start + (first & 7);
    if (charClass >= UPPER && charClass <= UNCASED) {
      const word = scanWord(bytes, start, end);
      return finish(bytes, word < 0 ? ~word : word, end);
    }
    if (charClass === NUMBER) return skipNumbers(bytes, classes, next, end, digits - 1);
    if (charClass < NEWLINE && next < end) {
      const second = readChar(bytes, classes, next);
      const secondClass = second >> 3;
      if (secondClass >= MARK && secondClass <= UNCASED) {
        const word = scanWord(bytes, next, end);
        if (word >= 0) return finish(bytes, word, end);
        // Capitals without a small letter: a mark before them is a word of its own (first alternative), a symbol is their prefix.
        return finish(bytes, charClass === MARK ? next : ~word, end);
      }
      if (charClass === MARK) return finish(bytes, next, end);
      if (bytes[start] === SPACE_BYTE && secondClass <= MARK) {
        return skipNewlines(bytes, skipSymbols(bytes, classes, next, end), end, true);
      }
    } else if (charClass === MARK) return next;
    if (charClass < MARK) return skipNewlines(bytes, skipSymbols(bytes, classes, next, end), end, true);
    return scanSpace(bytes, classes, start, end, false);
  }

  return (bytes, start, end) => {
    const asciiEnd = scanAscii(bytes, start, end);
    return asciiEnd >= 0 ? asciiEnd : scanAny(bytes, start, end);
  };
}
