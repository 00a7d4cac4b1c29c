import { window, workspace } from 'vscode';
import type { WorkspaceFolder } from 'vscode';
import { fileOf } from '../files/editorFiles';
import { pathBelow } from '../files/paths';
import { contextScheme } from '../shared/contributions';
import { isPanelText } from '../shared/countedEditor';

/** The folder and the file that agents are assumed to work with. */
export interface FileInFolder {
  readonly folder: WorkspaceFolder;
  readonly file?: string | undefined;
}

/**
 * Returns the place of the open editor. While that shows no text, or a text of the extension, the place before stays.
 * Without any editor only the folder of that place stays.
 */
export function currentPlace(before: FileInFolder | undefined): FileInFolder | undefined {
  const folders = workspace.workspaceFolders ?? [];
  const place = openPlace(before);
  const isOpen = folders.some(({ uri }) => uri.toString() === place?.folder.uri.toString());
  return isOpen ? place : folders[0] && { folder: folders[0] };
}

function openPlace(before: FileInFolder | undefined): FileInFolder | undefined {
  const uri = window.activeTextEditor?.document.uri;
  if (uri && uri.scheme !== contextScheme && !isPanelText(uri)) {
    const file = fileOf(uri);
    const folder = workspace.getWorkspaceFolder(file);
    return folder && { folder, file: pathBelow(folder.uri, file) };
  }
  return isNothingOpen() ? before && { folder: before.folder } : before;
}

export const isNothingOpen = (): boolean => window.tabGroups.all.every(({ tabs }) => tabs.length === 0);

/** Returns the text for a place. It names the folder if there are several, as there may be no file that tells it. */
export function shownPlace({ folder, file = '' }: FileInFolder): string {
  const isOnly = (workspace.workspaceFolders ?? []).length < 2;
  return isOnly ? file : [folder.name, file].filter(Boolean).join('/');
}
