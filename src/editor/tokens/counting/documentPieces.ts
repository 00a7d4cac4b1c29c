import { Position, Range } from 'vscode';
import type { TextDocument } from 'vscode';

/** UTF-16 code units read from a document at once: a fraction of a millisecond, and as much again to send them. */
const unitsAtOnce = 64 * 1024;
/** What a line costs besides its text, in code units. */
const unitsOfALine = 16;

/** The text of a document in pieces of about the same cost, whatever its lines are like: many empty ones, or a giant one. */
export function* documentPieces(document: TextDocument): Generator<string> {
  const { end } = document.lineAt(document.lineCount - 1).range;
  for (let start = new Position(0, 0); start.isBefore(end);) {
    const next = pieceEnd(document, start) ?? end;
    yield document.getText(new Range(start, next));
    start = next;
  }
}

/** `undefined`: the document ends before. */
function pieceEnd(document: TextDocument, start: Position): Position | undefined {
  let left = unitsAtOnce;
  let { character } = start;
  for (let { line } = start; line < document.lineCount; line++) {
    if (left <= 0) return new Position(line, 0);
    const { length } = document.lineAt(line).text;
    if (length - character > left) return new Position(line, character + left);
    left -= length - character + unitsOfALine;
    character = 0;
  }
  return undefined;
}
