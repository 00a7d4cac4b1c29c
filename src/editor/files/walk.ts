import { Uri, workspace } from 'vscode';
import { createExcludes } from '../../core/files/excludes';
import type { Excludes } from '../../core/files/excludes';
import { isHidden as isHiddenIn } from '../../core/files/walk';
import type { Entry, HidingRules } from '../../core/files/walk';
import type { DiskHost } from '../../core/files/disk';
import { diskHostOf, placeOf } from './disks';

/** The rules for walks of a folder: its disk, and what VS Code hides there. */
export interface FolderRules extends HidingRules {
  readonly host: DiskHost;
  readonly excludes: { readonly rules: Excludes; readonly base: string };
}

export function rulesOf(folder: Uri): FolderRules {
  const top = workspace.getWorkspaceFolder(folder)?.uri;
  const rules = createExcludes(workspace.getConfiguration('files', folder).get('exclude'));
  return {
    host: diskHostOf(folder),
    top: top && placeOf(top),
    excludes: { rules, base: placeOf(top ?? folder) },
  };
}

/** Whether git ignores a file of the workspace folder `root`, or VS Code hides it. */
export const isHidden = (file: Uri, root: Uri): Promise<boolean> =>
  isHiddenIn(placeOf(file), placeOf(root), rulesOf(root));

/** The address of what a walk from `root` has found. */
export const addressOf = (root: Uri, { path }: Pick<Entry, 'path'>): Uri =>
  path === '' ? root : Uri.joinPath(root, path);
