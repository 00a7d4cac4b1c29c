import { ThemeIcon, window, workspace } from 'vscode';
import type { QuickPickItem, Uri } from 'vscode';
import { say } from '../../shared/words';
import { childOf, pathBelow } from '../../files/paths';

interface FolderItem extends QuickPickItem {
  readonly uri?: Uri;
}

/** Asks which folder to count. `undefined` when the user leaves without choosing. */
export async function chooseFolder(): Promise<Uri | undefined> {
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
