import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** The file that an import names, where it is one of the workspace `root`, links on the way included; undefined: it is none. */
export async function importTarget(glossary: string, name: string, root: string): Promise<string | undefined> {
  const target = path.resolve(path.dirname(glossary), name.replaceAll('\\', '/'));
  try {
    const [real, realRoot, found] = await Promise.all([realpath(target), realpath(root), stat(target)]);
    return found.isFile() && isBelow(real, realRoot) && isBelow(target, path.resolve(root)) ? target : undefined;
  } catch {
    // It is not there, or leads nowhere.
    return undefined;
  }
}

function isBelow(file: string, folder: string): boolean {
  const below = path.relative(folder, file);
  return below !== '' && !path.isAbsolute(below) && below.split(path.sep)[0] !== '..';
}
