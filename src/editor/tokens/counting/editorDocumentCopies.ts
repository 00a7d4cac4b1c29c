import { Disposable, Position, Range, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { DocumentCopies } from '../../../core/tokens/worker/documentCopies';
import { host } from '#host';
import type { WorkerCounter } from '../../shared/workerCounter';

/** Copies of VS Code's documents, which follow its events until they are disposed of. */
export class EditorDocumentCopies extends DocumentCopies<TextDocument> {
  private readonly listeners: Disposable;

  constructor(worker: WorkerCounter) {
    super({
      newCopy: () => worker.newCopy(),
      send: (request) => worker.send(request),
      pieces: documentPieces,
      nextTurn: () => host.nextTurn(),
    });
    this.listeners = Disposable.from(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
          rangeOffset,
          rangeLength,
          text,
        }));
        this.follow(document, changes);
      }),
      workspace.onDidCloseTextDocument((document) => this.drop(document)),
      worker.onDidLoseCopies(() => this.forgetAll()),
    );
  }

  dispose(): void {
    this.listeners.dispose();
  }
}

/**
 * UTF-16 code units that are read from a document at once. Reading takes a fraction of a millisecond, and sending as
 * much again.
 */
const unitsAtOnce = 64 * 1024;
/** Cost of a line in addition to its text, in code units. */
const unitsOfALine = 16;

/**
 * Yields the text of a document in pieces of about the same cost, whatever its lines are like: many empty ones, or a
 * giant one.
 */
export function* documentPieces(document: TextDocument): Generator<string> {
  const { end } = document.lineAt(document.lineCount - 1).range;
  for (let start = new Position(0, 0); start.isBefore(end);) {
    const next = pieceEnd(document, start) ?? end;
    yield document.getText(new Range(start, next));
    start = next;
  }
}

/** Finds the end of a piece. `undefined` where the document ends before. */
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
