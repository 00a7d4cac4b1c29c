/** Files of the user, which are only listed and read. They may be a pipe, a ring of links, or without end. */
export interface Disk {
  /** `false`: a file system of an extension, which reports no links, and may have nothing outside of the workspace. */
  readonly isLocal: boolean;
  /** `/` or `\`. */
  readonly separator: string;
  /** git's core.ignorecase, as git itself sets it where a repository is made. */
  readonly ignoresCase: boolean;
  join(folder: string, ...names: string[]): string;
  /** Returns the full path of `path` as seen from `folder`. */
  resolve(folder: string, path: string): string;
  exists(path: string): Promise<boolean>;
  /** Returns the kind of the entry at a path, through links. Rejects where there is none. */
  kind(path: string): Promise<DiskEntry['kind']>;
  list(folder: string): Promise<DiskEntry[]>;
  /** Returns the path with all links resolved. Rejects where nothing is there, or a ring of links. */
  realPath(path: string): Promise<string>;
  /**
   * Reads a file. Rejects with NoRegularFileError for a folder, and for a pipe, socket or device, which could be read for
   * ever; with FileTooLargeError; or with any other error of the file.
   */
  read(file: string, limits: ReadLimits): Promise<Uint8Array>;
  /** Returns the files that git tracks in the repository at a top, if the disk knows them. Else git's index tells. */
  tracked?(top: string): Iterable<string> | undefined;
}

/** Host of readers of texts of strangers, where no other thread reads these. */
export interface LimitHost {
  /** Does synchronous work. @throws TooSlowError where it takes longer than `fileMs`, and any error of the work */
  withinLimit<T>(run: () => T): T;
}

/** Host of code that reads the disk. */
export interface DiskHost {
  readonly disk: Disk;
  /** Resolves after the other work that waits on the event loop. */
  nextTurn(): Promise<void>;
}

export interface DiskEntry {
  readonly name: string;
  /** The kind of a link is that of its target. `undefined`: a pipe, socket or device, or a link that leads nowhere. */
  readonly kind: 'file' | 'folder' | undefined;
  readonly isLink: boolean;
}

export interface ReadLimits {
  readonly maxBytes: number;
  /** Whether only the first `maxBytes` of a larger file are read, where the disk can read a part of a file. */
  readonly head?: boolean;
  /** Ends the reading, except on a file system that hangs. */
  readonly signal?: AbortSignal;
}

export class NoRegularFileError extends Error {
  override readonly name = 'NoRegularFileError';
  constructor(
    file: string,
    readonly isFolder = false,
  ) {
    super(file);
  }
}

export class FileTooLargeError extends Error {
  override readonly name = 'FileTooLargeError';
  constructor(readonly bytes: number) {
    super(`The file has ${bytes} bytes.`);
  }
}

/** Returns the fault of a file or folder as a code: `NoPermissions`, `FileNotFound` of VS Code, `EACCES` of the disk. */
export const faultOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'Unknown';

/** Whether an error says that there is no such file. */
export const isMissing = (error: unknown): boolean => /^(?:ENOENT|FileNotFound|ENOTDIR)$/.test(faultOf(error));

/** Returns the path from `base` down to `place`, with slashes; '' for the base itself, `undefined` if not below it. */
export function pathBelow({ separator }: Pick<Disk, 'separator'>, base: string, place: string): string | undefined {
  if (place === base) return '';
  const start = base.endsWith(separator) ? base : base + separator;
  return place.startsWith(start) ? place.slice(start.length).replaceAll(separator, '/') : undefined;
}

/** Whether a file is in one of the folders with all links on the way resolved. */
export async function isReallyBelow(disk: Disk, file: string, folders: readonly string[]): Promise<boolean> {
  const real = (place: string): Promise<string> => disk.realPath(place).catch(() => place);
  const target = await real(file);
  for (const folder of folders) if (pathBelow(disk, await real(folder), target)) return true;
  return false;
}
