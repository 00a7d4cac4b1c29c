import { visit } from 'jsonc-parser';
import type { JSONVisitor } from 'jsonc-parser';
import { idOfLanguage } from './languages';
import { countUpTo } from './offsets';

/** A string of the file: `text` stands in its JSON from `offset` on, escaped. */
interface CellPiece {
  readonly offset: number;
  readonly text: string;
}

/** A cell of a Jupyter notebook: its text is that of its pieces. */
interface NotebookCell {
  kind: 'code' | 'markdown' | 'other';
  readonly pieces: CellPiece[];
}

/** The cells of a notebook, and the language of its code. The format: https://nbformat.readthedocs.io/en/latest/format_description.html */
export function notebookCells(json: string): { readonly cells: readonly NotebookCell[]; readonly languageId: string } {
  const cells: NotebookCell[] = [];
  let language = '';
  const onLiteralValue: JSONVisitor['onLiteralValue'] = (value, offset, _length, _line, _column, path) => {
    if (typeof value !== 'string') return;
    const [top, index, key, item] = path();
    if (top === 'metadata' && (key === 'language' || (index === 'language_info' && key === 'name'))) language ||= value;
    if (top !== 'cells' || typeof index !== 'number') return;
    const cell = (cells[index] ??= { kind: 'other', pieces: [] });
    if (key === 'cell_type') cell.kind = value === 'code' || value === 'markdown' ? value : 'other';
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
    cells: cells.filter((cell) => (cell as NotebookCell | undefined) !== undefined),
    languageId: idOfLanguage(name) || 'python',
  };
}

/** A piece, and where it begins in the text that is read instead of the file. */
export type PlacedPiece = CellPiece & { readonly start: number };

/**
 * Where in the file an offset of the text stands; undefined: in no piece. To be asked in order: all code of a notebook may be one
 * string, which is read once. UTF-16 code units.
 */
export function offsetsInFile(json: string, pieces: readonly PlacedPiece[]): (offset: number) => number | undefined {
  let last: { readonly piece: PlacedPiece; readonly units: number; readonly offset: number } | undefined;
  return (at) => {
    const piece = pieces[countUpTo(pieces, ({ start }) => start, at) - 1];
    if (!piece) return undefined;
    const units = at - piece.start;
    const before = last?.piece === piece && last.units <= units ? last : { units: 0, offset: piece.offset };
    const offset = before.offset + escapedLength(json, before.offset, units - before.units);
    last = { piece, units, offset };
    return offset;
  };
}

/** How long the JSON of the first `units` of a string is that begins at `from`. UTF-16 code units. */
function escapedLength(json: string, from: number, units: number): number {
  let at = from;
  for (let read = 0; read < units; read++) at += json[at] !== '\\' ? 1 : json[at + 1] === 'u' ? 6 : 2;
  return at - from;
}
