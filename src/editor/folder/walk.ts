import { setImmediate as nextTurn } from 'node:timers/promises';
import { FileType } from 'vscode';
import type { Uri } from 'vscode';
import type { IgnoreRules } from '../../core/tokens/folder/ignoreRules';
import type { SkipReason, SkippedEntries } from '../../core/tokens/folder/skipped';
import { pacer } from '../../core/tokens/pacer';
import { faultOf, files } from './files';
import type { Links } from './links';
import { childOf, pathBelow } from './paths';
import type { StartRules } from './startRules';
import { startRules, withOwnRules } from './startRules';

/** A file to count. */
export interface FoundFile {
  readonly uri: Uri;
  /** Below the root of the walk, with slashes. */
  readonly path: string;
}

interface Folder {
  readonly uri: Uri;
  readonly path: string;
  readonly depth: number;
  readonly ignore: IgnoreRules;
}

/** A file system may have loops that it does not call links. */
const deepest = 64;

/**
 * Finds the files below a folder that git and VS Code do not hide. One folder is listed at a time, and the next file is
 * looked for only when the reader asks for it.
 * @param label the root's name in `skipped`.
 */
export async function* walk(
  root: Uri,
  label: string,
  links: Links,
  skipped: SkippedEntries,
): AsyncGenerator<FoundFile> {
  const rules = await startRules(root);
  const breathe = pacer(() => nextTurn());
  const stack: Folder[] = [{ uri: root, path: '', depth: 0, ignore: rules.ignore }];
  for (let folder = stack.pop(); folder; folder = stack.pop()) {
    const entries = await list(folder, label, skipped);
    const names = new Set(entries.map(([name]) => name));
    const ignore = names.has('.gitignore')
      ? await withOwnRules(folder.ignore, rules.ignoreBase, folder.uri)
      : folder.ignore;
    for (const [name, type] of entries) {
      await breathe();
      if (name === '.git') continue;
      const entry = { uri: childOf(folder.uri, name), path: below(folder.path, name), depth: folder.depth + 1, ignore };
      const reason =
        hidden(entry, type, rules, names) ??
        (type & FileType.SymbolicLink ? await links.refusal(entry.uri) : undefined) ??
        unfit(entry, type);
      if (reason) skipped.add(reason, `${label}/${entry.path}`);
      else if (type & FileType.Directory) stack.push(entry);
      else yield entry;
    }
  }
}

const below = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

async function list(folder: Folder, label: string, skipped: SkippedEntries): Promise<[string, FileType][]> {
  try {
    return await files.list(folder.uri);
  } catch (error) {
    skipped.add('unreadable', below(label, folder.path), faultOf(error));
    return [];
  }
}

function hidden(
  { uri, ignore }: Folder,
  type: FileType,
  rules: StartRules,
  names: ReadonlySet<string>,
): SkipReason | undefined {
  if (rules.excludes.excludes(pathBelow(rules.excludesBase, uri) ?? '', names)) return 'excluded';
  const path = pathBelow(rules.ignoreBase, uri) ?? '';
  const isFolder = (type & FileType.Directory) !== 0;
  if (ignore.ignores(path, isFolder)) return 'ignored';
  // To git a link to a folder is a file, which `node_modules/` does not match. Nobody means to count it, though.
  return isFolder && type & FileType.SymbolicLink && ignore.ignores(path, false) ? 'ignored' : undefined;
}

function unfit({ depth }: Folder, type: FileType): SkipReason | undefined {
  if (type & FileType.Directory) return depth > deepest ? 'tooDeep' : undefined;
  return type & FileType.File ? undefined : 'special';
}
