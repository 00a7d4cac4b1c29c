import type { FoundId, IdSource } from './findIds';
import { regionText } from '../../text/regions/regionText';
import { countUpTo } from '../../text/offsets';
import { notebookCells, offsetsInFile } from '../../text/notebookCells';
import type { PlacedPiece } from '../../text/notebookCells';

/**
 * The code of a Jupyter notebook as one text, cell behind cell, so that what one cell says of a host counts in the next.
 * Undefined: no cell of it has code.
 */
export function readNotebook(json: string) {
  const { cells, languageId } = notebookCells(json);
  const code = cells.filter(({ kind, pieces }) => kind === 'code' && pieces.length > 0);
  if (code.length === 0) return undefined;
  const pieces: PlacedPiece[] = [];
  const readers: { readonly firstLine: number; readonly cell: IdSource }[] = [];
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
    readers.push({ firstLine: lines, cell: regionText(own, languageId) });
    lines += own.split('\n').length + 1;
  }
  const readerOf = (line: number) => readers[countUpTo(readers, ({ firstLine }) => firstLine, line) - 1];
  const source: IdSource = {
    text,
    languageId,
    breathe: () => undefined,
    regionAt: async (line, column) => {
      const reader = readerOf(line);
      return reader?.cell.regionAt(line - reader.firstLine, column);
    },
    regionsBetween: async (line, from, to) => {
      const reader = readerOf(line);
      return reader?.cell.regionsBetween(line - reader.firstLine, from, to);
    },
  };
  return {
    source,
    /** Finds of `source`, in order, at their places in the file. */
    placesInFile: (found: readonly FoundId[]): FoundId[] => {
      const starts = lineStarts(json);
      const offsetOf = offsetsInFile(json, pieces);
      return found.flatMap((each) => {
        const start = offsetOf(each.start);
        if (start === undefined) return [];
        const line = countUpTo(starts, (at) => at, start) - 1;
        const column = start - (starts[line] ?? 0);
        // An id has no character that JSON escapes.
        return [{ ...each, start, end: start + each.written.length, line, column }];
      });
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
