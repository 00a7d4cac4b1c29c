/**
 * Port to a file system: the operations that core needs, and how they fail. It is implemented in src/host, with faults in
 * test/fakes. Paths are made with `join` alone, so that core never decides how their parts are separated.
 */
export interface Files {
  join(folder: string, ...names: string[]): string;
  read(path: string): Promise<Uint8Array>;
  /** Reads the bytes from an offset to the end, as it is then, in pieces. */
  readPieces(path: string, offset?: number): AsyncIterable<Uint8Array>;
  /** Adds bytes to the end of an existing file, and waits for the disk. Resolves to the size afterwards, in bytes. */
  append(path: string, bytes: Uint8Array): Promise<number>;
  /** Cuts a file off after `size` bytes. */
  truncate(path: string, size: number): Promise<void>;
  /**
   * Writes a whole file at once: a file beside it (`unfinishedPath`), fsync, rename, fsync of the folder. There is never half
   * a file, whatever happens. `beforeRename` is the last chance to give up, by throwing.
   */
  writeWhole(path: string, pieces: Pieces, beforeRename?: () => Promise<void>): Promise<void>;
  /** Makes a file. Fails with `exists` where there is one; of several callers, one succeeds. A failure leaves no file. */
  createExclusive(path: string, bytes: Uint8Array): Promise<void>;
  /** Renames a file or folder. It replaces a file at `to`, but no folder with files in it. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file, or a folder with everything in it. It succeeds where there is none. */
  remove(path: string): Promise<void>;
  list(folder: string): Promise<readonly FileEntry[]>;
  stat(path: string): Promise<FileStat>;
  /** Sets the time of the last change, in milliseconds since 1970. */
  touch(path: string, at: number): Promise<void>;
  /** Makes a folder with all above it, if it does not exist. @param isPrivate whether other users must not look into it */
  makeFolder(path: string, isPrivate?: boolean): Promise<void>;
}

/** Returns where a file is written before it is whole. If the process is killed, that file stays until it is removed. */
export const unfinishedPath = (path: string, id: string): string => `${path}.${id}.tmp`;

export const isUnfinished = (name: string): boolean => /\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/.test(name);

export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** A part of a file: the offset of its first byte, and the offset after its last one. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

export interface FileEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

export interface FileStat {
  /** Id of the file or folder itself, even once it was moved. A new one at its old path has another id. */
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** `busy`: worth another try (too many open files, held by another program). `full`: also where a quota is used up. */
export type FileErrorCode = 'missing' | 'exists' | 'full' | 'read-only' | 'busy' | 'other';

export class FileError extends Error {
  constructor(
    readonly code: FileErrorCode,
    readonly path: string,
    /** The platform's name of the error, for the log. */
    readonly systemCode: string,
    cause?: unknown,
  ) {
    super(`${systemCode || 'Error'} at ${path}`, { cause });
    this.name = 'FileError';
  }
}

const codesOf: Record<FileErrorCode, readonly string[]> = {
  missing: ['ENOENT', 'ENOTDIR'],
  exists: ['EEXIST', 'ENOTEMPTY'],
  full: ['ENOSPC', 'EDQUOT', 'EFBIG'],
  'read-only': ['EROFS', 'EACCES', 'EPERM'],
  busy: ['EMFILE', 'ENFILE', 'EBUSY', 'EAGAIN', 'ETXTBSY', 'ENOLCK'],
  other: [],
};

/** Returns the meaning of a system error for the caller. */
export function fileErrorCode(systemCode: string): FileErrorCode {
  const codes = Object.keys(codesOf) as FileErrorCode[];
  return codes.find((code) => codesOf[code].includes(systemCode)) ?? 'other';
}

export const isFileError = (error: unknown, code: FileErrorCode): boolean =>
  error instanceof FileError && error.code === code;

/** Returns the result, or `undefined` where the file or folder does not exist. Any other failure stays one. */
export async function unlessMissing<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (isFileError(error, 'missing')) return undefined;
    throw error;
  }
}
