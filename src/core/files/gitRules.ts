import { pathBelow } from './disk';
import type { Disk } from './disk';
import { TrackedFiles } from './gitIndex';
import { maxPatterns, openRepository, patternsIn } from './gitRepository';
import type { RuleReading } from './gitRepository';
import { IgnoreRules } from './ignoreRules';

/** The rules of git in a folder, before the folder's own .gitignore. */
export interface GitRules {
  readonly ignore: IgnoreRules;
  /** The folder that the paths of `ignore` start from: the top of the repository where there is one. */
  readonly base: string;
  /** The files that git tracks there. */
  readonly tracked: () => Promise<TrackedFiles>;
}

/**
 * Returns the rules of git that hold in `folder`: those of the repository around it, from its top down. A folder that is
 * ignored itself was chosen on purpose, so that only rules inside of it hold.
 * @param top folder where rules begin outside of a repository; without it, they begin in `folder`.
 */
export async function gitRules(folder: string, reading: RuleReading, top: string | undefined): Promise<GitRules> {
  const { disk } = reading.host;
  const { above, isRepository } = await foldersAbove(disk, folder, top);
  const base = above[0] ?? folder;
  const start = isRepository ? await repositoryRules(base, reading) : noRules(disk, base);
  let { ignore } = start;
  for (const [index, each] of above.entries()) {
    ignore = await withOwnRules(ignore, base, each, reading);
    const next = above[index + 1] ?? folder;
    if (ignore.ignores(pathBelow(disk, base, next) ?? '', true)) return noRules(disk, folder);
  }
  return { ...start, ignore };
}

/** Returns the rules at the top of a repository. Rules of folders around it do not hold in it. */
export async function repositoryRules(top: string, reading: RuleReading): Promise<GitRules> {
  const { disk } = reading.host;
  const { excluded, tracked } = await openRepository(top, reading);
  return { ignore: new IgnoreRules(disk.ignoresCase).with('', excluded), base: top, tracked };
}

const noRules = ({ ignoresCase }: Disk, base: string): GitRules => ({
  ignore: new IgnoreRules(ignoresCase),
  base,
  tracked: () => Promise.resolve(new TrackedFiles()),
});

/** Returns `rules` with those of a .gitignore in `folder`, if any. git reads no folder or link of that name. */
export async function withOwnRules(
  rules: IgnoreRules,
  base: string,
  folder: string,
  reading: RuleReading,
): Promise<IgnoreRules> {
  const { disk } = reading.host;
  const file = disk.join(folder, '.gitignore');
  if (!(await isPlainFile(disk, folder, file))) return rules;
  const patterns = await patternsIn(file, reading);
  if (rules.size + patterns.length > maxPatterns) {
    reading.onUnread?.(file, { kind: 'tooLarge' });
    return rules;
  }
  return rules.with(pathBelow(disk, base, folder) ?? '', patterns);
}

async function isPlainFile(disk: Disk, folder: string, file: string): Promise<boolean> {
  try {
    if ((await disk.kind(file)) !== 'file') return false;
    return (await disk.realPath(file)) === disk.join(await disk.realPath(folder), '.gitignore');
  } catch {
    return false;
  }
}

/** Returns the top of the repository around `folder`; else `top` if it is around `folder`, or `folder` itself. */
export const topAround = async (disk: Disk, folder: string, top: string): Promise<string> =>
  (await foldersAbove(disk, folder, top)).above[0] ?? folder;

/**
 * Returns the folders around `folder` whose .gitignore files hold in it, the outermost first: up to the top of its
 * repository (the folder with .git), or up to `top` without a repository.
 */
async function foldersAbove(
  disk: Disk,
  folder: string,
  top: string | undefined,
): Promise<{ above: string[]; isRepository: boolean }> {
  const above: string[] = [];
  let known: number | undefined; // How many of `above` lead up to `top`.
  for (let at = folder; ;) {
    if (at === top) known = above.length;
    if (await disk.exists(disk.join(at, '.git'))) return { above, isRepository: true };
    const parent = disk.resolve(at, '..');
    // Only a local disk is cheap to look at outside the workspace.
    if (parent === at || (!disk.isLocal && known !== undefined)) break;
    above.unshift(parent);
    at = parent;
  }
  return { above: known === undefined ? [] : above.slice(above.length - known), isRepository: false };
}
