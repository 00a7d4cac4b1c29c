import { ThemeIcon, window, workspace } from 'vscode';
import type { QuickPickItem, Uri } from 'vscode';
import { childOf, pathBelow } from '../../files/paths';
import { say } from '../../shared/words';

interface FolderItem extends QuickPickItem {
  readonly uri?: Uri;
}

/** Texts of the question for a folder, which say what the command will do with it. */
interface FolderQuestion {
  readonly title: string;
  readonly placeholder: string;
  /** The button of VS Code's own dialog. */
  readonly button: string;
}

/** Asks for a folder. `undefined` when the user leaves without choosing. */
export async function chooseFolder(question: FolderQuestion): Promise<Uri | undefined> {
  const items = knownFolders();
  if (items.length === 0) return browse(question);
  const other: FolderItem = { label: say('Choose Another Folder...'), iconPath: new ThemeIcon('folder-opened') };
  const picked = await window.showQuickPick([...items, other], {
    title: question.title,
    placeHolder: question.placeholder,
    matchOnDescription: true,
  });
  return picked === other ? browse(question) : picked?.uri;
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
    { label: path, description: say('folder of the active editor'), iconPath: new ThemeIcon('folder'), uri: folder },
    ...folders,
  ];
}

async function browse({ button, title }: FolderQuestion): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    ...{ canSelectFiles: false, canSelectFolders: true },
    ...{ openLabel: button, title },
  });
  return chosen?.[0];
}
