import type { StringPiece, StringLiteral } from './literal';

/** A character of a string, or a hole in it: what an edit keeps, takes away or brings. */
export interface StringToken {
  /** A character, or half of one that has no other half; empty for a hole. */
  readonly text: string;
  /** The code of a hole. */
  readonly hole?: string;
}

/** A token that stands in a string. An escape may be several characters, which have its place in common. */
export interface PlacedToken extends StringToken {
  readonly start: number;
  readonly end: number;
}

export const isSameToken = (one: StringToken, other: StringToken): boolean =>
  one.text === other.text && one.hole === other.hole;

/** Of a text without holes. */
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
