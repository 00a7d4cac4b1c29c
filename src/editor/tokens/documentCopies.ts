import { setImmediate as nextTurn } from 'node:timers/promises';
import { Disposable, workspace } from 'vscode';
import type { EndOfLine, TextDocument, TextDocumentChangeEvent } from 'vscode';
import { documentPieces } from './documentPieces';
import type { WorkerCounter } from './workerCounter';

/** Documents that the worker keeps a copy of: the ones looked at last. The memory of the others is given back. */
const mostCopies = 4;

interface Copy {
  readonly id: number;
  /** Line ends are a part of the text; a document that changes them changes everywhere. */
  readonly eol: EndOfLine;
  /** Whether the worker has all of the text, once it is sent. False: the document changed or closed meanwhile. */
  complete: Promise<boolean>;
  isComplete: boolean;
}

/** Copies of documents in the token worker that follow every edit, so that no keystroke reads the whole text. */
export class DocumentCopies {
  private readonly copies = new Map<TextDocument, Copy>();
  private readonly listeners: Disposable;

  constructor(private readonly worker: WorkerCounter) {
    this.listeners = Disposable.from(
      workspace.onDidChangeTextDocument((event) => this.follow(event)),
      workspace.onDidCloseTextDocument((document) => this.drop(document)),
      worker.onDidLoseCopies(() => this.copies.clear()),
    );
  }

  dispose(): void {
    this.listeners.dispose();
  }

  /** The number of the document's copy, once the worker has it as it is now. `undefined`: the document was closed. */
  async of(document: TextDocument): Promise<number | undefined> {
    while (!document.isClosed) {
      const copy = this.copies.get(document) ?? this.open(document);
      // The newest goes to the end: the first is the one not looked at for longest.
      this.copies.delete(document);
      this.copies.set(document, copy);
      if (await copy.complete) return copy.id;
      if (this.copies.get(document) === copy) this.drop(document);
    }
    return undefined;
  }

  private open(document: TextDocument): Copy {
    const id = this.worker.newCopy();
    const copy: Copy = { id, eol: document.eol, complete: Promise.resolve(false), isComplete: false };
    this.copies.set(document, copy); // Before it is filled, which asks whether it is still wanted.
    copy.complete = this.fill(copy, document);
    const oldest = this.copies.keys().next().value;
    if (oldest && this.copies.size > mostCopies) this.drop(oldest);
    return copy;
  }

  private async fill(copy: Copy, document: TextDocument): Promise<boolean> {
    const { id } = copy;
    const { version } = document;
    const isStale = (): boolean =>
      document.version !== version || document.isClosed || this.copies.get(document) !== copy;
    await nextTurn(); // On first use tables were loaded in this turn, and now the worker is started.
    if (isStale()) return false;
    this.worker.send({ kind: 'open', document: id });
    for (const text of documentPieces(document)) {
      await nextTurn();
      if (isStale()) return false;
      this.worker.send({ kind: 'append', document: id, text });
    }
    copy.isComplete = true;
    return true;
  }

  private follow({ document, contentChanges }: TextDocumentChangeEvent): void {
    const copy = this.copies.get(document);
    if (!copy) return;
    if (!copy.isComplete || copy.eol !== document.eol) return this.drop(document); // Sent anew when it is asked for.
    if (contentChanges.length === 0) return;
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({ rangeOffset, rangeLength, text }));
    this.worker.send({ kind: 'change', document: copy.id, changes });
  }

  private drop(document: TextDocument): void {
    const copy = this.copies.get(document);
    if (!copy) return;
    this.copies.delete(document);
    this.worker.send({ kind: 'close', document: copy.id });
  }
}
