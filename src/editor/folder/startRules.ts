import { Uri, workspace } from 'vscode';
import { createExcludes } from '../../core/tokens/folder/excludes';
import type { Excludes } from '../../core/tokens/folder/excludes';
import { createIgnoreRules } from '../../core/tokens/folder/ignoreRules';
import type { IgnoreRules } from '../../core/tokens/folder/ignoreRules';
import { files } from './files';
import { childOf, pathBelow } from './paths';

/** What decides in a folder, before its own .gitignore: rules of git and of VS Code, and what their paths start from. */
export interface StartRules {
  readonly ignore: IgnoreRules;
  readonly ignoreBase: Uri;
  readonly excludes: Excludes;
  readonly excludesBase: Uri;
}

/**
 * The rules that hold in `folder`: those of the repository around it, from its top down, and `files.exclude`. A folder
 * that is ignored itself was chosen on purpose: then only rules inside it hold.
 */
export async function startRules(folder: Uri): Promise<StartRules> {
  const excludesBase = workspace.getWorkspaceFolder(folder)?.uri ?? folder;
  const excludes = createExcludes(workspace.getConfiguration('files', folder).get('exclude'));
  const none = createIgnoreRules(process.platform !== 'linux');
  const above = await foldersAbove(folder);
  const base = above[0] ?? folder;
  let ignore = none;
  for (const [index, each] of above.entries()) {
    ignore = await withOwnRules(ignore, base, each);
    const next = above[index + 1] ?? folder;
    if (ignore.ignores(pathBelow(base, next) ?? '', true)) {
      return { ignore: none, ignoreBase: folder, excludes, excludesBase };
    }
  }
  return { ignore, ignoreBase: base, excludes, excludesBase };
}

/** `rules` and those of the .gitignore in `folder`, if it has one that can be read. */
export async function withOwnRules(rules: IgnoreRules, base: Uri, folder: Uri): Promise<IgnoreRules> {
  try {
    const bytes = await files.read(childOf(folder, '.gitignore'));
    return rules.with(pathBelow(base, folder) ?? '', new TextDecoder().decode(bytes));
  } catch {
    return rules; // As git does, a .gitignore that cannot be read rules nothing.
  }
}

/**
 * The folders around `folder` whose .gitignore files hold in it, the outermost first: up to the top of its repository
 * (the folder with .git), without a repository up to the workspace folder.
 */
async function foldersAbove(folder: Uri): Promise<Uri[]> {
  const above: Uri[] = [];
  const workspaceFolder = workspace.getWorkspaceFolder(folder)?.uri.toString();
  let known: number | undefined; // How many of `above` lead up to the workspace folder.
  for (let at = folder; ;) {
    if (at.toString() === workspaceFolder) known = above.length;
    if (await exists(childOf(at, '.git'))) return above;
    const parent = Uri.joinPath(at, '..');
    // Only the disk is cheap to look at outside the workspace, and a virtual file system may not have anything there.
    if (parent.path === at.path || (at.scheme !== 'file' && known !== undefined)) break;
    above.unshift(parent);
    at = parent;
  }
  return known === undefined ? [] : above.slice(above.length - known);
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await files.size(uri);
    return true;
  } catch {
    return false;
  }
}
