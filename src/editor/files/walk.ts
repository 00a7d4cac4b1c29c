import { Uri, workspace } from 'vscode';
import { createExcludes } from '../../core/files/excludes';
import type { Excludes } from '../../core/files/excludes';
import type { Entry, HidingRules } from '../../core/files/walk';
import type { DiskHost } from '../../core/files/disk';
import { diskHostOf, placeOf } from './disks';

/** What walks of a folder need: its disk, and what VS Code hides there. */
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

/** The address of what a walk from `root` has found. */
export const addressOf = (root: Uri, { path }: Pick<Entry, 'path'>): Uri =>
  path === '' ? root : Uri.joinPath(root, path);
