import { CodeActionKind, Disposable, languages, window, workspace } from 'vscode';
import { watchDay } from '../../core/base/dayWatch';
import { host } from '#host';
import { DocumentChecks } from './documentChecks';
import type { Logger } from './log';

/** The checks of this window: they look at its documents, and have one provider for all their quick fixes. */
export function startDocumentChecks(log: Pick<Logger, 'error'>): { readonly checks: DocumentChecks } & Disposable {
  const checks = new DocumentChecks({
    onDidOpen: workspace.onDidOpenTextDocument,
    onDidChange: workspace.onDidChangeTextDocument,
    onDidClose: workspace.onDidCloseTextDocument,
    onDidChangeSettings: workspace.onDidChangeConfiguration,
    onNewDay: (run) => watchDay(host, run),
    documents: () =>
      new Set([...window.visibleTextEditors.map(({ document }) => document), ...workspace.textDocuments]),
    isInCells: (uri) => workspace.notebookDocuments.some((notebook) => notebook.uri.toString() === uri.toString()),
    newCollection: (name) => languages.createDiagnosticCollection(name),
    later: (ms, run) => host.later(ms, run),
    log,
  });
  const provider = languages.registerCodeActionsProvider(
    '*',
    { provideCodeActions: (document, range, _context, cancel) => checks.fixes(document, range, cancel) },
    { providedCodeActionKinds: [CodeActionKind.QuickFix] },
  );
  return Object.assign(Disposable.from(checks, provider), { checks });
}
