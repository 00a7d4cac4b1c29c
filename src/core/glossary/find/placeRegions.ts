import type { Span } from '../../text/span';
import type { Work } from '../../base/work';
import type { Region } from '../../text/regions/regions';
import type { RegionKind } from '../../text/regions/grammars/syntax';

/** What stands where in a text, within one line. */
export interface PlacedRegion extends Span {
  readonly kind: RegionKind;
  readonly language: string;
}

/** Columns `from` to `to` of a line. UTF-16 code units. */
export interface PlacedLine {
  readonly line: number;
  /** Where its first column stands in the text; below 0 where that is before the text. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/** What says what stands in lines that were read. */
export interface LineRegions {
  between(line: number, start: number, end: number): readonly Region[];
}

/** Columns of a long line that are read at once. */
const pieceLength = 16_000;
/** Work between two turns for others; reading one UTF-16 code unit is 1. */
const sliceWork = 40_000;
const lineWork = 50;

/** The regions of lines in order, at their places in the text. Yields between slices of the work. */
export function* placeRegions(regions: LineRegions, lines: Iterable<PlacedLine>): Work<readonly PlacedRegion[]> {
  const placed: PlacedRegion[] = [];
  let work = 0;
  for (const { line, start, from, to } of lines) {
    const reader = new LineReader(placed, start);
    for (let column = from; column < to; column += pieceLength) {
      const end = Math.min(to, column + pieceLength);
      reader.add(regions.between(line, column, end), column, end);
      work += end - column;
      if (work >= sliceWork) {
        work = 0;
        yield;
      }
    }
    work += lineWork;
  }
  return placed;
}

/** Puts the pieces of a line together. */
class LineReader {
  private last: { kind: RegionKind; language: string; start: number; end: number } | undefined;

  constructor(
    private readonly placed: PlacedRegion[],
    private readonly lineStart: number,
  ) {}

  add(regions: readonly Region[], from: number, to: number): void {
    for (const { kind, language, ...region } of regions) {
      const start = this.lineStart + Math.max(from, region.from);
      const end = this.lineStart + Math.min(to, region.to);
      if (start >= end) continue;
      const { last } = this;
      if (last?.end === start && last.kind === kind && last.language === language) last.end = end;
      else this.placed.push((this.last = { kind, language, start, end }));
    }
  }
}
