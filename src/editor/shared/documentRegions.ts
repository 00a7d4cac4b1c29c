import { Disposable, workspace } from 'vscode';
import type { CancellationToken, TextDocument } from 'vscode';
import type { CachedRegions } from '../../core/text/regions/cachedRegions';
import type { Regions } from '../../core/text/regions/regions';
import { pace } from './pace';

/** Reads the regions of documents. The reader is loaded with the first question. */
export class DocumentRegions {
  private kept: CachedRegions | undefined;
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
   * Returns the regions of the document in its present text, read up to `line`, in slices between which other work gets
   * a turn. They are valid until the next turn. Undefined where the document was changed or closed meanwhile, or the
   * question was cancelled.
   */
  async readTo(document: TextDocument, line: number, cancel?: CancellationToken): Promise<Regions | undefined> {
    const isCancelled = (): boolean => cancel?.isCancellationRequested === true;
    const { CachedRegions } = await import('../../core/text/regions/cachedRegions');
    if (isCancelled()) return undefined;
    this.kept ??= new CachedRegions(pace);
    return this.kept.readTo(document, line, isCancelled);
  }
}
