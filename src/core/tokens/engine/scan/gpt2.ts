import { CharClass, charClasses } from '../charClass';
import { readChar } from '../readChar';
import { skipLetters, skipNumbers, skipSymbols } from './runs';
import type { Scanner } from './runs';

const { MARK, UNCASED, NUMBER } = CharClass;
const SPACE_BYTE = 0x20;
const APOSTROPHE = 0x27;

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

/** `\s+(?!\S)|\s+`: line ends are blanks like others. */
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

function skipLowerContraction(bytes: Uint8Array, at: number, end: number): number {
  if (at + 1 >= end) return at;
  const first = bytes[at + 1]!;
  if (first === 0x73 || first === 0x74 || first === 0x6d || first === 0x64) return at + 2;
  if (at + 2 >= end) return at;
  const second = bytes[at + 2]!;
  if (second === 0x65) return first === 0x72 || first === 0x76 ? at + 3 : at;
  return first === 0x6c && second === 0x6c ? at + 3 : at;
}
