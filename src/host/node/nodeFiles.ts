import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { FileError, fileErrorCode, unfinishedPath } from '../../core/files/files';
import type { Files, Pieces } from '../../core/files/files';

const pieceBytes = 256 * 1024;

/** Bytes after which a long write waits for the disk, so that the last wait is a short one. */
const syncBytes = 4 * 1024 * 1024;

/** The files of this machine, through `node:fs/promises`. */
export const nodeFiles: Files = {
  join: (folder, ...names) => path.join(folder, ...names),
  read: (file) => classified(file, () => readFile(file)),
  readPieces,
  append: (file, bytes) => classified(file, () => append(file, bytes)),
  truncate: (file, size) =>
    classified(file, () =>
      withHandle(file, 'r+', async (handle) => {
        await handle.truncate(size);
        await handle.sync();
      }),
    ),
  writeWhole: (file, pieces, beforeRename) => classified(file, () => writeWhole(file, pieces, beforeRename)),
  createExclusive: (file, bytes) =>
    classified(file, () => withHandle(file, 'wx', (handle) => fill(handle, file, bytes))),
  rename: (from, to) =>
    classified(from, async () => {
      await rename(from, to);
      await syncFolder(path.dirname(to));
    }),
  remove: (file) => classified(file, () => rm(file, { recursive: true, force: true, maxRetries: 3 })),
  list: (folder) =>
    classified(folder, async () => {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
    }),
  stat: (file) =>
    classified(file, async () => {
      const found = await stat(file);
      return { id: `${found.dev}:${found.ino}`, size: found.size, modified: found.mtimeMs };
    }),
  touch: (file, at) => classified(file, () => utimes(file, at / 1000, at / 1000)),
  makeFolder: (folder, isPrivate) => classified(folder, () => makeFolder(folder, isPrivate ? 0o700 : 0o777)),
};

/**
 * Makes a folder and those above it. Node's recursive `mkdir` reports ENOENT for every failure that it does not expect,
 * such as EROFS of a read-only disk. A plain `mkdir` of the first missing folder then reports the real error.
 */
async function makeFolder(folder: string, mode: number): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode });
  } catch (error) {
    const above = path.dirname(folder);
    if (codeOf(error) !== 'ENOENT' || above === folder) throw error;
    await makeFolder(above, mode);
    await mkdir(folder, { mode });
  }
}

async function* readPieces(file: string, offset = 0): AsyncGenerator<Uint8Array> {
  const handle = await classified(file, () => open(file, 'r'));
  try {
    for (let at = offset; ;) {
      // A new buffer each time: the reader may keep parts of it.
      const { bytesRead, buffer } = await classified(file, () =>
        handle.read(new Uint8Array(pieceBytes), 0, pieceBytes, at),
      );
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** Appends without O_CREAT, so that a file that was moved away is not started again in the middle. */
function append(file: string, bytes: Uint8Array): Promise<number> {
  return withHandle(file, constants.O_WRONLY | constants.O_APPEND, async (handle) => {
    await writeAll(handle, bytes);
    await handle.datasync();
    return (await handle.stat()).size;
  });
}

async function writeWhole(file: string, pieces: Pieces, beforeRename?: () => Promise<void>): Promise<void> {
  const beside = unfinishedPath(file, randomUUID());
  try {
    await withHandle(beside, 'wx', async (handle) => {
      let unsynced = 0;
      for await (const piece of pieces) {
        await writeAll(handle, piece);
        unsynced += piece.length;
        if (unsynced < syncBytes) continue;
        unsynced = 0;
        await handle.datasync();
      }
      await handle.sync();
    });
    await beforeRename?.();
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/**
 * Writes a file that was just made. If that fails, as on a full disk, the file is removed, so that
 * an empty one is not taken for another owner's.
 */
async function fill(handle: FileHandle, file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeAll(handle, bytes);
  } catch (error) {
    await rm(file, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
}

/** Writes a folder to the disk, which makes a rename in it last. Windows and some network disks cannot do that and need not. */
async function syncFolder(folder: string): Promise<void> {
  try {
    await withHandle(folder, 'r', (handle) => handle.sync());
  } catch {
    return;
  }
}

async function withHandle<T>(
  file: string,
  flags: string | number,
  use: (handle: FileHandle) => Promise<T>,
): Promise<T> {
  const handle = await open(file, flags);
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

async function classified<T>(file: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof FileError || !(error instanceof Error)) throw error;
    const code = codeOf(error);
    // Errors of the caller's own functions are not ours to name.
    if (code === undefined) throw error;
    throw new FileError(fileErrorCode(code), file, code, error);
  }
}
