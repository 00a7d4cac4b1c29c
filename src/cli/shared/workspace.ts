import { stat } from 'node:fs/promises';
import path from 'node:path';

/** The folder that is taken for the workspace of a file or folder: where the search for its config ends. Its full path. */
export const workspaceOf = async (start: string): Promise<string> =>
  (await foldersUpFrom(start)).at(-1) ?? path.resolve(start);

/**
 * The folders from a file or folder, its own one first, up to that of its workspace: the top of its git repository, or where the
 * command runs. Outside of both it is its own one.
 */
export async function foldersUpFrom(start: string): Promise<string[]> {
  const from = path.resolve(start);
  const isFolder = await stat(from).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const own = isFolder ? from : path.dirname(from);
  const folders: string[] = [];
  for (let folder = own; ; folder = path.dirname(folder)) {
    folders.push(folder);
    const isTop = await stat(path.join(folder, '.git')).then(
      () => true,
      () => false,
    );
    if (isTop || folder === process.cwd()) return folders;
    if (folder === path.dirname(folder)) return [own];
  }
}
