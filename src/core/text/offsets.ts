/** Returns the end of the line that begins at `from`: its line feed or the end of the text. UTF-16 code units. */
export function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** The line of an offset, for offsets that come in ascending order. A long line that holds many is searched once. */
export class LineOfOffset {
  /** Number of the line, from 0. */
  line = 0;
  /** Beginning and end of the line, in UTF-16 code units. */
  start = 0;
  end: number;

  constructor(private readonly text: string) {
    this.end = endOfLine(text, 0);
  }

  /** Moves to the line of an offset, and returns whether that is another line than before. */
  moveTo(offset: number): boolean {
    const before = this.line;
    for (; this.end < offset; this.line++) {
      this.start = this.end + 1;
      this.end = endOfLine(this.text, this.start);
    }
    return this.line !== before;
  }
}

/** Counts the items of a sorted list that are no greater than `limit`. */
export function countUpTo<T>(list: readonly T[], of: (item: T) => number, limit: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(list[middle]!) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the beginnings of the lines of a text, which end with line feeds. The first is 0. UTF-16 code units. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
