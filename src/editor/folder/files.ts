import { readFile, readdir, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { FileSystemError, FileType, workspace } from 'vscode';
import type { Uri } from 'vscode';

/**
 * Reads files of any scheme. Those on disk directly: `workspace.fs` asks the window before each call (its
 * `$ensureActivation`), which costs a round trip, 1 to 2 ms here and the latency of the network in a remote window;
 * twice 10,000 of them are most of the time of a count.
 */
export const files = {
  /** Names and types; a link has the type of its target and the SymbolicLink bit, as in `workspace.fs`. */
  list: (folder: Uri): Thenable<[string, FileType][]> =>
    folder.scheme === 'file' ? listDisk(folder.fsPath) : workspace.fs.readDirectory(folder),

  /** Bytes. */
  size: async (file: Uri): Promise<number> =>
    (file.scheme === 'file' ? await stat(file.fsPath) : await workspace.fs.stat(file)).size,

  read: (file: Uri): Thenable<Uint8Array> =>
    file.scheme === 'file' ? readFile(file.fsPath) : workspace.fs.readFile(file),
};

/** What is wrong with a file or folder, as a code: `NoPermissions`, `FileNotFound` of VS Code, `EACCES` of the disk. */
export function faultOf(error: unknown): string {
  if (error instanceof FileSystemError) return error.code;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'Unknown';
}

async function listDisk(folder: string): Promise<[string, FileType][]> {
  const listed: [string, FileType][] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const type = entry.isSymbolicLink() ? await linkType(path.join(folder, entry.name)) : typeOf(entry);
    listed.push([entry.name, type]);
  }
  return listed;
}

async function linkType(link: string): Promise<FileType> {
  try {
    return FileType.SymbolicLink | typeOf(await stat(link));
  } catch {
    return FileType.SymbolicLink; // It leads nowhere.
  }
}

function typeOf(entry: Pick<Dirent, 'isFile' | 'isDirectory'>): FileType {
  if (entry.isFile()) return FileType.File;
  return entry.isDirectory() ? FileType.Directory : FileType.Unknown;
}
