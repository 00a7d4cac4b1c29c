/** Files that are not ours: they are listed and read only, and may be a pipe, a ring of links or without end. */
export interface Disk {
  /** Else it is a file system that an extension makes up: it tells of no links, and may have nothing outside of the workspace. */
  readonly isLocal: boolean;
  /** `/` or `\`. */
  readonly separator: string;
  /** git's core.ignorecase, as git itself sets it where a repository is made. */
  readonly ignoresCase: boolean;
  join(folder: string, ...names: string[]): string;
  /** `path` as seen from `folder`. */
  resolve(folder: string, path: string): string;
  exists(path: string): Promise<boolean>;
  /** That of what stands there, through links. Rejects where nothing does. */
  kind(path: string): Promise<DiskEntry['kind']>;
  list(folder: string): Promise<DiskEntry[]>;
  /** The path with all links resolved; rejects where nothing is there, or a ring of links. */
  realPath(path: string): Promise<string>;
  /**
   * Rejects with NoRegularFileError for a folder, and for a pipe, socket or device, which could be read for ever; with
   * FileTooLargeError; with what is wrong with the file.
   */
  read(file: string, limits: ReadLimits): Promise<Uint8Array>;
  /** The files that git tracks in the repository with that top, where the disk knows it itself: else git's index says it. */
  tracked?(top: string): Iterable<string> | undefined;
}

/** The host of those who read texts of strangers where no other thread does it. */
export interface LimitHost {
  /** Does a work that waits for nothing. @throws TooSlowError where it takes longer than `fileMs`; what the work throws. */
  withinLimit<T>(run: () => T): T;
}

/** The host of those who read the disk. */
export interface DiskHost {
  readonly disk: Disk;
  /** After what else waits on the event loop. */
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
  /** Of a file that is larger, only so many bytes from its start: where the disk can read a part of one. */
  readonly head?: boolean;
  /** Ends the reading, but for a file system that hangs. */
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

/** The fault of a file or folder as a code: `NoPermissions`, `FileNotFound` of VS Code, `EACCES` of the disk. */
export const faultOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'Unknown';

/** Whether there is no such file. */
export const isMissing = (error: unknown): boolean => /^(?:ENOENT|FileNotFound|ENOTDIR)$/.test(faultOf(error));

/** The path from `base` down to `place`, with slashes; '' for the base itself, `undefined` for what is not below it. */
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
