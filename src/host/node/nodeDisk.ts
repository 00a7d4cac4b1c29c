import { constants } from 'node:fs';
import type { Dirent } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { FileTooLargeError, NoRegularFileError } from '../../core/files/disk';
import type { Disk, DiskEntry, ReadLimits } from '../../core/files/disk';

/** The disk of this machine. */
export const nodeDisk: Disk = {
  isLocal: true,
  separator: path.sep,
  ignoresCase: process.platform !== 'linux',
  join: (folder, ...names) => path.join(folder, ...names),
  resolve: (folder, other) => path.resolve(folder, other),
  exists: async (place) => {
    try {
      await stat(place);
      return true;
    } catch {
      return false;
    }
  },
  kind: async (place) => kindOf(await stat(place)),
  list: async (folder) => entriesOf(folder, await readdir(folder, { withFileTypes: true })),
  realPath: (place) => realpath(place),
  read,
};

/** Converts the entries that Node lists of a folder. A link has the kind of its target. */
export async function entriesOf(folder: string, found: readonly Dirent[]): Promise<DiskEntry[]> {
  const listed: DiskEntry[] = [];
  for (const entry of found) {
    const isLink = entry.isSymbolicLink();
    const kind = isLink ? await kindOfTarget(path.join(folder, entry.name)) : kindOf(entry);
    listed.push({ name: entry.name, kind, isLink });
  }
  return listed;
}

async function kindOfTarget(link: string): Promise<DiskEntry['kind']> {
  try {
    return kindOf(await stat(link));
  } catch {
    return undefined; // The link leads nowhere.
  }
}

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory'>): DiskEntry['kind'] {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : undefined;
}

/**
 * Flags to open a file without waiting. Without O_NONBLOCK, opening a pipe waits until another process writes to it.
 * Windows has no such flag and no such files.
 */
export const withoutWaiting = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);

async function read(file: string, { maxBytes, head, signal }: ReadLimits): Promise<Uint8Array> {
  const handle = await openFile(file);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new NoRegularFileError(file, found.isDirectory());
    if (found.size > maxBytes) {
      if (!head) throw new FileTooLargeError(found.size);
      const { buffer, bytesRead } = await handle.read(new Uint8Array(maxBytes), 0, maxBytes, 0);
      return buffer.subarray(0, bytesRead);
    }
    return await handle.readFile(signal ? { signal } : {});
  } finally {
    await handle.close();
  }
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await open(file, withoutWaiting);
  } catch (error) {
    throw openFault(file, error);
  }
}

/** Returns the error for a file that cannot be opened: `error` itself, or for a socket that it is no regular file. */
export function openFault(file: string, error: unknown): unknown {
  const isSocket = error instanceof Error && 'code' in error && error.code === 'ENXIO';
  return isSocket ? new NoRegularFileError(file) : error;
}
