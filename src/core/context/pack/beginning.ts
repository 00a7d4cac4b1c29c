import type { CountTokens } from '../../tokens/waste/countBatch';

/** Characters by which the end of a cut text may be off. */
const slack = 8;

/**
 * Returns the beginning of a text that has at most so many tokens. It ends with a whole line, unless leaving out the
 * last, broken line would lose more than half of what fits. It never ends within a character.
 */
export async function beginningOf(text: string, tokens: number, count: CountTokens): Promise<string> {
  let fits = 0;
  let end = Math.min(text.length, tokens * 4);
  // At most about twice as much of the text is counted as fits.
  while (end > fits && (await count(cutAt(text, end))) <= tokens) {
    fits = end;
    end = Math.min(text.length, end * 2);
  }
  while (end - fits > slack) {
    const middle = (fits + end) >> 1;
    if ((await count(cutAt(text, middle))) <= tokens) fits = middle;
    else end = middle;
  }
  const most = cutAt(text, fits);
  const lines = most.slice(0, most.lastIndexOf('\n') + 1);
  return lines.length * 2 >= most.length ? lines : most;
}

/** Returns a text up to a place, or one code unit less where the place is within a character. */
function cutAt(text: string, end: number): string {
  const isHigh = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800;
  return text.slice(0, end < text.length && isHigh ? end - 1 : end);
}
