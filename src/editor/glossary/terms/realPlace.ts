import { Uri, workspace } from 'vscode';
import { pathBelow } from '../../files/paths';
import { realPathOf } from '../../files/links';

/** Whether a file of the workspace really is in it: no link on the way to it leads out. Only the disk has links. */
export async function isReallyInWorkspace(file: Uri): Promise<boolean> {
  if (file.scheme !== 'file') return true;
  const real = Uri.file(await realPathOf(file));
  for (const { uri } of workspace.workspaceFolders ?? []) {
    if (uri.scheme === 'file' && pathBelow(Uri.file(await realPathOf(uri)), real) !== undefined) return true;
  }
  return false;
}
