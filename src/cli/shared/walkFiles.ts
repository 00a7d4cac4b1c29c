import { lstat, readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { createIgnoreRules, readGitignore } from '../../core/files/ignoreRules';
import type { IgnoreRules } from '../../core/files/ignoreRules';
import { InputError } from './errors';

/** No folder of people is deeper; what is, goes in a circle. */
const deepest = 64;
export const ignoreCase = process.platform === 'win32' || process.platform === 'darwin';

/**
 * The files that a path stands for: itself, or all below it that git does not ignore, in order.
 * @param onUnread gets what cannot be read; the rest is still walked.
 */
export async function* walkFiles(start: string, onUnread: (error: InputError) => void): AsyncGenerator<string> {
  const found = await stat(start).catch((error: unknown) => onUnread(cannotRead(start, error)));
  if (found?.isDirectory()) {
    const { base, rules } = await rulesAbove(start, onUnread);
    yield* walkFolder({ root: start, base, onUnread }, '', rules, 0);
  } else if (found?.isFile()) yield start;
  // Reading a pipe would wait for somebody to write into it.
  else if (found) onUnread(new InputError(`Cannot read ${start}: it is no file and no folder.`));
}

/** The names of files right in a folder that are wanted, and that git does not ignore. Of a folder that is not there: none. */
export async function filesIn(folder: string, isWanted: (name: string) => boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile() && isWanted(entry.name)).map(({ name }) => name);
  if (names.length === 0) return names;
  const nothing = (): void => undefined;
  const above = await rulesAbove(folder, nothing);
  const rules = entries.some((entry) => entry.name === '.gitignore' && entry.isFile())
    ? await withFile(above.rules, above.base.replace(/\/$/, ''), path.join(folder, '.gitignore'), nothing)
    : above.rules;
  for (let at = above.base.indexOf('/'); at >= 0; at = above.base.indexOf('/', at + 1)) {
    // As for git: what is in an ignored folder is ignored.
    if (rules.ignores(above.base.slice(0, at), true)) return [];
  }
  return names.filter((name) => !rules.ignores(`${above.base}${name}`, false));
}

interface Walk {
  readonly root: string;
  /** Of `root`, from where the paths of the rules start; it ends with a slash, or is empty. */
  readonly base: string;
  readonly onUnread: (error: InputError) => void;
}

/**
 * What the folders above say, up to the top of the git repository: `check src` leaves out what `check .` does. Outside of a
 * repository they say nothing.
 */
async function rulesAbove(
  start: string,
  onUnread: Walk['onUnread'],
): Promise<{ readonly base: string; readonly rules: IgnoreRules }> {
  const own = path.resolve(start);
  const above: string[] = [];
  for (let folder = own; !(await isTop(folder)); folder = path.dirname(folder)) {
    if (folder === path.dirname(folder)) return { base: '', rules: createIgnoreRules(ignoreCase) };
    above.unshift(path.dirname(folder));
  }
  const below = (folder: string): string =>
    path
      .relative(above[0] ?? own, folder)
      .split(path.sep)
      .join('/');
  let rules = createIgnoreRules(ignoreCase);
  for (const folder of above) {
    const file = path.join(folder, '.gitignore');
    const isFile = await lstat(file).then(
      (found) => found.isFile(),
      () => false,
    );
    if (isFile) rules = await withFile(rules, below(folder), file, onUnread);
  }
  const base = below(own);
  return { base: base === '' ? '' : `${base}/`, rules };
}

const isTop = (folder: string): Promise<boolean> =>
  stat(path.join(folder, '.git')).then(
    () => true,
    () => false,
  );

async function withFile(
  rules: IgnoreRules,
  below: string,
  file: string,
  onUnread: Walk['onUnread'],
): Promise<IgnoreRules> {
  const read = await readFile(file).catch((error: unknown) => onUnread(cannotRead(file, error)));
  return read ? rules.with(below, [...readGitignore(read, ignoreCase)]) : rules;
}

async function* walkFolder(walk: Walk, below: string, outer: IgnoreRules, depth: number): AsyncGenerator<string> {
  const { root, base, onUnread } = walk;
  const folder = path.join(root, below);
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    onUnread(cannotRead(folder, error));
    return [];
  });
  // Git reads no folder and follows no link of that name.
  const hasOwn = entries.some((entry) => entry.name === '.gitignore' && entry.isFile());
  const place = `${base}${below}`.replace(/\/$/, '');
  const rules = hasOwn ? await withFile(outer, place, path.join(folder, '.gitignore'), onUnread) : outer;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === '.git' || entry.name === 'node_modules') continue;
    const inside = below === '' ? entry.name : `${below}/${entry.name}`;
    if (rules.ignores(`${base}${inside}`, entry.isDirectory())) continue;
    if (entry.isFile()) yield path.join(root, inside);
    else if (entry.isDirectory() && depth < deepest) yield* walkFolder(walk, inside, rules, depth + 1);
  }
}

export function cannotRead(name: string, error: unknown): InputError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new InputError(`Cannot read ${name}: ${code === 'ENOENT' ? 'there is no such file or folder' : code}.`);
}
