import path from 'node:path';
import { topAround } from '../../core/files/gitRules';
import { host } from '../../host/node/host';

/**
 * The folder that is taken for the workspace of a file or folder, where the search for its config ends: the top of its git
 * repository, or without one where the command runs. Outside of both it is its own one. Its full path.
 */
export async function workspaceOf(start: string): Promise<string> {
  const from = path.resolve(start);
  const own = (await kindOf(from)) === 'folder' ? from : path.dirname(from);
  return topAround(host.disk, own, process.cwd());
}

/** The kind of what stands there; undefined: nothing, or neither a file nor a folder. */
export const kindOf = (place: string): Promise<'file' | 'folder' | undefined> =>
  host.disk.kind(place).catch(() => undefined);
