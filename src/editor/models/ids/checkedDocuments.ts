import { Disposable, window, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { isProse } from '../../../core/code/ids/findIds';
import type { FoundId } from '../../../core/code/ids/findIds';
import { findUnignoredIds } from '../../../core/code/ids/unignoredIds';
import { pace } from '../../shared/pace';
import type { DocumentRegions } from '../../shared/documentRegions';
import type { Logger } from '../../shared/log';
import type { Tables } from '../../shared/tables';

/** After the last key: what is typed is not an id yet. ms. */
const quietMs = 300;

/** Files and cells of people, not output, not what an extension shows. */
const schemes = new Set(['file', 'untitled', 'vscode-notebook-cell', 'vscode-remote', 'vscode-vfs']);

/** Texts of VS Code's and git's own, which name no models in calls: for them no table is loaded. */
const ownLanguages = new Set(['git-commit', 'git-rebase', 'ignore', 'scminput', 'search-result', 'binary']);

const holdsCalls = ({ uri, languageId }: TextDocument): boolean =>
  schemes.has(uri.scheme) && !isProse(languageId) && !ownLanguages.has(languageId);

interface DocumentListener {
  /** What stands in a document now. */
  onFound(document: TextDocument, found: readonly FoundId[]): Promise<void> | void;
  /** It is closed, or nobody wants to know. */
  onDropped(document: TextDocument): void;
}

/** Finds the ids in open documents again after each change, one document after the other. */
export class CheckedDocuments implements Disposable {
  private readonly waiting = new Map<TextDocument, ReturnType<typeof setTimeout>>();
  private running = Promise.resolve();
  private isDisposed = false;
  private readonly listeners: Disposable;

  constructor(
    private readonly tables: Pick<Tables, 'modelNames'>,
    private readonly regions: Pick<DocumentRegions, 'readTo'>,
    private readonly isEnabled: () => boolean,
    private readonly listener: DocumentListener,
    private readonly log: Pick<Logger, 'error'>,
  ) {
    this.listeners = Disposable.from(
      workspace.onDidOpenTextDocument((document) => this.checkSoon(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.checkSoon(document)),
      workspace.onDidCloseTextDocument((document) => this.forget(document)),
    );
    this.checkAll();
  }

  dispose(): void {
    this.isDisposed = true;
    this.listeners.dispose();
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }

  /** What is seen first, then what is open behind it. */
  checkAll(): void {
    const seen = window.visibleTextEditors.map(({ document }) => document);
    for (const document of new Set([...seen, ...workspace.textDocuments])) this.checkSoon(document);
  }

  private checkSoon(document: TextDocument): void {
    if (!holdsCalls(document)) return;
    clearTimeout(this.waiting.get(document));
    const check = (): void => {
      this.waiting.delete(document);
      // One that fails does not keep the next ones from being checked.
      this.running = this.running
        .then(() => this.check(document))
        .catch((error: unknown) => this.log.error('The model ids of a file could not be checked.', error));
    };
    this.waiting.set(document, setTimeout(check, quietMs));
  }

  private forget(document: TextDocument): void {
    clearTimeout(this.waiting.get(document));
    this.waiting.delete(document);
    this.listener.onDropped(document);
  }

  private async check(document: TextDocument): Promise<void> {
    const { version } = document;
    const isStale = (): boolean => this.isDisposed || document.isClosed || document.version !== version;
    if (isStale()) return;
    if (!this.isEnabled()) return this.listener.onDropped(document);
    // Nothing is named in it.
    if (document.lineCount === 1 && document.lineAt(0).isEmptyOrWhitespace) return this.listener.onFound(document, []);
    const names = await this.tables.modelNames();
    if (isStale()) return;
    const source = {
      text: document.getText(),
      languageId: document.languageId,
      regionAt: async (line: number, column: number) => (await this.regions.readTo(document, line))?.at(line, column),
    };
    const found = await findUnignoredIds(source, names, pace());
    // It was changed meanwhile, and is looked at again soon.
    if (found && !isStale()) await this.listener.onFound(document, found);
  }
}
