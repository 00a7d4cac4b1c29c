/** UTF-16 code units from which on a block stays plain, as its tokens take more than a frame. */
const maxLength = 30_000;
/** UTF-16 code units from which on a line counts as data: a key, a picture, a minified file. */
const maxLine = 1_000;
/**
 * The most work that code may take. Grammars of highlight.js look from each word for what may come after all words that follow
 * it, also in the next lines. So the work grows with the square of a run of words. A run of 30,000 takes C# two seconds.
 */
const maxWork = 10_000_000;

/** Whether code can be coloured without keeping the page busy, in whichever language. */
export function isQuickToColour(code: string): boolean {
  if (code.length > maxLength || new RegExp(`.{${maxLine + 1}}`).test(code)) return false;
  const runs = code.split(/[(){};,="'#$@-]|:\s/);
  return runs.reduce((work, { length }) => work + length * length, 0) <= maxWork;
}
