import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { createIgnoreRules, readGitignore } from '../../core/tokens/folder/ignoreRules';
import type { IgnoreRules } from '../../core/tokens/folder/ignoreRules';
import { InputError } from '../errors';

/** No folder of people is deeper; what is, goes in a circle. */
const deepest = 64;
export const ignoreCase = process.platform === 'win32' || process.platform === 'darwin';

/**
 * The files that a path stands for: itself, or all below it that git does not ignore, in order.
 * @param onUnread gets what cannot be read; the rest is still walked.
 */
export async function* walkFiles(start: string, onUnread: (error: InputError) => void): AsyncGenerator<string> {
  const found = await stat(start).catch((error: unknown) => onUnread(cannotRead(start, error)));
  if (found?.isDirectory()) yield* walkFolder({ root: start, onUnread }, '', createIgnoreRules(ignoreCase), 0);
  else if (found) yield start;
}

interface Walk {
  readonly root: string;
  readonly onUnread: (error: InputError) => void;
}

async function* walkFolder(walk: Walk, below: string, outer: IgnoreRules, depth: number): AsyncGenerator<string> {
  const { root, onUnread } = walk;
  const folder = path.join(root, below);
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    onUnread(cannotRead(folder, error));
    return [];
  });
  // Git reads no folder and follows no link of that name.
  const hasOwn = entries.some((entry) => entry.name === '.gitignore' && entry.isFile());
  const ignoreFile = path.join(folder, '.gitignore');
  const own = hasOwn
    ? await readFile(ignoreFile).catch((error: unknown) => onUnread(cannotRead(ignoreFile, error)))
    : undefined;
  const rules = own ? outer.with(below, [...readGitignore(own, ignoreCase)]) : outer;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === '.git' || entry.name === 'node_modules') continue;
    const inside = below === '' ? entry.name : `${below}/${entry.name}`;
    if (rules.ignores(inside, entry.isDirectory())) continue;
    if (entry.isFile()) yield path.join(root, inside);
    else if (entry.isDirectory() && depth < deepest) yield* walkFolder(walk, inside, rules, depth + 1);
  }
}

export function cannotRead(name: string, error: unknown): InputError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new InputError(`Cannot read ${name}: ${code === 'ENOENT' ? 'there is no such file or folder' : code}.`);
}
