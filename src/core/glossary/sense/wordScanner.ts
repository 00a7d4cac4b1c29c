import { CharKind, charKind, hasPlural, hashStep, noHash, smallLetter, wordHash } from './wordHash';

/** Takes the words of a text, one after the other. */
export interface OnWord {
  /** A word within a name (`max` in `maxTokens`), or a name that has no others in it. `isFirst`: it begins the name. */
  word(start: number, end: number, hash: number, isFirst: boolean): void;
  /** A name of several words as a whole, after them. */
  name(start: number, end: number, hash: number): void;
}

/** What is longer is no word: a key, a picture as text. UTF-16 code units. */
export const maxWordLength = 64;

/** Reads a text word by word, on demand. */
export class WordScanner {
  /** What begins before is read. */
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

  /** At the humps, and between letters and digits. */
  private split(start: number, end: number): void {
    const { text, on } = this;
    let from = start;
    let before = charKind(text.charCodeAt(start));
    for (let at = start + 1; at < end; at++) {
      const kind = charKind(text.charCodeAt(at));
      let isHump = false;
      if (kind !== before) {
        if (kind === CharKind.lower && before === CharKind.upper) {
          // The L of `HTMLList` begins a word; the plural of `LLMs` is none.
          if (at - from > 1 && !isPlural(text, at, end)) {
            on.word(from, at - 1, wordHash(text, from, at - 1), from === start);
            from = at - 1;
          }
        } else isHump = true;
      }
      if (isHump) {
        on.word(from, at, wordHash(text, from, at), from === start);
        from = at;
      }
      before = kind;
    }
    on.word(from, end, wordHash(text, from, end), from === start);
    if (from > start) on.name(start, end, wordHash(text, start, end));
  }
}

const isPlural = (text: string, at: number, end: number): boolean =>
  text.charCodeAt(at) === 0x73 && (at + 1 === end || charKind(text.charCodeAt(at + 1)) !== CharKind.lower);
