import { Uri, workspace } from 'vscode';
import { createExcludes } from '../../core/files/excludes';
import type { Excludes } from '../../core/files/excludes';
import { createIgnoreRules } from '../../core/files/ignoreRules';
import type { IgnoreRules } from '../../core/files/ignoreRules';
import { nodeHost } from '../../host/node/host';
import { files } from './files';
import { GitRepository, patternsIn } from './gitRepository';
import type { RuleReading } from './gitRepository';
import { childOf, pathBelow } from './paths';

/** What git says in a folder, before the folder's own .gitignore. */
export interface GitRules {
  readonly ignore: IgnoreRules;
  /** What the paths of `ignore` start from: the top of the repository where there is one. */
  readonly base: Uri;
  readonly repository: GitRepository;
}

/** What VS Code hides, and what the paths for that start from. */
export interface EditorRules {
  readonly excludes: Excludes;
  readonly base: Uri;
}

export function editorRules(folder: Uri): EditorRules {
  const excludes = createExcludes(workspace.getConfiguration('files', folder).get('exclude'));
  return { excludes, base: workspace.getWorkspaceFolder(folder)?.uri ?? folder };
}

/**
 * The rules of git that hold in `folder`: those of the repository around it, from its top down. A folder that is ignored
 * itself was chosen on purpose: then only rules inside it hold.
 */
export async function gitRules(folder: Uri, reading: RuleReading): Promise<GitRules> {
  const { above, isRepository } = await foldersAbove(folder);
  const base = above[0] ?? folder;
  const start = isRepository ? await repositoryRules(base, reading) : noRules(base);
  let { ignore } = start;
  for (const [index, each] of above.entries()) {
    ignore = await withOwnRules(ignore, base, each, reading);
    const next = above[index + 1] ?? folder;
    if (ignore.ignores(pathBelow(base, next) ?? '', true)) return noRules(folder);
  }
  return { ...start, ignore };
}

/** The rules at the top of a repository: those around it do not hold in it. */
export async function repositoryRules(top: Uri, reading: RuleReading): Promise<GitRules> {
  const repository = await GitRepository.at(top);
  const ignore = createIgnoreRules(nodeHost.disk.ignoresCase).with('', await repository.excludePatterns(reading));
  return { ignore, base: top, repository };
}

const noRules = (base: Uri): GitRules => ({
  ignore: createIgnoreRules(nodeHost.disk.ignoresCase),
  base,
  repository: GitRepository.none,
});

/** `rules` and those of the .gitignore in `folder`, if it has one. */
export async function withOwnRules(
  rules: IgnoreRules,
  base: Uri,
  folder: Uri,
  reading: RuleReading,
): Promise<IgnoreRules> {
  return rules.with(pathBelow(base, folder) ?? '', await patternsIn(childOf(folder, '.gitignore'), reading));
}

/**
 * The folders around `folder` whose .gitignore files hold in it, the outermost first: up to the top of its repository
 * (the folder with .git), without a repository up to the workspace folder.
 */
async function foldersAbove(folder: Uri): Promise<{ above: Uri[]; isRepository: boolean }> {
  const above: Uri[] = [];
  const workspaceFolder = workspace.getWorkspaceFolder(folder)?.uri.toString();
  let known: number | undefined; // How many of `above` lead up to the workspace folder.
  for (let at = folder; ;) {
    if (at.toString() === workspaceFolder) known = above.length;
    if (await files.exists(childOf(at, '.git'))) return { above, isRepository: true };
    const parent = Uri.joinPath(at, '..');
    // Only the disk is cheap to look at outside the workspace, and a virtual file system may not have anything there.
    if (parent.path === at.path || (at.scheme !== 'file' && known !== undefined)) break;
    above.unshift(parent);
    at = parent;
  }
  return { above: known === undefined ? [] : above.slice(above.length - known), isRepository: false };
}
