import { Disposable, ThemeIcon, Uri, window, workspace } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { registerCommand } from '../../shared/commands';
import { viewId } from '../../shared/contributions';
import { offer } from '../../shared/feedback';
import type { Pages } from '../../pages/pages';
import type { Shared } from '../../shared/shared';
import { childOf, pathBelow } from '../../files/paths';
import { say } from '../../shared/words';
import { FolderCounter, titleOf } from './folderCounter';
import { FolderTokensTree } from './folderTokensTree';

/** Count Tokens in Folder and in Workspace, and the view with their result. */
export function registerFolderTokens({ guide, worker }: Shared, pages: Pages): Disposable {
  const tree = new FolderTokensTree();
  const view = window.createTreeView(viewId('tokens.folders'), { treeDataProvider: tree, showCollapseAll: true });
  const folders = new FolderCounter({ guide, worker, pages, tree, view });
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
    const message = say('No folder is open. Open one, or choose one to count its tokens.');
    return offer('Warning', message, say('Choose a Folder'), () => countInFolder(folders, undefined, undefined));
  }
  await folders.count(
    roots.map(({ uri }) => uri),
    workspace.name ?? say('the workspace'),
  );
}

interface FolderItem extends QuickPickItem {
  readonly uri?: Uri;
}

/** Asks which folder to count. `undefined` when the user leaves without choosing. */
async function chooseFolder(): Promise<Uri | undefined> {
  const items = knownFolders();
  if (items.length === 0) return browse();
  const other: FolderItem = { label: say('Choose Another Folder...'), iconPath: new ThemeIcon('folder-opened') };
  const picked = await window.showQuickPick([...items, other], {
    placeHolder: say('Count the tokens of which folder?'),
    matchOnDescription: true,
  });
  return picked === other ? browse() : picked?.uri;
}

/** The folder of the active editor, then those of the workspace. */
function knownFolders(): FolderItem[] {
  const folders: FolderItem[] = (workspace.workspaceFolders ?? []).map(({ name, uri }) => ({
    label: name,
    description: say('workspace folder'),
    iconPath: new ThemeIcon('root-folder'),
    uri,
  }));
  const active = window.activeTextEditor?.document.uri;
  const workspaceFolder = active && workspace.getWorkspaceFolder(active);
  if (!workspaceFolder) return folders;
  const folder = childOf(active, '..');
  const path = pathBelow(workspaceFolder.uri, folder);
  if (path === undefined || path === '') return folders;
  return [
    { label: path, description: say('of the active editor'), iconPath: new ThemeIcon('folder'), uri: folder },
    ...folders,
  ];
}

async function browse(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: say('Count Tokens'),
    title: say('Count Tokens in Folder'),
  });
  return chosen?.[0];
}
