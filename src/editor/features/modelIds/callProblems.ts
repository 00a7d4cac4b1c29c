import { CodeAction, CodeActionKind, Range, WorkspaceEdit, languages } from 'vscode';
import type { CodeActionProvider, Disposable, TextDocument } from 'vscode';
import type { DocumentRegions } from '../../services/documentRegions';
import type { CallProblem, CallTables } from './callProblemsIn';

/** Parameters that the model of their call does not take, and ids that are slips of known ones. */
export class CallProblems implements CodeActionProvider, Disposable {
  private readonly shown = languages.createDiagnosticCollection('aiFieldGuide.calls');
  // With the version of the document in which they stand.
  private readonly problems = new Map<string, { readonly version: number; readonly found: readonly CallProblem[] }>();
  private isDisposed = false;

  constructor(
    private readonly tables: CallTables,
    private readonly regions: Pick<DocumentRegions, 'readTo'>,
  ) {}

  dispose(): void {
    this.isDisposed = true;
    this.shown.dispose();
  }

  /** Shows what stands in a document now; nothing of one that is closed or was changed meanwhile. */
  async check(document: TextDocument): Promise<void> {
    const { version } = document;
    const found = await this.problemsIn(document);
    if (found === undefined || this.isDisposed || document.isClosed || document.version !== version) return;
    this.problems.set(document.uri.toString(), { version, found });
    this.shown.set(
      document.uri,
      found.map(({ diagnostic }) => diagnostic),
    );
  }

  /** The document is closed, or nobody wants to know of it. */
  drop({ uri }: TextDocument): void {
    this.problems.delete(uri.toString());
    if (!this.isDisposed) this.shown.delete(uri);
  }

  provideCodeActions(document: TextDocument, range: Range): CodeAction[] {
    const known = this.problems.get(document.uri.toString());
    // After a change their places are others, until it was looked at again.
    if (known?.version !== document.version) return [];
    return known.found.flatMap(({ diagnostic, fix }) => {
      if (!fix || !diagnostic.range.intersection(range)) return [];
      const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
      action.diagnostics = [diagnostic];
      action.isPreferred = fix.isPreferred;
      action.edit = new WorkspaceEdit();
      action.edit.replace(document.uri, rangeIn(document, fix.edit.start, fix.edit.end), fix.edit.text);
      return [action];
    });
  }

  /** Undefined: the document was changed meanwhile. The reader of calls is loaded with the first question. */
  private async problemsIn(document: TextDocument): Promise<CallProblem[] | undefined> {
    const { callProblemsIn } = await import('./callProblemsIn');
    return callProblemsIn(document, this.tables, this.regions);
  }
}

const rangeIn = (document: TextDocument, start: number, end: number): Range =>
  new Range(document.positionAt(start), document.positionAt(end));
