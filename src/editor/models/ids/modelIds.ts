import { Disposable } from 'vscode';
import type { Uri } from 'vscode';
import type { FoundId } from '../../../core/code/ids/findIds';
import { registerCommand } from '../../shared/commands';
import type { Shared } from '../../shared/shared';
import type { FileWorker } from '../../files/fileWorker';
import { callCheck } from './callCheck';
import { registerConfigCompletion } from './configCompletion';
import { idCheck } from './idCheck';
import { IdConfigs } from './idConfigs';
import { judgeIds } from './judgedIds';
import type { IdProblem } from './judgedIds';
import type { WorkspaceCheck } from './workspaceCheck';

/** Says in code and config which model ids end, when, and what to write instead: in open documents, and on command in all files. */
export function registerModelIds({ checks, guide, regions, log }: Shared, worker: FileWorker): Disposable {
  const configs = new IdConfigs(worker, checks.collection('aiFieldGuide.config'), log);
  const judge = (uri: Uri, found: readonly FoundId[]): Promise<IdProblem[]> => judgeIds(uri, found, guide, configs);
  const ids = checks.add(idCheck({ tables: guide, regions, judge }));
  const calls = checks.add(callCheck({ guide, regions, configs }));
  const shown = ids.results;
  const scan = { tables: guide, configs, worker };
  let check: WorkspaceCheck | undefined;
  return Disposable.from(
    new Disposable(() => check?.dispose()),
    ids,
    calls,
    configs,
    registerConfigCompletion(guide),
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
      ids.judgeAgain();
      calls.judgeAgain();
    }),
  );
}
