/** What slices are cut from: a document, without its whole text in one string. */
export interface LineSource {
  readonly lineCount: number;
  /** Text from the start of line `from` up to the start of line `to` (exclusive). */
  text(from: number, to: number): string;
  /** First character of a line, '' for an empty one. */
  firstCharacter(line: number): string;
}

/** UTF-16 code units a slice should not be much longer than: some milliseconds to copy. */
const sliceTarget = 256 * 1024;
const linesAtOnce = 2_000;

/**
 * Cuts a document at line starts such that the counts of the slices add up to the count of the whole: only before a line
 * that starts with neither a blank nor a slash, since `\s+` and `[\r\n/]+` reach over the others in the public
 * pre-tokenizers (o200k_base, cl100k_base).
 */
export function* sliceLines(source: LineSource): Generator<string> {
  let slice = '';
  let line = 0;
  while (line < source.lineCount) {
    let next = Math.min(source.lineCount, line + linesAtOnce);
    while (next < source.lineCount && !/[^\s/]/u.test(source.firstCharacter(next))) next++;
    slice += source.text(line, next);
    line = next;
    if (slice.length >= sliceTarget) {
      yield slice;
      slice = '';
    }
  }
  if (slice !== '') yield slice;
}
