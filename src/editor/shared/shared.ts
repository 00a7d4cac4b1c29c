import { CodeActionKind, Uri, languages, window, workspace } from 'vscode';
import type { Disposable, ExtensionContext } from 'vscode';
import { watchDay } from '../../core/base/dayWatch';
import type { FieldGuide } from '../../core/fieldGuide';
import { host } from '#host';
import { DocumentChecks } from './documentChecks';
import { DocumentRegions } from './documentRegions';
import { FirstSteps } from './firstSteps';
import type { StepDone } from './firstSteps';
import { tellWithLog } from './log';
import type { Logger } from './log';
import { fieldGuideWith } from './editorTables';
import { say } from './words';
import { WorkerCounter } from './workerCounter';

/** The services that all subjects are built on. */
export interface Shared {
  readonly context: ExtensionContext;
  /** The folder that holds worker/ and vocabularies/. */
  readonly distribution: Uri;
  readonly log: Logger;
  readonly worker: WorkerCounter;
  readonly guide: FieldGuide;
  readonly regions: DocumentRegions;
  readonly checks: DocumentChecks;
  readonly stepDone: StepDone;
  /** Disposes of a service when the window closes. */
  readonly keep: <T extends Disposable>(service: T) => T;
  /** Starts features by their names, each on its own, so that one that fails does not stop the others. */
  readonly start: (features: Readonly<Record<string, () => { dispose(): unknown }>>) => void;
}

/** Creates the services. Reads nothing. */
export function createShared(context: ExtensionContext): Shared {
  const keep = <T extends Disposable>(service: T): T => {
    context.subscriptions.push(service);
    return service;
  };
  const log = keep(window.createOutputChannel('AI Field Guide', { log: true }));
  const distribution = Uri.joinPath(context.extensionUri, 'dist');
  const worker = keep(new WorkerCounter(distribution, log));
  const checks = keep(windowChecks(log));
  keep(
    languages.registerCodeActionsProvider(
      '*',
      { provideCodeActions: (document, range, _context, cancel) => checks.fixes(document, range, cancel) },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  );
  return {
    ...{ context, distribution, log, worker, checks, keep },
    guide: fieldGuideWith(worker),
    regions: keep(new DocumentRegions()),
    stepDone: keep(new FirstSteps(context.globalState)).stepDone,
    start(features) {
      for (const [name, register] of Object.entries(features)) {
        try {
          context.subscriptions.push(register());
        } catch (error) {
          log.error(`The feature "${name}" could not start.`, error);
          const message = say(
            'AI Field Guide: the {0} could not start. Everything else works. Reload the window to try again.',
            name,
          );
          void tellWithLog(log, message);
        }
      }
    },
  };
}

/** Creates the checks of this window's documents. */
const windowChecks = (log: Pick<Logger, 'error'>): DocumentChecks =>
  new DocumentChecks({
    onDidOpen: workspace.onDidOpenTextDocument,
    onDidChange: workspace.onDidChangeTextDocument,
    onDidClose: workspace.onDidCloseTextDocument,
    onDidChangeCells: (hear) =>
      workspace.onDidChangeNotebookDocument(({ notebook, cellChanges, contentChanges }) => {
        const isChanged = contentChanges.length > 0 || cellChanges.some((change) => change.document !== undefined);
        if (isChanged) hear(notebook.getCells().map(({ document }) => document));
      }),
    onDidChangeSettings: workspace.onDidChangeConfiguration,
    onNewDay: (run) => watchDay(host, run),
    documents: () =>
      new Set([...window.visibleTextEditors.map(({ document }) => document), ...workspace.textDocuments]),
    isInCells: (uri) => workspace.notebookDocuments.some((notebook) => notebook.uri.toString() === uri.toString()),
    newCollection: (name) => languages.createDiagnosticCollection(name),
    later: (ms, run) => host.later(ms, run),
    log,
  });
