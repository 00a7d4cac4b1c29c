import { pacer } from '../base/work';
import { pathBelow } from './disk';
import type { Disk, DiskEntry } from './disk';
import type { Excludes } from './excludes';
import { KeptRules } from './gitRepository';
import type { RuleReading } from './gitRepository';
import { gitRules, repositoryRules, withOwnRules } from './gitRules';
import type { GitRules } from './gitRules';
import { StepBudget } from './globProgram';
import type { SkipReason } from './skipped';

/** A file or folder that was found, or a link to one. */
export interface WalkEntry {
  /** The path on the disk. */
  readonly place: string;
  /** The path below the root of the walk, with slashes; '' for the root. */
  readonly path: string;
  readonly depth: number;
  readonly git: GitRules;
  /** Whether only tracked files count, as git ignores the folder that has them. */
  readonly onlyTracked: boolean;
  /** The path on the disk with all links on the way resolved. */
  readonly real: string;
}

/** Rules for what a walk leaves out, in addition to what git ignores. */
export interface HidingRules {
  /** The folder where git's rules begin outside of a repository. Without it, they begin in the folder itself. */
  readonly top?: string | undefined;
  /** The rules of `files.exclude` of VS Code, and the folder that their paths start from. */
  readonly excludes?: { readonly rules: Excludes; readonly base: string } | undefined;
}

export interface WalkDeps extends HidingRules, RuleReading {
  /** Lists a folder for a caller that keeps the listings. Without it, the disk is read. */
  readonly list?: Disk['list'];
  /** Names that are left out wherever they stand, as if git ignored them. */
  readonly leftOutNames?: ReadonlySet<string>;
  /** Receives each entry that is left out. `error`: why it cannot be read. */
  readonly onSkipped?: (reason: SkipReason, entry: WalkEntry, error?: unknown) => void;
  readonly onWalked?: (folder: WalkEntry) => void;
  /** Receives each link that nothing hides; `kind` is that of its target. */
  readonly onLink?: (link: WalkEntry, kind: DiskEntry['kind']) => void;
}

/** Depth at which a walk stops, as a file system may have loops that it does not report as links. */
const maxDepth = 64;

/** Returns the entry at which a walk starts. */
export async function rootEntry(root: string, deps: WalkDeps): Promise<WalkEntry> {
  const real = await deps.host.disk.realPath(root).catch(() => root);
  const git = await gitRules(root, deps, deps.top);
  return { place: root, path: '', depth: 0, git, onlyTracked: false, real };
}

/** A folder whose entries are being looked at. */
interface Level {
  readonly folder: WalkEntry;
  readonly names: ReadonlySet<string>;
  readonly entries: Iterator<DiskEntry>;
}

/**
 * Finds the files below a folder that nothing hides, in the order of their names. One folder is listed at a time, and the next
 * file is looked for only when the reader asks for it. Links are not followed.
 */
export async function* walk(start: WalkEntry, deps: WalkDeps): AsyncGenerator<WalkEntry> {
  const { host, leftOutNames } = deps;
  const breathe = pacer(() => host.nextTurn());
  const first = await levelOf(start, deps);
  const levels = first ? [first] : [];
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const next = level.entries.next();
    if (next.done) {
      levels.pop();
      continue;
    }
    await breathe();
    const { name, kind, isLink } = next.value;
    if (name === '.git') continue;
    const entry = childEntry(level.folder, name, host.disk);
    const { reason, onlyTracked } = leftOutNames?.has(name)
      ? leftOut('ignored')
      : await decide(entry, next.value, level.names, deps);
    if (reason) deps.onSkipped?.(reason, entry);
    else if (isLink) deps.onLink?.(entry, kind);
    else if (kind === 'file') yield entry;
    else {
      const inside = await levelOf({ ...entry, onlyTracked }, deps);
      if (inside) levels.push(inside);
    }
  }
}

function childEntry(folder: WalkEntry, name: string, disk: Disk): WalkEntry {
  return {
    ...folder,
    place: disk.join(folder.place, name),
    path: folder.path === '' ? name : `${folder.path}/${name}`,
    depth: folder.depth + 1,
    real: disk.join(folder.real, name),
  };
}

