import path from 'node:path';
import { topAround } from '../../core/files/gitRules';
import { host } from '../../host/node/host';

/**
 * Returns the full path of the folder that is taken for the workspace of a file or folder, where the search for its
 * config ends. It is the top of its git repository, or without one the folder where the command runs. A file or folder
 * outside of both has its own folder.
 */
export async function workspaceOf(start: string): Promise<string> {
  const from = path.resolve(start);
  const own = (await kindOf(from)) === 'folder' ? from : path.dirname(from);
  return topAround(host.disk, own, process.cwd());
}

/** Returns the kind of a path; `undefined` where there is nothing, or neither a file nor a folder. */
export const kindOf = (place: string): Promise<'file' | 'folder' | undefined> =>
  host.disk.kind(place).catch(() => undefined);
