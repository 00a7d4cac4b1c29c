import { visit } from 'jsonc-parser';
import type { JSONVisitor } from 'jsonc-parser';
import { idOfLanguage } from './languages';
import { languageOfCell } from './cellLanguage';
import { countUpTo } from './offsets';
import type { Span } from './span';

/** A string of the file. Its `text` stands in the JSON, escaped, from `offset` on. */
interface CellPiece {
  readonly offset: number;
  readonly text: string;
}

/** A cell of a Jupyter notebook: its text is that of its pieces. */
interface NotebookCell {
  readonly kind: 'code' | 'markdown' | 'other';
  readonly languageId: string;
  readonly pieces: readonly CellPiece[];
}

interface CellParts {
  type: unknown;
  language: string;
  readonly pieces: CellPiece[];
}

/**
 * Returns the cells of a notebook. The format is described at
 * https://nbformat.readthedocs.io/en/latest/format_description.html. In version 3 it has sheets of cells, whose code is
 * their input.
 */
export function notebookCells(json: string): readonly NotebookCell[] {
  const cells = new Map<string, CellParts>();
  let language = '';
  const onLiteralValue: JSONVisitor['onLiteralValue'] = (value, offset, _length, _line, _column, path) => {
    if (typeof value !== 'string') return;
    const at = path();
    const skipped = at[0] === 'worksheets' && at[2] === 'cells' ? 2 : 0;
    const [top, index, key, item, ...rest] = at.slice(skipped);
    if (top === 'metadata' && (key === 'language' || (index === 'language_info' && key === 'name'))) language ||= value;
    if (top !== 'cells' || typeof index !== 'number') return;
    const place = at.slice(0, skipped + 2).join();
    const cell = cells.get(place) ?? { type: undefined, language: '', pieces: [] };
    cells.set(place, cell);
    if (key === 'cell_type') cell.type = value;
    else if (key === 'language' || (key === 'metadata' && item === 'vscode' && rest[0] === 'languageId'))
      cell.language ||= value;
    else if ((key === 'source' || key === 'input') && (item === undefined || typeof item === 'number'))
      // The text begins after the quote.
      cell.pieces.push({ offset: offset + 1, text: value });
  };
  try {
    visit(json, { onLiteralValue });
  } catch (error) {
    // Endlessly nested brackets are no notebook, and must not keep other files from being checked.
    if (!(error instanceof RangeError)) throw error;
    return [];
  }
  return [...cells.values()].map(({ type, language: own, pieces }) => {
    const code = idOfLanguage((own || language).toLowerCase()) || 'python';
    const text = pieces[0]?.text ?? '';
    if (type === 'code') return { kind: 'code', languageId: languageOfCell(text, code), pieces };
    return { kind: type === 'markdown' ? 'markdown' : 'other', languageId: 'markdown', pieces };
  });
}

/** A piece, and where it begins in the text that is read instead of the file. */
export type PlacedPiece = CellPiece & { readonly start: number };

/**
 * Returns a function that finds the span in the file of a span of the text; undefined for one in no piece. Call it in
 * ascending order: all code of a notebook may be one string, which is then read once. Offsets are in UTF-16 code units.
 */
export function spansInFile(json: string, pieces: readonly PlacedPiece[]): (span: Span) => Span | undefined {
  let last: { readonly piece: PlacedPiece; readonly units: number; readonly offset: number } | undefined;
  const offsetOf = (at: number): number | undefined => {
    const piece = pieces[countUpTo(pieces, ({ start }) => start, at) - 1];
    if (!piece) return undefined;
    const units = at - piece.start;
    const before = last?.piece === piece && last.units <= units ? last : { units: 0, offset: piece.offset };
    const offset = before.offset + escapedLength(json, before.offset, units - before.units);
    last = { piece, units, offset };
    return offset;
  };
  return ({ start, end }) => {
    const from = offsetOf(start);
    const to = offsetOf(end - 1);
    // Any character may be escaped, `/` as well.
    return from === undefined || to === undefined ? undefined : { start: from, end: to + escapedLength(json, to, 1) };
  };
}

/** Returns the length in JSON of the first `units` of a string that begins at `from`. UTF-16 code units. */
function escapedLength(json: string, from: number, units: number): number {
  let at = from;
  for (let read = 0; read < units; read++) at += json[at] !== '\\' ? 1 : json[at + 1] === 'u' ? 6 : 2;
  return at - from;
}
