import type { CountTokens } from '../../tokens/waste/countBatch';

/** So many characters more or fewer do not matter where a text is cut. */
const slack = 8;

/**
 * The beginning of a text that has at most so many tokens: whole lines, unless half of what fits would be lost with the last
 * one. It never ends within a character.
 */
export async function beginningOf(text: string, tokens: number, count: CountTokens): Promise<string> {
  let fits = 0;
  let end = Math.min(text.length, tokens * 4);
  // No more of the text is counted than twice what fits.
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

/** A text up to a place, or the one before it where that is within a character. */
function cutAt(text: string, end: number): string {
  const isHigh = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800;
  return text.slice(0, end < text.length && isHigh ? end - 1 : end);
}
