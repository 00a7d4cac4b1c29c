import type { Uri } from 'vscode';
import { files } from '../../files/files';
import { childOf, pathBelow } from '../../files/paths';
import { editorRules, gitRules, repositoryRules, withOwnRules } from '../../files/startRules';
import { pace } from '../../shared/pace';

/** Whether git ignores a file of the workspace folder `root`, or VS Code hides it: the rules of walks, for one file. */
export async function isHidden(file: Uri, root: Uri): Promise<boolean> {
  const reading = { breathe: pace(), onUnread: () => undefined };
  const editor = editorRules(root);
  let git = await gitRules(root, reading);
  let at = root;
  const parts = (pathBelow(root, file) ?? '').split('/');
  for (const [index, name] of parts.entries()) {
    // A repository within another has rules of its own.
    if (index > 0 && (await files.exists(childOf(at, '.git')))) git = await repositoryRules(at, reading);
    git = { ...git, ignore: await withOwnRules(git.ignore, git.base, at, reading) };
    at = childOf(at, name);
    const isFolder = index < parts.length - 1;
    if (git.ignore.ignores(pathBelow(git.base, at) ?? '', isFolder)) return true;
    if (editor.excludes.excludes(pathBelow(editor.base, at) ?? '', new Set())) return true;
  }
  return false;
}
