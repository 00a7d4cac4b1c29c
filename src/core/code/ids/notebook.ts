import type { FoundId } from './findIds';
import { textLines } from '../../text/document';
import { regionText } from '../../text/regions/regionText';
import type { RegionText } from '../../text/regions/regionText';
import { countUpTo } from '../../text/offsets';
import { languageOfCell } from '../../text/cellLanguage';
import { isProse, languageOf } from '../../text/languages';
import { notebookCells, spansInFile } from '../../text/notebookCells';
import type { PlacedPiece } from '../../text/notebookCells';
import { lineStarts } from '../../text/offsets';

interface PlacedCell {
  readonly source: RegionText;
  /** The offset at which it begins in the joined text. */
  readonly start: number;
  readonly line: number;
}

/** An id of a notebook, with its cell, and its place in that cell. */
interface IdInCell {
  readonly cell: number;
  readonly found: FoundId;
}

/**
 * Joins the code of a notebook into one text, cell behind cell. A host that one cell names, or an id that it silences,
 * counts in the next cells, whether the notebook is open or a file.
 */
export function joinCells(cells: readonly RegionText[]) {
  const placed: PlacedCell[] = [];
  let text = '';
  let line = 0;
  for (const source of cells) {
    placed.push({ source, start: text.length, line });
    // An empty line stands between cells, and no comment reaches past it.
    text += `${source.text}\n\n`;
    line += source.text.split('\n').length + 1;
  }
  const at = (row: number): PlacedCell | undefined => placed[countUpTo(placed, (each) => each.line, row) - 1];
  const joined: RegionText = {
    text,
    // The language of the first cell with calls: other languages are in cells of their own.
    languageId: cells.find(({ languageId }) => languageOf(languageId).calls)?.languageId ?? 'python',
    breathe: cells[0]?.breathe ?? (() => undefined),
    regionAt: async (row, column) => {
      const cell = at(row);
      return cell?.source.regionAt(row - cell.line, column);
    },
    regionsBetween: async (row, from, to) => {
      const cell = at(row);
      return cell?.source.regionsBetween(row - cell.line, from, to);
    },
  };
  const cellOf = (found: FoundId): IdInCell[] => {
    const cell = countUpTo(placed, ({ start }) => start, found.start) - 1;
    const own = placed[cell];
    if (!own) return [];
    const { start, end, line } = found;
    return [{ cell, found: { ...found, start: start - own.start, end: end - own.start, line: line - own.line } }];
  };
  return { source: joined, starts: placed.map(({ start }) => start), cellOf };
}

/** Reads a cell of code in the language that its first line names, with lines for a shell in it. Undefined: it is prose. */
export function cellSource(cell: RegionText): RegionText | undefined {
  const languageId = languageOfCell(cell.text, cell.languageId);
  if (isProse(languageId)) return undefined;
  if (languageId !== cell.languageId) return regionText(cell.text, languageId, cell.breathe);
  if (languageId !== 'python' || !/^\s*[!%]/m.test(cell.text)) return cell;
  const lines = textLines(cell.text);
  /** Returns a line for a shell as a text of its own. */
  const shellLine = async (line: number): Promise<RegionText | undefined> => {
    const { text } = lines.lineAt(line);
    const mark = shellMark.exec(text)?.[0].length;
    if (mark === undefined || (await cell.regionAt(line, mark - 1))?.kind !== 'code') return undefined;
    return regionText(' '.repeat(mark) + text.slice(mark), 'shellscript', cell.breathe);
  };
  return {
    ...cell,
    regionAt: async (line, column) => {
      const shell = await shellLine(line);
      return shell ? shell.regionAt(0, column) : cell.regionAt(line, column);
    },
    regionsBetween: async (line, from, to) => {
      const shell = await shellLine(line);
      return shell ? shell.regionsBetween(0, from, to) : cell.regionsBetween(line, from, to);
    },
  };
}

/** Beginning of a line for a shell: `!llm -m gpt-4`, `%env MODEL=gpt-4`. */
const shellMark = /^\s*(?:!{1,2}|%(?:set_env|env|sx|system)\b)/;

/** Joins the code of a notebook's file, as `joinCells` does. Undefined: no cell of it has code. */
export function readNotebook(json: string) {
  const cells = notebookCells(json).flatMap(({ kind, languageId, pieces }) => {
    if (kind !== 'code' || pieces.length === 0) return [];
    const text = pieces.map((piece) => piece.text).join('');
    const source = cellSource(regionText(text, languageId));
    return source ? [{ source, pieces }] : [];
  });
  if (cells.length === 0) return undefined;
  const { source, starts } = joinCells(cells.map((cell) => cell.source));
  const pieces: PlacedPiece[] = [];
  for (const [index, cell] of cells.entries()) {
    let start = starts[index] ?? 0;
    for (const piece of cell.pieces) {
      pieces.push({ ...piece, start });
      start += piece.text.length;
    }
  }
  return {
    source,
    /** Moves ids that were found in `source`, given in order, to their places in the file. */
    placesInFile: (found: readonly FoundId[]): FoundId[] => {
      const lines = lineStarts(json);
      const spanOf = spansInFile(json, pieces);
      return found.flatMap((each) => {
        const span = spanOf(each);
        if (!span) return [];
        const line = countUpTo(lines, (at) => at, span.start) - 1;
        return [{ ...each, ...span, line, column: span.start - (lines[line] ?? 0) }];
      });
    },
  };
}
