import { Disposable, languages, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';
import { watchDay } from '../../../core/base/dayWatch';
import type { FoundId } from '../../../core/code/ids/findIds';
import { host } from '#host';
import { registerCommand } from '../../shared/commands';
import { settingId } from '../../shared/settingsTable';
import type { Logger } from '../../shared/log';
import { readSetting } from '../../shared/settings';
import type { DocumentRegions } from '../../shared/documentRegions';
import type { FileWorker } from '../../files/fileWorker';
import type { Tables } from '../../shared/tables';
import { CallProblems } from './callProblems';
import { CheckedDocuments } from './checkedDocuments';
import { registerConfigCompletion } from './configCompletion';
import { IdConfigs } from './idConfigs';
import type { IdProblem } from './idProblem';
import { judgeIds } from './judgedIds';
import { ModelIdActions } from './modelIdActions';
import { ShownProblems } from './shownProblems';
import type { WorkspaceCheck } from './workspaceCheck';

interface ModelIdsParts {
  readonly worker: FileWorker;
  readonly tables: Tables;
  readonly regions: DocumentRegions;
  readonly log: Logger;
}

/** Says in code and config which model ids end, when, and what to write instead: in open documents, and on command in all files. */
export function registerModelIds({ worker, tables, regions, log }: ModelIdsParts): Disposable {
  const configs = new IdConfigs(worker, log);
  const judge = (uri: Uri, found: readonly FoundId[]): Promise<IdProblem[]> => judgeIds(uri, found, tables, configs);
  const shown = new ShownProblems(judge);
  const calls = new CallProblems(tables, regions, configs);
  const listener = {
    onFound: async (document: TextDocument, found: readonly FoundId[]) => {
      await shown.setDocument(document, found);
      await calls.check(document);
    },
    onDropped: (document: TextDocument) => {
      shown.dropDocument(document);
      calls.drop(document);
    },
  };
  const checks = new CheckedDocuments(tables, regions, () => readSetting('models.checkIds'), listener, log);
  const scan = { tables, configs, worker };
  let check: WorkspaceCheck | undefined;
  const judgeAgain = (): void => {
    shown.judgeAgain().catch((error: unknown) => log.error('The model ids could not be judged again.', error));
  };
  const stopWatching = watchDay(host, judgeAgain);
  return Disposable.from(
    new Disposable(() => check?.dispose()),
    checks,
    shown,
    calls,
    configs,
    new Disposable(stopWatching),
    languages.registerCodeActionsProvider('*', new ModelIdActions(shown, regions), {
      providedCodeActionKinds: ModelIdActions.kinds,
    }),
    languages.registerCodeActionsProvider('*', calls, { providedCodeActionKinds: ModelIdActions.kinds }),
    registerConfigCompletion(tables),
    // What walks over folders is loaded when it is asked for.
    registerCommand('models.checkWorkspace', async () => {
      const { WorkspaceCheck } = await import('./workspaceCheck');
      check ??= new WorkspaceCheck({ ...scan, shown, log });
      await check.run();
    }),
    registerCommand('models.ignoreId', async (id, uri) => {
      const { ignoreInWorkspace } = await import('./ignoreInWorkspace');
      await ignoreInWorkspace(id, uri, { worker, configs });
    }),
    registerCommand('models.replaceId', async (id, successor) => {
      const { replaceEverywhere } = await import('./replaceEverywhere');
      await replaceEverywhere(id, successor, { ...scan, judge, shown });
    }),
    configs.onDidChange(() => {
      judgeAgain();
      calls.judgeAgain().catch((error: unknown) => log.error('The hints of calls could not be judged again.', error));
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingId('models.checkIds'))) checks.checkAll();
      if (change.affectsConfiguration(settingId('models.warnWithinDays'))) judgeAgain();
    }),
  );
}
