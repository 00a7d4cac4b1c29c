import { workspace } from 'vscode';
import type { Uri } from 'vscode';
import { isGlossaryFile } from '../../../core/glossary/workspace/glossaryFile';
import { isHidden } from '../../files/scanFiles';
import { isReallyInWorkspace } from './glossaryFiles';

/** In all folders together: who has more has put something else there. */
const maxGlossaries = 500;

const pattern = '**/{*.glossary,*.contextive,definitions}.{yml,yaml}';

/** All glossaries of the workspace, however deep: the highest first. What git or VS Code hides is left out, and what links lead to. */
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
