import { workspace } from 'vscode';
import type { Uri } from 'vscode';
import { isGlossaryFile } from '../../../core/glossary/workspace/glossaryFile';
import { placeOf } from '../../files/disks';
import { hiddenFiles } from '../../files/scanFiles';
import { isReallyInWorkspace } from './glossaryFiles';

/** Glossaries in all folders together. A workspace with more of such files uses the names for something else. */
const maxGlossaries = 500;

const pattern = '**/{*.glossary,*.contextive,definitions}.{yml,yaml}';

/**
 * Finds all glossaries of the workspace at any depth, the highest first. It leaves out what git or VS Code hides, and
 * targets of links.
 */
export async function allGlossaries(): Promise<Uri[]> {
  const found = await workspace.findFiles(pattern, '**/node_modules/**', maxGlossaries);
  const named = found.filter(({ path }) => isGlossaryFile(path));
  const wanted: Uri[] = [];
  for (const { uri: root } of workspace.workspaceFolders ?? []) {
    const inside = named.filter((uri) => workspace.getWorkspaceFolder(uri)?.uri.toString() === root.toString());
    const hidden = await hiddenFiles(inside, root);
    const shown = inside.filter((uri) => !hidden.has(placeOf(uri)));
    const isInside = await Promise.all(shown.map(isReallyInWorkspace));
    wanted.push(...shown.filter((_, index) => isInside[index]));
  }
  const depth = ({ path }: Uri): number => path.split('/').length;
  return wanted.sort((a, b) => depth(a) - depth(b) || (a.path < b.path ? -1 : 1));
}
