import { FileType, Uri, workspace } from 'vscode';
import { FileTooLargeError } from '../../core/files/disk';
import type { Disk, DiskEntry, DiskHost } from '../../core/files/disk';
import { host } from '#host';

/** Returns the path of a file on its disk: the path of the system, or that of its address. */
export const placeOf = (uri: Uri): string => (uri.scheme === 'file' ? uri.fsPath : uri.path);

/** Returns the file of a path on the disk of `other`. */
export const fileAt = (other: Uri, place: string): Uri =>
  other.scheme === 'file' ? Uri.file(place) : other.with({ path: place, query: '', fragment: '' });

/**
 * Returns the disk that a file is on. The disk of the machine is read directly: `workspace.fs` asks the window before
 * each call (its `$ensureActivation`), which costs a round trip, 1 to 2 ms here and the latency of the network in a
 * remote window. Two such calls for each of 10,000 files take most of the time of a count.
 */
export const diskOf = (uri: Uri): Disk => (uri.scheme === 'file' ? host.disk : virtualDisk(uri));

export const diskHostOf = (uri: Uri): DiskHost => ({ disk: diskOf(uri), nextTurn: () => host.nextTurn() });

/** Returns the disk of a file system that an extension provides, through VS Code. */
function virtualDisk(any: Uri): Disk {
  const uriOf = (path: string): Uri => fileAt(any, path);
  const join = (folder: string, ...names: string[]): string => Uri.joinPath(uriOf(folder), ...names).path;
  return {
    isLocal: false,
    separator: '/',
    ignoresCase: host.disk.ignoresCase,
    join,
    resolve: join,
    exists: async (path) => {
      try {
        await workspace.fs.stat(uriOf(path));
        return true;
      } catch {
        return false;
      }
    },
    kind: async (path) => kindOf((await workspace.fs.stat(uriOf(path))).type),
    list: async (folder) =>
      (await workspace.fs.readDirectory(uriOf(folder))).map(([name, type]) => ({
        name,
        kind: kindOf(type),
        isLink: (type & FileType.SymbolicLink) !== 0,
      })),
    realPath: (path) => Promise.resolve(path),
    read: async (file, { maxBytes }) => {
      const { size } = await workspace.fs.stat(uriOf(file));
      if (size > maxBytes) throw new FileTooLargeError(size);
      return workspace.fs.readFile(uriOf(file));
    },
  };
}

function kindOf(type: FileType): DiskEntry['kind'] {
  if (type & FileType.Directory) return 'folder';
  return type & FileType.File ? 'file' : undefined;
}
