import { Disposable, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { DocumentCopies } from '../../../core/tokens/worker/documentCopies';
import { nodeHost } from '../../../host/node/host';
import { documentPieces } from './documentPieces';
import type { WorkerCounter } from './workerCounter';

/** Copies of VS Code's documents, which follow its events until they are disposed. */
export class EditorDocumentCopies extends DocumentCopies<TextDocument> {
  private readonly listeners: Disposable;

  constructor(worker: WorkerCounter) {
    super({
      newCopy: () => worker.newCopy(),
      send: (request) => worker.send(request),
      pieces: documentPieces,
      nextTurn: () => nodeHost.nextTurn(),
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
