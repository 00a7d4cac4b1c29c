/** A file below data/ with its new text. */
export interface Written {
  readonly file: string;
  readonly text: string;
}

/** A piece of text in the place of another; a file is changed nowhere else, so comments and line breaks stay. */
export interface Edit {
  readonly at: number;
  readonly end: number;
  readonly text: string;
}

export const spliced = (text: string, edits: readonly Edit[]): string =>
  edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((now, { at, end, text: piece }) => now.slice(0, at) + piece + now.slice(end), text);
