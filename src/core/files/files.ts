/**
 * The files port: what core needs of a file system, and how it fails. Implemented in src/host, with faults in test/fakes.
 * Paths are made with `join` alone, so that core never decides what separates their parts.
 */
export interface Files {
  join(folder: string, ...names: string[]): string;
  read(path: string): Promise<Uint8Array>;
  /** The bytes from an offset to the end as it is then, in pieces. */
  readPieces(path: string, offset?: number): AsyncIterable<Uint8Array>;
  /** Adds to the end of a file that exists, and waits for the disk. The size afterwards, in bytes. */
  append(path: string, bytes: Uint8Array): Promise<number>;
  /** Cuts a file off after `size` bytes. */
  truncate(path: string, size: number): Promise<void>;
  /**
   * A whole file at once: a file beside it (`unfinishedPath`), fsync, rename, fsync of the folder. Never half a file, whatever happens.
   * `beforeRename` is the last chance to give up, by throwing.
   */
  writeWhole(path: string, pieces: Pieces, beforeRename?: () => Promise<void>): Promise<void>;
  /** Fails with `exists` when there is one, and of several who try exactly one succeeds. One that fails leaves no file. */
  createExclusive(path: string, bytes: Uint8Array): Promise<void>;
  /** A file that stands at `to` is replaced; a folder that stands there with files in it is not. */
  rename(from: string, to: string): Promise<void>;
  /** A file, or a folder with all in it. What is not there is fine. */
  remove(path: string): Promise<void>;
  list(folder: string): Promise<readonly FileEntry[]>;
  stat(path: string): Promise<FileStat>;
  /** Sets the time of the last change, in ms since 1970. */
  touch(path: string, at: number): Promise<void>;
  /** With all above it. A folder that is there is fine. @param isPrivate nobody else on the machine is to look into it */
  makeFolder(path: string, isPrivate?: boolean): Promise<void>;
}

/** Where a file is written that is to be whole. It stays where its process is killed, until somebody removes it. */
export const unfinishedPath = (path: string, id: string): string => `${path}.${id}.tmp`;

export const isUnfinished = (name: string): boolean => /\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/.test(name);

export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export interface FileEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

export interface FileStat {
  /** That of the file or folder itself, also once it was moved: what is made at its path then has another. */
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  /** ms since 1970. */
  readonly modified: number;
}

/** `busy`: worth another try (too many open files, held by another program). `full`: also a quota. */
export type FileErrorCode = 'missing' | 'exists' | 'full' | 'read-only' | 'busy' | 'other';

export class FileError extends Error {
  constructor(
    readonly code: FileErrorCode,
    readonly path: string,
    /** The platform's name for it, for the log. */
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

/** The meaning of a system error to the one who called. */
export function fileErrorCode(systemCode: string): FileErrorCode {
  const codes = Object.keys(codesOf) as FileErrorCode[];
  return codes.find((code) => codesOf[code].includes(systemCode)) ?? 'other';
}

export const isFileError = (error: unknown, code: FileErrorCode): boolean =>
  error instanceof FileError && error.code === code;

/** The result, or `undefined` where the file or folder is not there. Every other failure stays one. */
export async function unlessMissing<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (isFileError(error, 'missing')) return undefined;
    throw error;
  }
}
