import { CharClass } from '../charClass';
import { readChar } from '../readChar';

/**
 * A pre-tokenizer. It returns the end of the piece that starts at `start`, which is below `end`, the end of the text.
 * It is written by hand after the published regular expression and never looks to the left of `start`.
 */
export type Scanner = (bytes: Uint8Array, start: number, end: number) => number;

const { UPPER, NUMBER, SPACE, NEWLINE } = CharClass;
const LF = 10;
const CR = 13;

/** Returns the place after `\p{L}*`. */
export function skipLetters(bytes: Uint8Array, classes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const char = readChar(bytes, classes, at);
    if (char < UPPER << 3 || char >= NUMBER << 3) return at;
    at += char & 7;
  }
  return at;
}

/** Returns the place after `[A-Za-z]*`. */
export function skipAsciiLetters(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && ((bytes[at]! | 0x20) - 0x61) >>> 0 < 26) at++;
  return at;
}

/** Returns the place after `[^\s\p{L}\p{N}]*`. */
export function skipSymbols(bytes: Uint8Array, classes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const char = readChar(bytes, classes, at);
    if (char >= UPPER << 3) return at;
    at += char & 7;
  }
  return at;
}

/** Returns the place after `\p{N}{0,most}`. */
export function skipNumbers(bytes: Uint8Array, classes: Uint8Array, start: number, end: number, most: number): number {
  let at = start;
  for (let digits = 0; digits < most && at < end; digits++) {
    const char = readChar(bytes, classes, at);
    if (char >> 3 !== NUMBER) return at;
    at += char & 7;
  }
  return at;
}

/** Returns the place after `[\r\n]*`, or after `[\r\n/]*`. */
export function skipNewlines(bytes: Uint8Array, start: number, end: number, andSlash: boolean): number {
  let at = start;
  while (at < end && (bytes[at] === LF || bytes[at] === CR || (andSlash && bytes[at] === 0x2f))) at++;
  return at;
}

/**
 * The end of a piece of white space that starts at `start`.
 * `\s*[\r\n]+|\s+(?!\S)|\s+`: up to the last line end; else, before something else, all but the last blank; else all.
 * `takesTrailing` is `\s++$` before these: at the end of the text the whole run, line ends or not.
 */
export function scanSpace(
  bytes: Uint8Array,
  classes: Uint8Array,
  start: number,
  end: number,
  takesTrailing: boolean,
): number {
  let afterNewline = -1;
  let lastChar = start;
  let at = start;
  while (at < end) {
    const char = readChar(bytes, classes, at);
    if (char < SPACE << 3) break;
    lastChar = at;
    at += char & 7;
    if (char >= NEWLINE << 3) afterNewline = at;
  }
  if (at >= end && takesTrailing) return at;
  if (afterNewline >= 0) return afterNewline;
  return at < end && lastChar > start ? lastChar : at;
}

/** Returns the end of `'(?i:s|t|re|ve|m|ll|d)` at `at`, or `at`. U+017F, the long s, is an s for Unicode case folding. */
export function skipContraction(bytes: Uint8Array, at: number, end: number): number {
  if (at + 1 >= end || bytes[at] !== 0x27) return at;
  const first = lowerCase(bytes[at + 1]!);
  if (first === 0x73 || first === 0x74 || first === 0x6d || first === 0x64) return at + 2;
  if (at + 2 >= end) return at;
  if (bytes[at + 1] === 0xc5 && bytes[at + 2] === 0xbf) return at + 3;
  const second = lowerCase(bytes[at + 2]!);
  if (second === 0x65) return first === 0x72 || first === 0x76 ? at + 3 : at;
  return first === 0x6c && second === 0x6c ? at + 3 : at;
}

/** Returns an ASCII capital in lower case, and any other byte as it is. */
const lowerCase = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte);