async function levelOf(folder: WalkEntry, deps: WalkDeps): Promise<Level | undefined> {
  let entries: DiskEntry[];
  try {
    entries = await (deps.list ?? ((place) => deps.host.disk.list(place)))(folder.place);
  } catch (error) {
    deps.onSkipped?.('unreadable', folder, error);
    return undefined;
  }
  deps.onWalked?.(folder);
  const names = new Set(entries.map(({ name }) => name));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { folder: await withRulesInside(folder, names, deps), names, entries: entries.values() };
}

/**
 * Returns the folder with the rules that apply in it, including its own .gitignore. In another repository, only the rules
 * of that repository apply.
 */
async function withRulesInside(folder: WalkEntry, names: ReadonlySet<string>, deps: WalkDeps): Promise<WalkEntry> {
  const isRepository = names.has('.git') && folder.place !== folder.git.base;
  const git = isRepository ? await repositoryRules(folder.place, deps) : folder.git;
  const ignore = names.has('.gitignore') ? await withOwnRules(git.ignore, git.base, folder.place, deps) : git.ignore;
  return { ...folder, git: { ...git, ignore }, onlyTracked: folder.onlyTracked && !isRepository };
}

interface Decision {
  /** Why the entry is left out, if it is. */
  readonly reason?: SkipReason | undefined;
  readonly onlyTracked: boolean;
}

async function decide(
  entry: WalkEntry,
  found: DiskEntry,
  names: ReadonlySet<string>,
  { host, excludes }: WalkDeps,
): Promise<Decision> {
  const { git, place } = entry;
  const budget = new StepBudget();
  const shown = excludes && (pathBelow(host.disk, excludes.base, place) ?? '');
  if (shown !== undefined && excludes?.rules.excludes(shown, names, budget)) return leftOut('excluded');
  const isFolder = found.kind === 'folder';
  const below = pathBelow(host.disk, git.base, place) ?? '';
  const isIgnored =
    entry.onlyTracked ||
    git.ignore.ignores(below, isFolder, budget) ||
    // To git a link to a folder is a file, which `node_modules/` does not match.
    // Users do not expect it to count, though.
    (isFolder && found.isLink && git.ignore.ignores(below, false, budget));
  if (!isIgnored) return budget.isSpent ? leftOut('undecided') : { reason: unfit(entry, found), onlyTracked: false };
  const tracked = await git.tracked();
  if (!tracked.has(below, isFolder)) return leftOut('ignored');
  return { reason: unfit(entry, found), onlyTracked: isFolder };
}

const leftOut = (reason: SkipReason): Decision => ({ reason, onlyTracked: false });

function unfit({ depth }: WalkEntry, { kind, isLink }: DiskEntry): SkipReason | undefined {
  if (isLink) return undefined; // This is decided when the link is followed.
  if (kind === 'folder') return depth > maxDepth ? 'tooDeep' : undefined;
  return kind === 'file' ? undefined : 'special';
}

/** Whether git ignores a file below the folder `root`, or VS Code hides it: the rules of walks, for one file. */
export async function isHidden(file: string, root: string, deps: HidingRules & RuleReading): Promise<boolean> {
  const { host, excludes } = deps;
  const { disk } = host;
  let git = await gitRules(root, deps, deps.top);
  let at = root;
  let onlyTracked = false;
  const parts = (pathBelow(disk, root, file) ?? '').split('/');
  for (const [index, name] of parts.entries()) {
    // A repository within another has rules of its own.
    if (index > 0 && (await disk.exists(disk.join(at, '.git')))) {
      git = await repositoryRules(at, deps);
      onlyTracked = false;
    }
    git = { ...git, ignore: await withOwnRules(git.ignore, git.base, at, deps) };
    at = disk.join(at, name);
    const isFolder = index < parts.length - 1;
    const below = pathBelow(disk, git.base, at) ?? '';
    if (onlyTracked || git.ignore.ignores(below, isFolder)) {
      if (!(await git.tracked()).has(below, isFolder)) return true;
      onlyTracked = isFolder;
    }
    if (excludes?.rules.excludes(pathBelow(disk, excludes.base, at) ?? '', new Set())) return true;
  }
  return false;
}

/** Returns those of `files` that `isHidden` holds of. Each ignore file is read once. */
export async function hiddenFiles(
  files: readonly string[],
  root: string,
  deps: HidingRules & RuleReading,
): Promise<ReadonlySet<string>> {
  const hidden = new Set<string>();
  const reading = { ...deps, kept: new KeptRules() };
  for (const file of files) if (await isHidden(file, root, reading)) hidden.add(file);
  return hidden;
}
