import { window, workspace } from 'vscode';
import type { WorkspaceFolder } from 'vscode';
import { fileOf } from '../files/editorFiles';
import { pathBelow } from '../files/paths';
import { contextScheme } from '../shared/contributions';
import { isPanelText } from '../shared/countedEditor';

/** The folder and the file that agents are taken to work with. */
export interface FileInFolder {
  readonly folder: WorkspaceFolder;
  readonly file?: string | undefined;
}

/** The place by what is open. In an editor that is no text, or one of ours, that before goes on being it; without any editor its folder is. */
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

/** One of several folders is named, as there may be no file that tells it. */
export function shownPlace({ folder, file = '' }: FileInFolder): string {
  const isOnly = (workspace.workspaceFolders ?? []).length < 2;
  return isOnly ? file : [folder.name, file].filter(Boolean).join('/');
}
