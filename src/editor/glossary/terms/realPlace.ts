import { workspace } from 'vscode';
import type { Uri } from 'vscode';
import { isReallyBelow } from '../../../core/files/disk';
import { diskOf, placeOf } from '../../files/disks';

/** The folders of the workspace that are on the disk of a file. */
export const rootsBeside = ({ scheme, authority }: Uri): string[] =>
  (workspace.workspaceFolders ?? []).flatMap(({ uri }) =>
    uri.scheme === scheme && uri.authority === authority ? placeOf(uri) : [],
  );

/** Whether a file of the workspace really is in it: no link on the way to it leads out. */
export const isReallyInWorkspace = (file: Uri): Promise<boolean> =>
  isReallyBelow(diskOf(file), placeOf(file), rootsBeside(file));
