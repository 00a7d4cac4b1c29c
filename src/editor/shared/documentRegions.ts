import { Disposable, workspace } from 'vscode';
import type { CancellationToken, TextDocument } from 'vscode';
import type { KeptRegions } from '../../core/text/regions/keptRegions';
import type { Regions } from '../../core/text/regions/regions';
import { pace } from './pace';

/** The regions of documents. The reader is loaded with the first question. */
export class DocumentRegions {
  private kept: KeptRegions | undefined;
  private readonly listeners: Disposable;

  constructor() {
    this.listeners = Disposable.from(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => this.kept?.follow(document, contentChanges)),
      // Choosing another language closes a document, too.
      workspace.onDidCloseTextDocument((document) => this.kept?.drop(document)),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.kept = undefined;
  }

  /**
   * The regions of the document as it is now, read up to `line`, in slices with turns for others between them. They are good
   * until the next turn. Undefined: it was changed or closed meanwhile, or the question was cancelled.
   */
  async readTo(document: TextDocument, line: number, cancel?: CancellationToken): Promise<Regions | undefined> {
    const isCancelled = (): boolean => cancel?.isCancellationRequested === true;
    const { KeptRegions } = await import('../../core/text/regions/keptRegions');
    if (isCancelled()) return undefined;
    this.kept ??= new KeptRegions(pace);
    return this.kept.readTo(document, line, isCancelled);
  }
}
