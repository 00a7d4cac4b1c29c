/** A part of a text from `start` up to `end`, without `end`. UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in a document: a line from 0, and UTF-16 code units in it. VS Code's `Position` is one. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A part of a document between two places. VS Code's `Range` is one. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}
