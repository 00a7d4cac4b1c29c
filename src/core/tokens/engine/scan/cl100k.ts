import { CharClass, charClasses } from '../charClass';
import { readChar } from '../readChar';
import { asciiScanner } from './ascii';
import { scanSpace, skipContraction, skipLetters, skipNewlines, skipNumbers, skipSymbols } from './runs';
import type { Scanner } from './runs';

const { MARK, UPPER, UNCASED, NUMBER, NEWLINE } = CharClass;
const SPACE_BYTE = 0x20;
const APOSTROPHE = 0x27;

export interface Cl100kVariant {
  /** Digits that make one piece. */
  readonly digits: 1 | 3;
  /** Whether white space at the end of the text is one piece. */
  readonly takesTrailingSpace: boolean;
}

/**
 * cl100k_base:
 * `'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s+$|\s*[\r\n]|\s+(?!\S)|\s`
 * (tiktoken_ext/openai_public.py in github.com/openai/tiktoken). Llama 3 is the same without `\s+$`, Qwen with single digits
 * (their tokenizer.json).
 */
export function cl100kScanner({ digits, takesTrailingSpace }: Cl100kVariant): Scanner {
  const classes = charClasses();
  const moreDigits = digits - 1;
  const scanAscii = asciiScanner({
    splitsCase: false,
    digits,
    takesSlash: false,
    apostrophe: 'start',
    takesTrailingSpace,
  });
  function scanAny(bytes: Uint8Array, start: number, end: number): number {
    const first = readChar(bytes, classes, start);
    const charClass = first >> 3;
    const next = start + (first & 7);
    if (charClass >= UPPER && charClass <= UNCASED) return skipLetters(bytes, classes, next, end);
    if (charClass === NUMBER) return skipNumbers(bytes, classes, next, end, moreDigits);
    if (bytes[start] === APOSTROPHE) {
      const after = skipContraction(bytes, start, end);
      if (after > start) return after;
    }
    if (charClass < NEWLINE && next < end) {
      const second = readChar(bytes, classes, next);
      const secondClass = second >> 3;
      const afterSecond = next + (second & 7);
      if (secondClass >= UPPER && secondClass <= UNCASED) return skipLetters(bytes, classes, afterSecond, end);
      if (bytes[start] === SPACE_BYTE && secondClass <= MARK) {
        return skipNewlines(bytes, skipSymbols(bytes, classes, afterSecond, end), end, false);
      }
    }
    if (charClass <= MARK) return skipNewlines(bytes, skipSymbols(bytes, classes, next, end), end, false);
    return scanSpace(bytes, classes, start, end, takesTrailingSpace);
  }

  return (bytes, start, end) => {
    const asciiEnd = scanAscii(bytes, start, end);
    return asciiEnd >= 0 ? asciiEnd : scanAny(bytes, start, end);
  };
}
