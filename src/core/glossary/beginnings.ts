/** Letters by which words are told apart. */
const depth = 6;
const size = 1 << 16;

/** What may follow the singular in a word: see `wordKey`. */
const endings = ['', 's', 'e', 'es', "'s", "e's", "s's", "es's"];

/**
 * The first letters of words: most words of a text are told by them to be none of those, without a look at the whole word. Some
 * others pass, none of those is refused. It knows ASCII letters of both cases; a word with others always passes.
 */
export class Beginnings {
  private readonly known = new Uint8Array(size);

  /** @param key of a word, as `wordKey` makes it. */
  add(key: string): void {
    this.addStem(key);
    if (key.endsWith('y') && key.length <= depth) this.addStem(`${key.slice(0, -1)}ie`);
  }

  /** Of a long word the ending does not count. */
  private addStem(stem: string): void {
    for (const ending of stem.length < depth ? endings : ['']) {
      const word = `${stem}${ending}`;
      this.known[sumOf(word, 0, word.length)] = 1;
    }
  }

  mayBegin(text: string, start: number, end: number): boolean {
    const sum = sumOf(text, start, end);
    return sum < 0 || this.known[sum] === 1;
  }
}

/** Below 0: there are other letters than those of ASCII. */
function sumOf(text: string, start: number, end: number): number {
  const last = end - start > depth ? start + depth : end;
  let sum = 0;
  for (let at = start; at < last; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return -1;
    sum = (Math.imul(sum, 37) + (code & 31)) | 0;
  }
  return (sum ^ (sum >>> 13)) & (size - 1);
}
