export const noHash = 0x811c9dc5 | 0;

/**
 * Adds a number to an FNV-1a hash. Words are compared by it: with 5,000 words and 32 bits, one in a million is taken for
 * another.
 */
export const hashStep = (hash: number, value: number): number => {
  const mixed = Math.imul(hash ^ value, 0x01000193);
  return mixed ^ (mixed >>> 15);
};

const CharKind = { other: 0, lower: 1, upper: 2, digit: 3 } as const;

const kinds = new Uint8Array(128);
for (let code = 0; code < 26; code++) {
  kinds[0x61 + code] = CharKind.lower;
  kinds[0x41 + code] = CharKind.upper;
}
for (let code = 0x30; code <= 0x39; code++) kinds[code] = CharKind.digit;

/** The kind of a UTF-16 code unit. Letters beyond ASCII have no case here. */
function charKind(code: number): number {
  if (code < 128) return kinds[code]!;
  if (code < 0xc0 || (code >= 0x2000 && code <= 0x2bff) || (code >= 0x3000 && code <= 0x303f)) return CharKind.other;
  return code >= 0xd800 && code <= 0xdfff ? CharKind.other : CharKind.lower;
}

/** Makes letters of ASCII small; all else stays as it is written. */
const smallLetter = (code: number): number => (charKind(code) === CharKind.upper ? code | 0x20 : code);

/** Whether a word ends in the s of a plural. */
function hasPlural(text: string, start: number, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  if ((last | 0x20) !== 0x73) return false;
  if (end - start === 3) return last === 0x73 && charKind(text.charCodeAt(start)) === CharKind.upper;
  const before = text.charCodeAt(end - 2) | 0x20;
  // loss, bias, status stay as they are
  return end - start > 3 && before !== 0x73 && before !== 0x75 && before !== 0x69 && before !== 0x27;
}

/** The hash of a word: in small letters, without the s of a plural. */
export function wordHash(text: string, start: number, end: number): number {
  const stop = hasPlural(text, start, end) ? end - 1 : end;
  let hash = noHash;
  for (let at = start; at < stop; at++) hash = hashStep(hash, smallLetter(text.charCodeAt(at)));
  return hash;
}

/** Takes the words of a text, one after the other. */
export interface OnWord {
  /** Takes a word within a name (`max` in `maxTokens`), or a name that has no others in it. `isFirst`: it begins the name. */
  word(start: number, end: number, hash: number, isFirst: boolean): void;
  /** Takes a name of several words as a whole, after its words. */
  name(start: number, end: number, hash: number): void;
}

/** Longer runs are no words: a key, a picture as text. UTF-16 code units. */
export const maxWordLength = 64;

/** Reads a text word by word, on demand. */
export class WordScanner {
  /** The end of what was read. */
  at = 0;

  constructor(
    private readonly text: string,
    private readonly on: OnWord,
  ) {}

  /** Goes on with the first name that begins at an offset or behind it. */
  startAt(offset: number): void {
    const { text } = this;
    this.at = offset;
    while (this.at > 0 && this.at < text.length && charKind(text.charCodeAt(this.at - 1)) !== CharKind.other) this.at++;
  }

  /** Reads on until all words that begin before `offset` are read. */
  readTo(offset: number): void {
    const { text } = this;
    const stop = Math.min(offset, text.length);
    let { at } = this;
    while (at < stop) {
      const first = charKind(text.charCodeAt(at));
      if (first === CharKind.other) {
        at++;
        continue;
      }
      const start = at;
      // Most names are one word of small letters behind the first, and hashed as they are read.
      let before = noHash;
      let hash = hashStep(noHash, smallLetter(text.charCodeAt(at)));
      let kind: number = CharKind.lower;
      for (at++; at < text.length; at++) {
        const code = text.charCodeAt(at);
        kind = charKind(code);
        if (kind !== CharKind.lower) break;
        before = hash;
        hash = hashStep(hash, code);
      }
      const isWord = first !== CharKind.digit && (at === text.length || kind === CharKind.other);
      if (!isWord) while (at < text.length && charKind(text.charCodeAt(at)) !== CharKind.other) at++;
      if (at - start > maxWordLength) continue;
      if (isWord) this.on.word(start, at, hasPlural(text, start, at) ? before : hash, true);
      else this.split(start, at);
    }
    this.at = Math.max(at, this.at);
  }

  /** Splits a name at its humps, and between letters and digits. */
  private split(start: number, end: number): void {
    const { text, on } = this;
    let from = start;
    let before = charKind(text.charCodeAt(start));
    for (let at = start + 1; at < end; at++) {
      const kind = charKind(text.charCodeAt(at));
      if (kind !== before) {
        // The L of `HTMLList` begins a word; the plural of `LLMs` is none.
        const isLowered = kind === CharKind.lower && before === CharKind.upper;
        const cut = !isLowered ? at : isPlural(text, at, end) ? from : at - 1;
        if (cut > from) {
          on.word(from, cut, wordHash(text, from, cut), from === start);
          from = cut;
        }
      }
      before = kind;
    }
    on.word(from, end, wordHash(text, from, end), from === start);
    if (from > start) on.name(start, end, wordHash(text, start, end));
  }
}

const isPlural = (text: string, at: number, end: number): boolean =>
  text.charCodeAt(at) === 0x73 && (at + 1 === end || charKind(text.charCodeAt(at + 1)) !== CharKind.lower);
