import type { Range } from './span';

/** A text by its lines, without their line breaks. */
export interface TextLines {
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
}

/** A document as it is now. VS Code's `TextDocument` is one. */
export interface TextDocument extends TextLines {
  readonly uri: { readonly path: string };
  readonly languageId: string;
  readonly version: number;
  readonly isClosed: boolean;
  /** Code units of each of its line breaks: 1 for `\n`, 2 for `\r\n`. */
  readonly eol: number;
}

/** A part of a document that was replaced by `text`. */
export interface TextChange {
  readonly range: Range;
  readonly text: string;
}

/** The lines of a text that does not change. */
export function textLines(text: string): TextLines {
  const lines = text.split(/\r?\n/);
  return { lineCount: lines.length, lineAt: (line) => ({ text: lines[line] ?? '' }) };
}
