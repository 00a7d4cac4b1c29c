import { Disposable, Uri, window, workspace } from 'vscode';
import { registerCommand } from '../../shared/commands';
import { viewId } from '../../shared/contributions';
import type { Pages } from '../../pages/pages';
import type { Tables } from '../../../core/tables';
import type { WorkerCounter } from '../../shared/workerCounter';
import { say } from '../../shared/words';
import { chooseFolder } from './chooseFolder';
import { FolderCounter, titleOf } from './folderCounter';
import { FolderTokensTree } from './folderTokensTree';

/** Count Tokens in Folder and in Workspace, and the view with their result. */
export function registerFolderTokens(tables: Tables, counter: WorkerCounter, pages: Pages): Disposable {
  const tree = new FolderTokensTree();
  const view = window.createTreeView(viewId('tokens.folders'), { treeDataProvider: tree, showCollapseAll: true });
  const folders = new FolderCounter({ tables, counter, pages, tree, view });
  return Disposable.from(
    tree,
    view,
    folders,
    registerCommand('tokens.countFolder', (item, selected) => countInFolder(folders, item, selected)),
    registerCommand('tokens.countWorkspace', () => countInWorkspace(folders)),
    registerCommand('tokens.sortFolders', () => folders.toggleOrder()),
    registerCommand('tokens.openFolderReport', () => folders.openReport()),
    registerCommand('tokens.recountFolders', () => folders.refresh()),
    registerCommand('tokens.clearFolders', () => folders.clear()),
    registerCommand('tokens.showMoreFiles', (node) => tree.showMore(node)),
  );
}

/** The explorer gives the item under the pointer and, with several selected, all of them; the palette gives nothing. */
async function countInFolder(folders: FolderCounter, item: unknown, selected: unknown): Promise<void> {
  const given = (Array.isArray(selected) && selected.length > 0 ? selected : [item]).filter(
    (each) => each instanceof Uri,
  );
  if (given.length > 0) return folders.count(given, titleOf(given));
  const chosen = await chooseFolder();
  if (chosen) await folders.count([chosen], titleOf([chosen]));
}

async function countInWorkspace(folders: FolderCounter): Promise<void> {
  const roots = workspace.workspaceFolders ?? [];
  if (roots.length === 0) {
    const choose = say('Choose a Folder');
    const message = say('No folder is open. Open one, or choose one to count its tokens.');
    if ((await window.showWarningMessage(message, choose)) === choose)
      await countInFolder(folders, undefined, undefined);
    return;
  }
  await folders.count(
    roots.map(({ uri }) => uri),
    workspace.name ?? say('the workspace'),
  );
}
