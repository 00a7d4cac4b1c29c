import { extensions } from 'vscode';
import type { Uri } from 'vscode';

/** The few things of VS Code's own Git extension that are used (extensions/git/src/api/git.d.ts of microsoft/vscode). */
interface GitExtension {
  getAPI(version: 1): { getRepository(uri: Uri): { show(ref: string, path: string): Promise<string> } | null };
}

const isGit = (exported: unknown): exported is GitExtension =>
  typeof exported === 'object' && exported !== null && 'getAPI' in exported && typeof exported.getAPI === 'function';

/** The text of a file in the last commit; `undefined` where git is off, or does not have it. */
export async function committedText(file: Uri): Promise<string | undefined> {
  const git = extensions.getExtension<unknown>('vscode.git');
  if (!git?.isActive || !isGit(git.exports)) return undefined;
  try {
    return await git.exports.getAPI(1).getRepository(file)?.show('HEAD', file.fsPath);
  } catch {
    // A new file, a repository without a commit, git switched off: each of them means that there is none.
    return undefined;
  }
}
