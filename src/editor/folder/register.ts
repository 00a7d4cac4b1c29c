import { Disposable, Uri, commands, window, workspace } from 'vscode';
import { commandIds, folderTokensViewId } from '../contributions';
import type { Pages } from '../pages';
import type { Tables } from '../tables';
import type { WorkerCounter } from '../tokens/workerCounter';
import { chooseFolder } from './chooseFolder';
import { FolderCounter, titleOf } from './folderCounter';
import { FolderTokensTree } from './tree';
import type { FolderNode } from './tree';

/** Count Tokens in Folder and in Workspace, and the view with their result. */
export function registerFolderTokens(tables: Tables, counter: WorkerCounter, pages: Pages): Disposable {
  const tree = new FolderTokensTree();
  const view = window.createTreeView(folderTokensViewId, { treeDataProvider: tree, showCollapseAll: true });
  const folders = new FolderCounter({ tables, counter, pages, tree, view });
  const on = (id: string, run: (...args: unknown[]) => unknown) => commands.registerCommand(id, run);
  return Disposable.from(
    tree,
    view,
    folders,
    on(commandIds.countTokensInFolder, (item, selected) => countInFolder(folders, item, selected)),
    on(commandIds.countTokensInWorkspace, () => countInWorkspace(folders)),
    on(commandIds.sortFolderTokensByTokens, () => folders.sortBy('tokens')),
    on(commandIds.sortFolderTokensByName, () => folders.sortBy('name')),
    on(commandIds.openFolderTokensReport, () => folders.openReport()),
    on(commandIds.refreshFolderTokens, () => folders.refresh()),
    on(commandIds.clearFolderTokens, () => folders.clear()),
    on(commandIds.showMore, (node) => tree.showMore(node as FolderNode)),
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
    const choose = 'Choose a Folder';
    const message = 'No folder is open. Open one, or choose one to count its tokens.';
    if ((await window.showWarningMessage(message, choose)) === choose)
      await countInFolder(folders, undefined, undefined);
    return;
  }
  await folders.count(
    roots.map(({ uri }) => uri),
    workspace.name ?? 'the workspace',
  );
}
