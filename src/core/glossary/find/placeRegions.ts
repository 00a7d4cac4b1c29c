import type { Span } from '../../text/span';
import type { Work } from '../../base/work';
import type { Region } from '../../text/regions/regions';
import type { RegionKind } from '../../text/regions/grammars/syntax';

/** A stretch of one line that is of one kind and language. */
export interface PlacedRegion extends Span {
  readonly kind: RegionKind;
  readonly language: string;
}

/** Columns `from` to `to` of a line. UTF-16 code units. */
export interface PlacedLine {
  readonly line: number;
  /** The offset of its first column in the text; below 0 if the line begins before the text. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/** The regions of lines that were read. */
export interface LineRegions {
  between(line: number, start: number, end: number): readonly Region[];
}

/** Columns of a long line that are read at once. */
const pieceLength = 16_000;
/** Work that is done before other tasks get a turn. Reading one UTF-16 code unit is 1. */
const sliceWork = 40_000;
const lineWork = 50;

/** The regions of lines in order, at their places in the text. Yields between slices of the work. */
export function* placeRegions(regions: LineRegions, lines: Iterable<PlacedLine>): Work<readonly PlacedRegion[]> {
  const placed: PlacedRegion[] = [];
  let work = 0;
  for (const { line, start, from, to } of lines) {
    let last: { kind: RegionKind; language: string; start: number; end: number } | undefined;
    for (let column = from; column < to; column += pieceLength) {
      const pieceEnd = Math.min(to, column + pieceLength);
      for (const { kind, language, ...region } of regions.between(line, column, pieceEnd)) {
        const [first, end] = [start + Math.max(column, region.from), start + Math.min(pieceEnd, region.to)];
        if (first >= end) continue;
        // Pieces of one region are joined again.
        if (last?.end === first && last.kind === kind && last.language === language) last.end = end;
        else placed.push((last = { kind, language, start: first, end }));
      }
      work += pieceEnd - column;
      if (work >= sliceWork) {
        work = 0;
        yield;
      }
    }
    work += lineWork;
  }
  return placed;
}
