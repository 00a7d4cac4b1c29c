import { workspace } from 'vscode';
import type { Uri } from 'vscode';
import { isGlossaryFile } from '../../../core/glossary/workspace/glossaryFile';
import { isHidden } from '../../files/scanFiles';
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
  const wanted = await Promise.all(
    found.map(async (uri) => {
      const root = workspace.getWorkspaceFolder(uri)?.uri;
      if (!root || !isGlossaryFile(uri.path)) return [];
      return (await isHidden(uri, root)) || !(await isReallyInWorkspace(uri)) ? [] : [uri];
    }),
  );
  const depth = ({ path }: Uri): number => path.split('/').length;
  return wanted.flat().sort((a, b) => depth(a) - depth(b) || (a.path < b.path ? -1 : 1));
}
