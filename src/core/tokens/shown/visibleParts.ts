import type { Range } from '../../text/span';

/** Where lines are in a document. UTF-16 code units; lengths without the line end. */
export interface LineOffsets {
  readonly lineCount: number;
  startOf(line: number): number;
  lengthOf(line: number): number;
}

/** A part of a document that is on screen. UTF-16 code units from the document's start. */
export interface VisiblePart {
  readonly from: number;
  readonly to: number;
  /** True when the last line goes on, but not its colours. */
  readonly isCut: boolean;
}

/** Most UTF-16 code units of a wrapped line: more than the rows of a screen hold. */
const maxWrappedLength = 10_000;
/**
 * Most UTF-16 code units of a line that is not wrapped. VS Code measures each box again at every key, which is slower
 * the longer the line is.
 */
const maxUnwrappedLength = 500;
const shortestCut = 300;
/** Most UTF-16 code units between two parts that are joined. */
const slack = 1_000;
/** The total length of all lines of a screen from which on long ones are cut shorter. */
const budget = 20_000;
/** UTF-16 code units that are read ahead on both sides, so that a scrolled line appears with its colours. */
const margin = 2_000;

/**
 * Returns the parts of the visible ranges that get colours. VS Code reports whole lines however far they reach to the
 * right, so a line of a megabyte has to be cut here.
 */
export function visibleParts(lines: LineOffsets, ranges: readonly Range[], isWrapped: boolean): VisiblePart[] {
  const lineTotal = ranges.reduce((sum, { start, end }) => sum + end.line - start.line + 1, 0);
  const share = Math.max(shortestCut, Math.floor(budget / Math.max(1, lineTotal)));
  const parts: VisiblePart[] = [];
  for (const { start, end } of ranges) {
    for (let line = start.line; line <= Math.min(end.line, lines.lineCount - 1); line++) {
      const length = lines.lengthOf(line);
      const first = line === start.line ? Math.min(start.character, length) : 0;
      const last = line === end.line ? Math.min(end.character, length) : length;
      const from = lines.startOf(line) + first;
      // Only a wrapped line can be visible in part, whatever the settings say.
      const isInRows = isWrapped || first > 0 || last < length;
      const longest = Math.min(share, isInRows ? maxWrappedLength : maxUnwrappedLength);
      // A line is not cut if little would be missing, which is not worth a note.
      const isCut = last - first > 2 * longest;
      addPart(parts, { from, to: isCut ? from + longest : lines.startOf(line) + last, isCut });
    }
  }
  return withMargins(parts, lines);
}

/** Adds a part, or joins it to the one before if little is between them. */
function addPart(parts: VisiblePart[], part: VisiblePart): void {
  const previous = parts.at(-1);
  if (previous && !previous.isCut && part.from - previous.to <= slack) {
    parts[parts.length - 1] = { ...part, from: previous.from };
  } else parts.push(part);
}

function withMargins(parts: VisiblePart[], lines: LineOffsets): VisiblePart[] {
  const lastLine = lines.lineCount - 1;
  const length = lines.startOf(lastLine) + lines.lengthOf(lastLine);
  return parts.map((part, index) => ({
    ...part,
    from: index === 0 ? Math.max(0, part.from - margin) : part.from,
    to: index === parts.length - 1 && !part.isCut ? Math.min(length, part.to + margin) : part.to,
  }));
}
