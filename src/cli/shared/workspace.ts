import path from 'node:path';
import { host } from '../../host/node/host';

/** The folder that is taken for the workspace of a file or folder: where the search for its config ends. Its full path. */
export const workspaceOf = async (start: string): Promise<string> =>
  (await foldersUpFrom(start)).at(-1) ?? path.resolve(start);

/**
 * The folders from a file or folder, its own one first, up to that of its workspace: the top of its git repository, or where the
 * command runs. Outside of both it is its own one.
 */
export async function foldersUpFrom(start: string): Promise<string[]> {
  const from = path.resolve(start);
  const own = (await kindOf(from)) === 'folder' ? from : path.dirname(from);
  const folders: string[] = [];
  for (let folder = own; ; folder = path.dirname(folder)) {
    folders.push(folder);
    if (folder === process.cwd() || (await host.disk.exists(path.join(folder, '.git')))) return folders;
    if (folder === path.dirname(folder)) return [own];
  }
}

/** The kind of what stands there; undefined: nothing, or neither a file nor a folder. */
export const kindOf = (place: string): Promise<'file' | 'folder' | undefined> =>
  host.disk.kind(place).catch(() => undefined);
