/** From `start` to `end` of a text, which is not part of it. UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in a document: a line from 0, and UTF-16 code units in it. VS Code's `Position` is one. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From one place in a document to another. VS Code's `Range` is one. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}
