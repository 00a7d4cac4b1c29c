import { languages, workspace } from 'vscode';
import type { Disposable, TextDocument, Uri } from 'vscode';
import type { FoundId } from '../../../core/code/ids/findIds';
import { pathBelow } from '../../files/paths';
import type { IdProblem } from './idProblem';

interface Entry {
  readonly uri: Uri;
  readonly found: readonly FoundId[];
  /** Of the document; of a file none. */
  readonly version: number | undefined;
  problems: readonly IdProblem[];
}

export interface ProblemCount {
  readonly problems: number;
  readonly files: number;
}

/**
 * The problems that are shown: of open documents as they are now, of other files as the check of the workspace found them. What
 * was found is kept, so that a new day, setting or config judges it again without reading anything.
 */
export class ShownProblems implements Disposable {
  private readonly shown = languages.createDiagnosticCollection('aiFieldGuide.modelIds');
  private readonly open = new Map<string, Entry>();
  private readonly files = new Map<string, Entry>();
  /** The last look at each file: an earlier one that ends later counts for nothing. */
  private readonly looks = new Map<string, object>();
  private isDisposed = false;

  constructor(private readonly judge: (uri: Uri, found: readonly FoundId[]) => Promise<IdProblem[]>) {}

  dispose(): void {
    this.isDisposed = true;
    this.open.clear();
    this.files.clear();
    this.shown.dispose();
  }

  /** Those of a document, while it is the one that was checked: after a change their places are others. */
  of(document: TextDocument): readonly IdProblem[] {
    const known = this.open.get(document.uri.toString());
    return known?.version === document.version ? known.problems : [];
  }

  async setDocument(document: TextDocument, found: readonly FoundId[]): Promise<void> {
    const { uri, version } = document;
    const problems = await this.judge(uri, found);
    // It was changed meanwhile, or closed: then nothing of it is shown any more.
    if (this.isDisposed || document.isClosed || document.version !== version) return;
    this.open.set(uri.toString(), { uri, found, version, problems });
    this.show(uri);
  }

  /** The document is closed, or nobody wants to know of it: what was found in its file is shown again. */
  dropDocument({ uri }: Pick<TextDocument, 'uri'>): void {
    this.open.delete(uri.toString());
    if (!this.isDisposed) this.show(uri);
  }

  /**
   * Looks at a file again that has something in it; `scan` gives nothing where there is no such file. Where it was dropped
   * meanwhile, or is looked at once more, what is found counts for nothing.
   */
  async refreshFile(uri: Uri, scan: () => Promise<readonly FoundId[]>): Promise<void> {
    const key = uri.toString();
    if (!this.files.has(key)) return;
    const look = {};
    this.looks.set(key, look);
    const found = await scan();
    const problems = await this.judge(uri, found);
    if (this.isDisposed || this.looks.get(key) !== look || !this.files.has(key)) return;
    this.looks.delete(key);
    if (found.length === 0) this.files.delete(key);
    else this.files.set(key, { uri, found, version: undefined, problems });
    this.show(uri);
  }

  /** @returns how many problems that makes. */
  private async setFile(uri: Uri, found: readonly FoundId[]): Promise<number> {
    const problems = await this.judge(uri, found);
    if (this.isDisposed) return 0;
    if (found.length === 0) this.files.delete(uri.toString());
    else this.files.set(uri.toString(), { uri, found, version: undefined, problems });
    this.show(uri);
    return problems.length;
  }

  /** What a check found in all files takes the place of what the one before did. @returns how many problems in how many files. */
  async setFiles(found: readonly { readonly uri: Uri; readonly found: readonly FoundId[] }[]): Promise<ProblemCount> {
    const now = new Set(found.map(({ uri }) => uri.toString()));
    for (const [key, { uri }] of [...this.files]) if (!now.has(key)) this.dropFile(uri);
    const count = { problems: 0, files: 0 };
    for (const each of found) {
      const problems = await this.setFile(each.uri, each.found);
      count.problems += problems;
      if (problems > 0) count.files++;
    }
    return count;
  }

  private dropFile(uri: Uri): void {
    this.looks.delete(uri.toString());
    this.files.delete(uri.toString());
    if (!this.isDisposed) this.show(uri);
  }

  /** A file or a folder with all below it is gone. What somebody goes on editing is checked again with the next change. */
  dropBelow(uri: Uri): void {
    for (const entry of [...this.files.values(), ...this.open.values()]) {
      if (pathBelow(uri, entry.uri) === undefined) continue;
      this.open.delete(entry.uri.toString());
      this.dropFile(entry.uri);
    }
  }

  /** What was found is judged again. */
  async judgeAgain(): Promise<void> {
    for (const table of [this.open, this.files]) {
      for (const [key, entry] of [...table]) {
        const problems = await this.judge(entry.uri, entry.found);
        if (this.isDisposed) return;
        // Meanwhile it was looked at anew.
        if (table.get(key) !== entry) continue;
        entry.problems = problems;
        this.show(entry.uri);
      }
    }
  }

  private show(uri: Uri): void {
    const key = uri.toString();
    // The cells of an open notebook have problems of their own.
    const isInCells = workspace.notebookDocuments.some((notebook) => notebook.uri.toString() === key);
    const entry = this.open.get(key) ?? (isInCells ? undefined : this.files.get(key));
    this.shown.set(
      uri,
      entry?.problems.map(({ diagnostic }) => diagnostic),
    );
  }

  /** Whether a notebook is shown by its file or by its cells has changed. */
  showAgain = (uri: Uri): void => {
    if (!this.isDisposed && this.files.has(uri.toString())) this.show(uri);
  };
}
