import { Position, Range } from 'vscode';
import type { TextDocument } from 'vscode';
import type { TextSource } from '../../core/tokens/tokenWindow';
import type { LineOffsets } from '../../core/tokens/visibleParts';

/** Reads a document in parts: no copy of its whole text is made. */
export function documentText(document: TextDocument): TextSource & LineOffsets {
  const startOf = (line: number): number => document.offsetAt(new Position(line, 0));
  const lengthOf = (line: number): number => document.lineAt(line).text.length;
  const lastLine = document.lineCount - 1;
  return {
    length: startOf(lastLine) + lengthOf(lastLine),
    lineCount: document.lineCount,
    startOf,
    lengthOf,
    slice: (from, to) => document.getText(new Range(document.positionAt(from), document.positionAt(to))),
  };
}
