import { CLASS_RUNS } from './unicodeClassData';

/**
 * The class of a code point, for the pre-tokenizers. The numbers are chosen so that every group in a rule is one range:
 * symbols, `PUNCTUATION` and `MARK` up to 2, word characters from 2 to 5, letters from 3 to 5.
 */
export const CharClass = {
  /** Controls, format characters, private use, unassigned, surrogates. */
  OTHER: 0,
  /** Unicode general categories P and S. */
  PUNCTUATION: 1,
  /** Unicode general category M. */
  MARK: 2,
  /** Unicode general categories Lu and Lt. */
  UPPER: 3,
  /** Unicode general category Ll. */
  LOWER: 4,
  /** Unicode general categories Lm and Lo: letters that are neither upper nor lower case. */
  UNCASED: 5,
  /** Unicode general category N. */
  NUMBER: 6,
  /** White_Space without CR and LF. Not the `\s` of JavaScript, which has U+FEFF and lacks U+0085. */
  SPACE: 7,
  /** CR and LF. */
  NEWLINE: 8,
} as const;

export type CharClass = (typeof CharClass)[keyof typeof CharClass];

const FIRST_CLASS_LETTER = 97;
let table: Uint8Array | undefined;

/** Returns the class of each code point, 1.1 MB outside the heap, unpacked on first use and shared by all encodings. */
export function charClasses(): Uint8Array {
  table ??= unpack(CLASS_RUNS);
  return table;
}

/**
 * Unpacks runs of classes. `a12b` means 12 code points of class 0, then one of class 1. Lengths are in base 36 digits
 * 0-9 and A-Z.
 */
function unpack(runs: string): Uint8Array {
  const classes = new Uint8Array(0x110000);
  let codePoint = 0;
  let at = 0;
  while (at < runs.length) {
    const charClass = runs.charCodeAt(at++) - FIRST_CLASS_LETTER;
    let length = 0;
    for (; at < runs.length && runs.charCodeAt(at) < FIRST_CLASS_LETTER; at++) {
      const digit = runs.charCodeAt(at);
      length = length * 36 + (digit <= 57 ? digit - 48 : digit - 55);
    }
    const end = codePoint + (length || 1);
    if (charClass !== CharClass.OTHER) classes.fill(charClass, codePoint, end);
    codePoint = end;
  }
  return classes;
}
