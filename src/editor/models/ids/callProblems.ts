import { Range, WorkspaceEdit, languages } from 'vscode';
import type {
  CancellationToken,
  CodeAction,
  CodeActionContext,
  CodeActionProvider,
  Disposable,
  TextDocument,
  Uri,
} from 'vscode';
import type { DocumentRegions } from '../../shared/documentRegions';
import type { CallProblem, CallTables, ShownCallProblem } from './callProblemsIn';
import type { IdConfigs } from './idConfigs';
import { quickFix } from './quickFix';

interface Entry {
  readonly uri: Uri;
  /** Of the document in which they stand. */
  readonly version: number;
  /** What was found is kept, so that another config judges it without reading anything. */
  readonly found: readonly CallProblem[];
  shown: readonly ShownCallProblem[];
}

/** Parameters that the model of their call does not take, and ids that are slips of known ones. */
export class CallProblems implements CodeActionProvider, Disposable {
  private readonly shown = languages.createDiagnosticCollection('aiFieldGuide.calls');
  private readonly entries = new Map<string, Entry>();
  private isDisposed = false;

  constructor(
    private readonly tables: CallTables,
    private readonly regions: Pick<DocumentRegions, 'readTo'>,
    private readonly configs: Pick<IdConfigs, 'of'>,
  ) {}

  dispose(): void {
    this.isDisposed = true;
    this.entries.clear();
    this.shown.dispose();
  }

  /** Shows what stands in a document now; nothing of one that is closed or was changed meanwhile. */
  async check(document: TextDocument): Promise<void> {
    const { uri, version } = document;
    const { callProblemsIn } = await loadReader();
    const found = await callProblemsIn(document, this.tables, this.regions);
    if (found === undefined) return;
    const shown = await this.judged(uri, found);
    if (this.isDisposed || document.isClosed || document.version !== version) return;
    this.entries.set(uri.toString(), { uri, version, found, shown });
    this.show(uri);
  }

  /** The document is closed, or nobody wants to know of it. */
  drop({ uri }: TextDocument): void {
    this.entries.delete(uri.toString());
    if (!this.isDisposed) this.shown.delete(uri);
  }

  /** What is to be said may be another, and how loudly. */
  async judgeAgain(): Promise<void> {
    for (const [key, entry] of [...this.entries]) {
      const shown = await this.judged(entry.uri, entry.found);
      // Meanwhile it was looked at anew.
      if (this.isDisposed || this.entries.get(key) !== entry) continue;
      entry.shown = shown;
      this.show(entry.uri);
    }
  }

  async provideCodeActions(
    document: TextDocument,
    range: Range,
    _context: CodeActionContext,
    cancel: CancellationToken,
  ): Promise<CodeAction[]> {
    const known = this.entries.get(document.uri.toString());
    // After a change their places are others, until it was looked at again.
    if (known?.version !== document.version) return [];
    const here = known.shown.filter((problem) => problem.range.intersection(range));
    const fixes = here.flatMap((problem) => fixOf(document, problem) ?? []);
    if (here.length === 0) return fixes;
    const { ignoreActions } = await import('./ignoreActions');
    const ignorable = here.map(({ diagnostic, hint }) => {
      const isId = hint.kind === 'slip';
      return { diagnostic, name: isId ? hint.miss.expected.written : hint.fact.argument.name, isId };
    });
    return [...fixes, ...(await ignoreActions(document, ignorable, this.regions, cancel))];
  }

  private async judged(uri: Uri, found: readonly CallProblem[]): Promise<readonly ShownCallProblem[]> {
    if (found.length === 0) return [];
    const { shownProblems } = await loadReader();
    return shownProblems(uri, found, await this.configs.of(uri));
  }

  private show(uri: Uri): void {
    const shown = this.entries.get(uri.toString())?.shown;
    this.shown.set(
      uri,
      shown?.map(({ diagnostic }) => diagnostic),
    );
  }
}

/** The reader of calls is loaded with the first question. */
const loadReader = () => import('./callProblemsIn');

function fixOf(document: TextDocument, { diagnostic, fix }: ShownCallProblem): CodeAction | undefined {
  if (!fix) return undefined;
  const action = quickFix(fix.title, [diagnostic]);
  action.isPreferred = fix.isPreferred;
  action.edit = new WorkspaceEdit();
  const { start, end, text } = fix.edit;
  action.edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), text);
  return action;
}
