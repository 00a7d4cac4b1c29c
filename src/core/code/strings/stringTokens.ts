import type { StringPiece, StringLiteral } from './literal';

/** A character of a string, or a hole in it: the unit that an edit keeps, removes or adds. */
export interface StringToken {
  /** A character, or half of one that has no other half; empty for a hole. */
  readonly text: string;
  /** The code of a hole. */
  readonly hole?: string;
}

/** A token at its place in a string. Several characters may come from one escape, and then share its place. */
export interface PlacedToken extends StringToken {
  readonly start: number;
  readonly end: number;
}

export const isSameToken = (one: StringToken, other: StringToken): boolean =>
  one.text === other.text && one.hole === other.hole;

/** Splits a text without holes into tokens. */
export const tokensOfText = (text: string): StringToken[] => Array.from(text, (character) => ({ text: character }));

export const tokensOf = ({ pieces }: Pick<StringLiteral, 'pieces'>): PlacedToken[] => pieces.flatMap(tokensOfPiece);

function tokensOfPiece(piece: StringPiece): PlacedToken[] {
  const { start, end } = piece;
  if (piece.kind === 'hole') return [{ text: '', hole: piece.code, start, end }];
  const isRun = end - start === piece.text.length && piece.text !== '\n';
  let at = start;
  return Array.from(piece.text, (text) => {
    const from = at;
    at += text.length;
    return isRun ? { text, start: from, end: at } : { text, start, end };
  });
}
