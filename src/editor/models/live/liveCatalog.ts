import { Disposable, window } from 'vscode';
import { liveHost } from './download';
import type { LiveData } from './liveData';
import type { FileWorker } from '../../files/fileWorker';
import { registerCommand } from '../../shared/commands';
import { viewId } from '../../shared/contributions';
import { sayDone } from '../../shared/feedback';
import type { Shared } from '../../shared/shared';
import { say } from '../../shared/words';
import { LiveTree } from './liveTree';

/** Most windows never read it. */
const load = () => import('./refreshCatalog');

/** Refresh Catalog and Remove Live Data, and the view of what was read. */
export function registerLiveCatalog(
  { guide, log }: Shared,
  { live, files }: { live: LiveData; files: FileWorker },
): Disposable {
  const tree = new LiveTree(guide, live);
  const view = window.createTreeView(viewId('models.liveCatalog'), { treeDataProvider: tree, showCollapseAll: true });
  const show = async (): Promise<void> => {
    const data = await live.current();
    const { dayRead } = await import('../../../core/catalog/live/liveRows');
    // Above the rows and not beside the title, where a narrow side bar cuts it.
    view.message = data
      ? say('{0}, read on {1}: what it says otherwise, checked by nobody here.', liveHost, dayRead(data))
      : '';
    tree.refresh();
  };
  let running: Promise<void> | undefined;
  return Disposable.from(
    tree,
    view,
    live.onDidChange(() => void show()),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) void show();
    }),
    // One at a time: two clicks ask one question.
    registerCommand('models.refreshCatalog', () => {
      running ??= load()
        .then(({ refreshCatalog }) => refreshCatalog({ live, worker: files, log }))
        .finally(() => (running = undefined));
      return running;
    }),
    registerCommand('models.removeLiveData', async () => {
      await live.remove();
      sayDone(say('The live data of {0} is removed', liveHost));
    }),
  );
}
