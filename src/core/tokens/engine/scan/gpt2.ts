import { CharClass, charClasses } from '../charClass';
import { readChar } from '../readChar';
import { skipContraction, skipLetters, skipNumbers, skipSymbols } from './runs';
import type { Scanner } from './runs';

const { MARK, UNCASED, NUMBER } = CharClass;
const SPACE_BYTE = 0x20;
const APOSTROPHE = 0x27;
/** The bit that distinguishes small letters from capitals. The bytes of a long s (C5 BF) do not both have it. */
const SMALL = 0x20;

/**
 * GPT-2, used by legacy Claude: `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
 * (pat_str of claude.json in @anthropic-ai/tokenizer).
 */
export function gpt2Scanner(): Scanner {
  const classes = charClasses();
  return (bytes, start, end) => {
    if (bytes[start] === APOSTROPHE) {
      const after = skipLowerContraction(bytes, start, end);
      if (after > start) return after;
    }
    const at = bytes[start] === SPACE_BYTE && start + 1 < end ? start + 1 : start;
    const char = readChar(bytes, classes, at);
    const charClass = char >> 3;
    const next = at + (char & 7);
    if (charClass <= MARK) return skipSymbols(bytes, classes, next, end);
    if (charClass <= UNCASED) return skipLetters(bytes, classes, next, end);
    if (charClass === NUMBER) return skipNumbers(bytes, classes, next, end, end);
    return scanSpaceWithoutLines(bytes, classes, start, end);
  };
}

/** Returns the end of `\s+(?!\S)|\s+`, in which line ends are blanks like others. */
function scanSpaceWithoutLines(bytes: Uint8Array, classes: Uint8Array, start: number, end: number): number {
  let lastChar = start;
  let at = start;
  while (at < end) {
    const char = readChar(bytes, classes, at);
    if (char < CharClass.SPACE << 3) return lastChar > start ? lastChar : at;
    lastChar = at;
    at += char & 7;
  }
  return at;
}

/** Does the same as `skipContraction`, but with small ASCII letters only. */
function skipLowerContraction(bytes: Uint8Array, at: number, end: number): number {
  const after = skipContraction(bytes, at, end);
  return (bytes[at + 1]! & bytes[after - 1]! & SMALL) !== 0 ? after : at;
}
