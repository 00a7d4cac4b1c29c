import { FileType } from 'vscode';
import type { Uri } from 'vscode';
import { StepBudget } from '../../core/files/globProgram';
import { wordsOfFault } from '../../core/files/skipped';
import type { SkipReason } from '../../core/files/skipped';
import type { Breathe } from '../../core/base/work';
import { host } from '#host';
import { pace } from '../shared/pace';
import { faultOf, files } from './files';
import type { RuleReading } from './gitRepository';
import { childOf, pathBelow } from './paths';
import { editorRules, gitRules, repositoryRules, withOwnRules } from './startRules';
import type { EditorRules, GitRules } from './startRules';

/** A file or folder that was found, or a link to one. */
export interface Entry {
  readonly uri: Uri;
  /** Below the root that is counted, with slashes; '' for the root. */
  readonly path: string;
  readonly depth: number;
  readonly git: GitRules;
  readonly editor: EditorRules;
  /** A folder that is ignored, but has tracked files: only these count. */
  readonly onlyTracked: boolean;
  /** Where it is on the disk, with all links on the way resolved. */
  readonly real: string;
}

/** Hears of what a walk finds besides files. */
interface WalkListener {
  onSkipped(reason: SkipReason, entry: Entry, detail?: string): void;
  onWalked(folder: Entry): void;
  readonly onUnread: RuleReading['onUnread'];
  /** A link that nothing hides; `type` is that of its target, as far as that is known. */
  onLink(link: Entry, type: FileType): void;
}

/** A file system may have loops that it does not call links. */
const deepest = 64;

/** @param real its path with all links resolved. */
export async function rootEntry(root: Uri, real: string, onUnread: RuleReading['onUnread']): Promise<Entry> {
  const git = await gitRules(root, { breathe: pace(), onUnread });
  return { uri: root, path: '', depth: 0, git, editor: editorRules(root), onlyTracked: false, real };
}

/**
 * Finds the files below a folder that git and VS Code do not hide. One folder is listed at a time, and the next file is
 * looked for only when the reader asks for it. Links are not followed.
 */
export async function* walk(start: Entry, listener: WalkListener): AsyncGenerator<Entry> {
  const breathe = pace();
  const stack: Entry[] = [start];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const entries = await list(next, listener);
    if (!entries) continue;
    listener.onWalked(next);
    const names = new Set(entries.map(([name]) => name));
    const folder = await withRulesInside(next, names, { breathe, onUnread: listener.onUnread });
    for (const [name, type] of entries) {
      await breathe();
      if (name === '.git') continue;
      const entry = childEntry(folder, name);
      const { reason, onlyTracked } = await decide(entry, type, names, breathe);
      if (reason) listener.onSkipped(reason, entry);
      else if (type & FileType.SymbolicLink) listener.onLink(entry, type);
      else if (type & FileType.Directory) stack.push({ ...entry, onlyTracked });
      else yield entry;
    }
  }
}

function childEntry(folder: Entry, name: string): Entry {
  return {
    ...folder,
    uri: childOf(folder.uri, name),
    path: folder.path === '' ? name : `${folder.path}/${name}`,
    depth: folder.depth + 1,
    real: host.disk.join(folder.real, name),
  };
}

async function list(folder: Entry, listener: WalkListener): Promise<[string, FileType][] | undefined> {
  try {
    return await files.list(folder.uri);
  } catch (error) {
    listener.onSkipped('unreadable', folder, wordsOfFault(faultOf(error)));
    return undefined;
  }
}

/** The folder with the rules that hold in it: its own .gitignore, and where it is another repository only what that says. */
async function withRulesInside(folder: Entry, names: ReadonlySet<string>, reading: RuleReading): Promise<Entry> {
  const isRepository = names.has('.git') && folder.uri.toString() !== folder.git.base.toString();
  const git = isRepository ? await repositoryRules(folder.uri, reading) : folder.git;
  const ignore = names.has('.gitignore') ? await withOwnRules(git.ignore, git.base, folder.uri, reading) : git.ignore;
  return { ...folder, git: { ...git, ignore }, onlyTracked: folder.onlyTracked && !isRepository };
}

interface Decision {
  /** Why it is left out. */
  readonly reason?: SkipReason | undefined;
  readonly onlyTracked: boolean;
}

async function decide(entry: Entry, type: FileType, names: ReadonlySet<string>, breathe: Breathe): Promise<Decision> {
  const { git, editor, uri } = entry;
  const budget = new StepBudget();
  if (editor.excludes.excludes(pathBelow(editor.base, uri) ?? '', names, budget)) return leftOut('excluded');
  const isFolder = (type & FileType.Directory) !== 0;
  const isLink = (type & FileType.SymbolicLink) !== 0;
  const place = pathBelow(git.base, uri) ?? '';
  const isIgnored =
    entry.onlyTracked ||
    git.ignore.ignores(place, isFolder, budget) ||
    // To git a link to a folder is a file, which `node_modules/` does not match. Nobody means to count it, though.
    (isFolder && isLink && git.ignore.ignores(place, false, budget));
  if (!isIgnored) return budget.isSpent ? leftOut('undecided') : { reason: unfit(entry, type), onlyTracked: false };
  const tracked = await git.repository.tracked(breathe);
  if (!tracked.has(place, isFolder)) return leftOut('ignored');
  return { reason: unfit(entry, type), onlyTracked: isFolder };
}

const leftOut = (reason: SkipReason): Decision => ({ reason, onlyTracked: false });

function unfit({ depth }: Entry, type: FileType): SkipReason | undefined {
  if (type & FileType.SymbolicLink) return undefined; // Decided when it is followed.
  if (type & FileType.Directory) return depth > deepest ? 'tooDeep' : undefined;
  return type & FileType.File ? undefined : 'special';
}
