import path from 'node:path';
import { host } from '../../host/node/host';
import { InputError } from './commandLine';
import { cannotRead } from './walkFiles';
import { kindOf } from './workspace';

/** Returns the full path of a folder. @throws InputError */
export async function folderOf(name: string): Promise<string> {
  const full = path.resolve(name);
  // A variable without a value gives an empty name, which would mean the folder where this program runs.
  if (name === '' || (await kindOf(full)) !== 'folder')
    throw new InputError(`Cannot read ${name || '""'}: there is no such folder.`);
  // A folder that may not be listed would pass for an empty one, in which nothing is wrong.
  await host.disk.list(full).catch((error: unknown) => {
    throw cannotRead(name, error);
  });
  return full;
}

export const slashed = (name: string): string => name.split(path.sep).join('/');

/** Returns the name of a folder for a sentence. A `.` before the full stop would read as the folder above. */
export function folderName(full: string): string {
  const shown = shownAt(full);
  return /^[./]*$/.test(shown) ? path.basename(full) || slashed(full) : shown;
}

/** Returns a path relative to where the command runs. */
export const shownAt = (full: string): string => slashed(path.relative('', full)) || '.';
