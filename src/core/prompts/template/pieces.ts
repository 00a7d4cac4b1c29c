import type { Span } from '../../text/span';

/** A stretch of a filled template. */
export interface FilledPiece {
  readonly text: string;
  /** The value that the text was made of. Absent where the text is from the template itself. */
  readonly value?: unknown;
}

/** A filled template as one text, and where its values stand in it. */
interface PieceText {
  readonly text: string;
  /** Places of the values, in their order. None is empty. */
  readonly values: readonly Span[];
}

export const isValue = (piece: FilledPiece): boolean => 'value' in piece;

export function joinPieces(pieces: readonly FilledPiece[]): PieceText {
  const values: Span[] = [];
  let text = '';
  for (const piece of pieces) {
    const start = text.length;
    text += piece.text;
    if (isValue(piece) && piece.text !== '') values.push({ start, end: text.length });
  }
  return { text, values };
}

/**
 * Fills the names that a pattern finds, all in one pass, so that no name is looked for in a value. A name without a
 * value stays as it is.
 */
export function fillNames(source: string, pattern: RegExp, valueOf: (name: string) => unknown): readonly FilledPiece[] {
  const pieces: FilledPiece[] = [];
  let at = 0;
  for (const match of source.matchAll(pattern)) {
    const value = valueOf(match[1] ?? match[3] ?? '');
    if (value === undefined) continue;
    pieces.push(
      { text: source.slice(at, match.index) },
      { text: typeof value === 'string' ? value : JSON.stringify(value), value },
    );
    at = match.index + match[0].length;
  }
  pieces.push({ text: source.slice(at) });
  return pieces;
}
