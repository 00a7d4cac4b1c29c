/** What slices are cut from: a document, without its whole text in one string. */
export interface LineSource {
  readonly lineCount: number;
  /** Text from the start of line `from` up to the start of line `to` (exclusive). */
  text(from: number, to: number): string;
  /** First character of a line, '' for an empty one. */
  firstCharacter(line: number): string;
}

export interface SliceSize {
  /** UTF-16 code units from which on a slice is long enough. */
  readonly units: number;
  /** Lines that are read at once. */
  readonly lines: number;
}

/** Some milliseconds to copy. */
const usualSize: SliceSize = { units: 256 * 1024, lines: 2_000 };

/**
 * Cuts a document at line starts such that the counts of the slices add up to the count of the whole: only before a line
 * that starts with neither a blank nor a slash, since `\s+` and `[\r\n/]+` reach over the others in the public
 * pre-tokenizers (o200k_base, cl100k_base).
 */
export function* sliceLines(source: LineSource, size = usualSize): Generator<string> {
  let slice = '';
  let line = 0;
  while (line < source.lineCount) {
    let next = Math.min(source.lineCount, line + size.lines);
    while (next < source.lineCount && !/[^\s/]/u.test(source.firstCharacter(next))) next++;
    slice += source.text(line, next);
    line = next;
    if (slice.length >= size.units) {
      yield slice;
      slice = '';
    }
  }
  if (slice !== '') yield slice;
}
