// Paths below a root, with slashes.

/** Splits a path into its folder and its name. */
export function split(path: string): { readonly folder: string; readonly name: string } {
  const at = path.lastIndexOf('/');
  return at < 0 ? { folder: '', name: path } : { folder: path.slice(0, at), name: path.slice(at + 1) };
}

export const joined = (folder: string, name: string): string =>
  folder === '' || name === '' ? folder + name : `${folder}/${name}`;

/** Returns the folders from the root, '', down to a folder, including both. */
export function foldersTo(folder: string): string[] {
  const folders = [''];
  for (const part of folder === '' ? [] : folder.split('/')) folders.push(joined(folders.at(-1) ?? '', part));
  return folders;
}
