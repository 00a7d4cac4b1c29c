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

/** UTF-16 code units of a line that is wrapped: more than the rows of a screen hold. */
const maxWrappedLength = 10_000;
/** And of one that is not: VS Code measures each box anew at every key, the slower the longer the line is. */
const maxUnwrappedLength = 500;
const shortestCut = 300;
/** Parts with less between them are one. */
const slack = 1_000;
/** The length of all lines of a screen together from which on long ones are cut shorter. */
const budget = 20_000;
/** Read ahead on both sides, so that a scrolled line comes up coloured. */
const margin = 2_000;

/**
 * The parts of the visible ranges that get colours. VS Code reports whole lines however far they reach to the right, so that a line
 * of a megabyte has to be cut here.
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
      // Only of a wrapped line a part can be on screen, whatever the settings say.
      const isInRows = isWrapped || first > 0 || last < length;
      const longest = Math.min(share, isInRows ? maxWrappedLength : maxUnwrappedLength);
      // A line that is cut only a little is not worth a note.
      const isCut = last - first > 2 * longest;
      addPart(parts, { from, to: isCut ? from + longest : lines.startOf(line) + last, isCut });
    }
  }
  return withMargins(parts, lines);
}

/** Parts with little between them become one. */
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
