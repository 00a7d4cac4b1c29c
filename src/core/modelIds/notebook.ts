import { visit } from 'jsonc-parser';
import type { JSONVisitor } from 'jsonc-parser';
import type { FoundId, IdSource } from './findIds';
import { regionReader } from './fileRegions';

/** The code of a Jupyter notebook as one text, cell behind cell, so that what one cell says of a host counts in the next. */
export interface NotebookText {
  readonly source: IdSource;
  /** Finds of `source`, in order, at their places in the file. */
  placesInFile(found: readonly FoundId[]): FoundId[];
}

/** A string of the file: `text` stands in its JSON from `offset` on, escaped. */
interface Piece {
  readonly offset: number;
  readonly text: string;
}

interface Cell {
  isCode: boolean;
  readonly pieces: Piece[];
}

/** Undefined: no cell of it has code. The format: https://nbformat.readthedocs.io/en/latest/format_description.html */
export function readNotebook(json: string): NotebookText | undefined {
  const { cells, languageId } = cellsOf(json);
  const code = cells.filter(({ isCode, pieces }) => isCode && pieces.length > 0);
  if (code.length === 0) return undefined;
  const pieces: (Piece & { readonly start: number })[] = [];
  const readers: { readonly firstLine: number; readonly regionAt: IdSource['regionAt'] }[] = [];
  let text = '';
  let lines = 0;
  for (const cell of code) {
    const own = cell.pieces.map((piece) => piece.text).join('');
    for (const piece of cell.pieces) {
      pieces.push({ ...piece, start: text.length });
      text += piece.text;
    }
    // With an empty line between them, past which no comment reaches.
    text += '\n\n';
    readers.push({ firstLine: lines, regionAt: regionReader(languageId, own) });
    lines += own.split('\n').length + 1;
  }
  return {
    source: {
      text,
      languageId,
      regionAt: (line, column) => {
        const reader = readers[countUpTo(readers, ({ firstLine }) => firstLine, line) - 1];
        return reader ? reader.regionAt(line - reader.firstLine, column) : Promise.resolve(undefined);
      },
    },
    placesInFile: (found) => {
      const starts = lineStarts(json);
      // All code of a notebook may be one string: it is read once, from one find to the next.
      let last: { readonly piece: Piece; readonly units: number; readonly offset: number } | undefined;
      return found.flatMap((each) => {
        const piece = pieces[countUpTo(pieces, ({ start }) => start, each.start) - 1];
        if (!piece) return [];
        const units = each.start - piece.start;
        const before = last?.piece === piece ? last : { units: 0, offset: piece.offset };
        const start = before.offset + escapedLength(json, before.offset, units - before.units);
        last = { piece, units, offset: start };
        const line = countUpTo(starts, (at) => at, start) - 1;
        const column = start - (starts[line] ?? 0);
        // An id has no character that JSON escapes.
        return [{ ...each, start, end: start + each.written.length, line, column }];
      });
    },
  };
}

function cellsOf(json: string): { cells: Cell[]; languageId: string } {
  const cells: Cell[] = [];
  let language = '';
  const onLiteralValue: JSONVisitor['onLiteralValue'] = (value, offset, _length, _line, _column, path) => {
    if (typeof value !== 'string') return;
    const [top, index, key, item] = path();
    if (top === 'metadata' && (key === 'language' || (index === 'language_info' && key === 'name'))) language ||= value;
    if (top !== 'cells' || typeof index !== 'number') return;
    const cell = (cells[index] ??= { isCode: false, pieces: [] });
    if (key === 'cell_type') cell.isCode = value === 'code';
    else if (key === 'source' && (item === undefined || typeof item === 'number'))
      // Behind the quote.
      cell.pieces.push({ offset: offset + 1, text: value });
  };
  try {
    visit(json, { onLiteralValue });
  } catch (error) {
    // Brackets within brackets without end are no notebook, and keep no other file from being checked.
    if (!(error instanceof RangeError)) throw error;
    return { cells: [], languageId: '' };
  }
  const name = language.toLowerCase();
  // A place without a text leaves a hole.
  return {
    cells: cells.filter((cell) => (cell as Cell | undefined) !== undefined),
    languageId: languages.get(name) ?? (name || 'python'),
  };
}

/** Names of kernels' languages that are other ones in VS Code. */
const languages = new Map([
  ['c#', 'csharp'],
  ['f#', 'fsharp'],
  ['c++', 'cpp'],
  ['bash', 'shellscript'],
]);

/** How long the JSON of the first `units` of a string is that begins at `from`. UTF-16 code units. */
function escapedLength(json: string, from: number, units: number): number {
  let at = from;
  for (let read = 0; read < units; read++) at += json[at] !== '\\' ? 1 : json[at + 1] === 'u' ? 6 : 2;
  return at - from;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** How many of a sorted list are no greater than `limit`. */
function countUpTo<T>(list: readonly T[], of: (item: T) => number, limit: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(list[middle]!) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
