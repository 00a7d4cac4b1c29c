import type { DiskHost } from '../../files/disk';
import { rootEntry, walk } from '../../files/walk';

/** Paths of the files below a root that git does not ignore, in order; those of `node_modules` are left out. `isPartial`: there are more. */
export async function listFiles(
  root: string,
  host: DiskHost,
  most: number,
): Promise<{ readonly files: Set<string>; readonly isPartial: boolean }> {
  const files = new Set<string>();
  const deps = { host, leftOutNames: new Set(['node_modules']) };
  for await (const { path } of walk(await rootEntry(root, deps), deps)) {
    if (files.size === most) return { files, isPartial: true };
    files.add(path);
  }
  return { files, isPartial: false };
}

export function hasBelow(files: ReadonlySet<string> | undefined, folder: string): boolean {
  for (const file of files ?? []) if (file.startsWith(`${folder}/`)) return true;
  return false;
}
