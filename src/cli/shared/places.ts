import path from 'node:path';
import { host } from '../../host/node/host';
import { InputError } from './commandLine';
import { cannotRead } from './walkFiles';
import { kindOf } from './workspace';

/** The full path of a folder. @throws InputError */
export async function folderOf(name: string): Promise<string> {
  const full = path.resolve(name);
  // An empty one, as a variable without a value gives it, would be the folder where this runs.
  if (name === '' || (await kindOf(full)) !== 'folder')
    throw new InputError(`Cannot read ${name || '""'}: there is no such folder.`);
  // One that nobody may look into would be taken for an empty one, in which nothing is wrong.
  await host.disk.list(full).catch((error: unknown) => {
    throw cannotRead(name, error);
  });
  return full;
}

export const slashed = (name: string): string => name.split(path.sep).join('/');

/** A folder as a sentence names it: `.` and the full stop behind it would be the folder above. */
export function folderName(full: string): string {
  const shown = shownAt(full);
  return /^[./]*$/.test(shown) ? path.basename(full) || slashed(full) : shown;
}

/** A place as it is seen from where the command runs. */
export const shownAt = (full: string): string => slashed(path.relative('', full)) || '.';
