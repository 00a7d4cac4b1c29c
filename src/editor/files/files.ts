import { FileSystemError, FileType, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { orAbort } from '../../core/base/orAbort';
import { nodeHost } from '../../host/node/host';
import { FileTooLargeError } from '../../host/port';
import type { DiskEntry, ReadLimits } from '../../host/port';

const { disk } = nodeHost;

/**
 * Reads files of any scheme. Those on disk directly: `workspace.fs` asks the window before each call (its
 * `$ensureActivation`), which costs a round trip, 1 to 2 ms here and the latency of the network in a remote window;
 * twice 10,000 of them are most of the time of a count.
 */
export const files = {
  /** Names and types; a link has the type of its target and the SymbolicLink bit, as in `workspace.fs`. */
  list: async (folder: Uri): Promise<[string, FileType][]> =>
    folder.scheme === 'file'
      ? (await disk.list(folder.fsPath)).map((entry) => [entry.name, typeOf(entry)])
      : workspace.fs.readDirectory(folder),

  exists: async (uri: Uri): Promise<boolean> => {
    if (uri.scheme === 'file') return disk.exists(uri.fsPath);
    try {
      await workspace.fs.stat(uri);
      return true;
    } catch {
      return false;
    }
  },

  /**
   * @throws NoRegularFileError for a pipe, socket or device, which could be read for ever; FileTooLargeError; the reason
   * of `signal` once it is aborted, also where the file system does not answer; what is wrong with the file.
   */
  read: (file: Uri, limits: ReadLimits): Promise<Uint8Array> => {
    const { signal } = limits;
    const reading = file.scheme === 'file' ? disk.read(file.fsPath, limits) : readVirtual(file, limits);
    return signal ? orAbort(reading, signal) : reading;
  },
};

async function readVirtual(file: Uri, { maxBytes }: ReadLimits): Promise<Uint8Array> {
  const { size } = await workspace.fs.stat(file);
  if (size > maxBytes) throw new FileTooLargeError(size);
  return workspace.fs.readFile(file);
}

/** What is wrong with a file or folder, as a code: `NoPermissions`, `FileNotFound` of VS Code, `EACCES` of the disk. */
export function faultOf(error: unknown): string {
  if (error instanceof FileSystemError) return error.code;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'Unknown';
}

const types: Readonly<Record<'file' | 'folder', FileType>> = { file: FileType.File, folder: FileType.Directory };

function typeOf({ kind, isLink }: DiskEntry): FileType {
  let type = kind === undefined ? FileType.Unknown : types[kind];
  if (isLink) type |= FileType.SymbolicLink;
  return type;
}
