// Kinds of characters in words, looked up once a character: a regular expression at every place of a long text is slow.

export const UPPER = 1;
export const LOWER = 2;
export const NUMBER = 4;
/** A letter of a script without case. */
export const LETTER = 8;
/** A mark that belongs to the letter before it. */
export const MARK = 16;
/** A letter that begins no word of its own: `ʰ`, `ǅ`. */
export const MODIFIER = 32;
/** A blank that ends no line. */
export const BLANK = 64;
export const OTHER = 128;

export const WORD_START = UPPER | LOWER | NUMBER | LETTER;
/** Characters that continue a word: an `s` before one of them is no ending of a plural or possessive. */
export const LETTER_OR_NUMBER = WORD_START | MODIFIER;

const patterns: readonly (readonly [RegExp, number])[] = [
  [/^\p{Lu}/u, UPPER],
  [/^\p{Ll}/u, LOWER],
  [/^\p{N}/u, NUMBER],
  [/^\p{Lo}/u, LETTER],
  [/^\p{M}/u, MARK],
  [/^\p{L}/u, MODIFIER],
  [/^[^\S\r\n\ufeff]/u, BLANK],
];

/** Mark of a surrogate in `known`: two code units make one character. A code unit that was not met yet has 0 there. */
const PAIR = 255;
const known = new Uint8Array(65_536);
// ASCII characters are classified without the patterns: compiling these takes milliseconds, and most texts need none.
for (let code = 0; code < 128; code++) known[code] = ofAscii(code);

function ofAscii(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return LOWER;
  if (code >= 0x41 && code <= 0x5a) return UPPER;
  if (code >= 0x30 && code <= 0x39) return NUMBER;
  return code === 0x20 || code === 0x09 || code === 0x0b || code === 0x0c ? BLANK : OTHER;
}

function learn(code: number): number {
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  return (known[code] = isHalf ? PAIR : read(String.fromCharCode(code)));
}

const read = (character: string): number => patterns.find(([pattern]) => pattern.test(character))?.[1] ?? OTHER;

/** The kind of the character at an offset; behind the end of the text it is `OTHER`. */
export function characterAt(text: string, at: number): number {
  if (at >= text.length || at < 0) return OTHER;
  const code = text.charCodeAt(at);
  const found = known[code] || learn(code);
  return found === PAIR ? read(String.fromCodePoint(text.codePointAt(at)!)) : found;
}

/** Length of the longest run. The rest of a longer one is another run, so that no run takes long. */
const maxRunLength = 20_000;

/** Returns where a run of characters of the `wanted` kinds ends. UTF-16 code units. */
export function runEnd(text: string, from: number, wanted: number): number {
  const most = Math.min(text.length, from + maxRunLength);
  let at = from;
  while (at < most) {
    const code = text.charCodeAt(at);
    let found = known[code] || learn(code);
    let size = 1;
    if (found === PAIR) {
      const point = text.codePointAt(at)!;
      found = read(String.fromCodePoint(point));
      size = point > 0xffff ? 2 : 1;
    }
    if ((found & wanted) === 0) break;
    at += size;
  }
  return at;
}
