/** Letters by which words are told apart. */
const depth = 6;
const size = 1 << 16;

/** What may follow the singular in a word: see `wordKey`. */
const endings = ['', 's', 'e', 'es', "'s", "e's", "s's", "es's"];

/**
 * The first letters of words: most words of a text are told by them to be none of those, without a look at the whole word. Some
 * others pass, none of those is refused. It knows ASCII letters of both cases; a word with others always passes.
 */
export class PrefixFilter {
  private readonly known = new Uint8Array(size);

  /** @param key of a word, as `wordKey` makes it. */
  add(key: string): void {
    this.addStem(key);
    if (key.endsWith('y') && key.length <= depth) this.addStem(`${key.slice(0, -1)}ie`);
  }

  /** Of a long word the ending does not count. */
  private addStem(stem: string): void {
    const sum = sumOn(0, stem, 0, Math.min(stem.length, depth));
    if (sum === none) return;
    if (stem.length >= depth) this.known[placeOf(sum)] = 1;
    else {
      for (const ending of endings) {
        this.known[placeOf(sumOn(sum, ending, 0, Math.min(ending.length, depth - stem.length)))] = 1;
      }
    }
  }

  mayBegin(text: string, start: number, end: number): boolean {
    const sum = sumOn(0, text, start, end - start > depth ? start + depth : end);
    return sum === none || this.known[placeOf(sum)] === 1;
  }
}

/** There are other letters than those of ASCII. No sum, as those are 32 bits wide. */
const none = 2 ** 32;

/** With the letters from `start` to `end`. */
function sumOn(before: number, text: string, start: number, end: number): number {
  let sum = before;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return none;
    sum = (Math.imul(sum, 37) + (code & 31)) | 0;
  }
  return sum;
}

const placeOf = (sum: number): number => (sum ^ (sum >>> 13)) & (size - 1);
