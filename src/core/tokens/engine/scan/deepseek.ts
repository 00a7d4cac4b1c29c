import { CharClass, charClasses } from '../charClass';
import { codePoint3, readChar } from '../readChar';
import { scanSpace, skipAsciiLetters, skipNewlines, skipNumbers } from './runs';
import type { Scanner } from './runs';

const { OTHER, PUNCTUATION, MARK, UNCASED, NUMBER, SPACE, NEWLINE } = CharClass;
const SPACE_BYTE = 0x20;

/**
 * DeepSeek V3 and R1 cut a text three times (pre_tokenizer of its tokenizer.json), each time inside the pieces made before:
 * 1. `\p{N}{1,3}`; 2. `[一-龥぀-ゟ゠-ヿ]+`;
 * 3. `[ASCII punctuation][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`.
 * A text between two matches that no alternative matches is one piece. Here the cuts are one pass: numbers and the
 * characters of the second cut end the piece before them, as the end of the text does.
 */
export function deepseekScanner(): Scanner {
  const classes = charClasses();

  /** Returns class << 3 | length of the character at `at`, or -1 where the third cut sees the end of its text. */
  function peek(bytes: Uint8Array, at: number, end: number): number {
    if (at >= end) return -1;
    const char = readChar(bytes, classes, at);
    return char >> 3 === NUMBER || isEastAsian(bytes, at) ? -1 : char;
  }

  function skipClasses(bytes: Uint8Array, start: number, end: number, from: CharClass, to: CharClass): number {
    let at = start;
    for (let char = peek(bytes, at, end); char >> 3 >= from && char >> 3 <= to; char = peek(bytes, at, end))
      at += char & 7;
    return at;
  }

  const isWord = (char: number): boolean => char >> 3 >= MARK && char >> 3 <= UNCASED;
  const skipWord = (bytes: Uint8Array, start: number, end: number): number =>
    skipClasses(bytes, start, end, MARK, UNCASED);
  const skipSigns = (bytes: Uint8Array, start: number, end: number): number =>
    skipNewlines(bytes, skipClasses(bytes, start, end, PUNCTUATION, PUNCTUATION), end, false);

  function scanBlank(bytes: Uint8Array, start: number, end: number): number {
    const after = skipClasses(bytes, start, end, SPACE, NEWLINE);
    return scanSpace(bytes, classes, start, peek(bytes, after, end) < 0 ? after : end, false);
  }

  /** Returns the end of characters that match nothing, up to one that does or that is the prefix of a word. */
  function scanGap(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    for (let char = peek(bytes, at, end); char >> 3 === OTHER; char = peek(bytes, at, end)) {
      if (at > start && isWord(peek(bytes, at + (char & 7), end))) return at;
      at += char & 7;
    }
    return at;
  }

  return (bytes, start, end) => {
    const first = readChar(bytes, classes, start);
    const charClass = first >> 3;
    const next = start + (first & 7);
    if (charClass === NUMBER) return skipNumbers(bytes, classes, next, end, 2);
    if (isEastAsian(bytes, start)) return skipEastAsian(bytes, next, end);
    if (isWord(first)) return skipWord(bytes, next, end);
    if (charClass === PUNCTUATION) {
      const afterLetters = bytes[start]! < 0x80 ? skipAsciiLetters(bytes, next, end) : next;
      return afterLetters > next ? afterLetters : skipSigns(bytes, next, end);
    }
    const second = peek(bytes, next, end);
    if (charClass < NEWLINE && isWord(second)) return skipWord(bytes, next, end);
    if (bytes[start] === SPACE_BYTE && second >> 3 === PUNCTUATION) return skipSigns(bytes, next, end);
    return charClass >= SPACE ? scanBlank(bytes, start, end) : scanGap(bytes, start, end);
  };
}

/** `[一-龥぀-ゟ゠-ヿ]`: U+4E00 to U+9FA5 and U+3040 to U+30FF, always three bytes. */
function isEastAsian(bytes: Uint8Array, at: number): boolean {
  const lead = bytes[at]!;
  if (lead < 0xe3 || lead > 0xe9) return false;
  const codePoint = codePoint3(bytes, at);
  return codePoint >= 0x4e00 ? codePoint <= 0x9fa5 : codePoint >= 0x3040 && codePoint <= 0x30ff;
}

function skipEastAsian(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isEastAsian(bytes, at)) at += 3;
  return at;
}
