import type { WorkerHost } from '../core/base/rpc/workerClient';
import type { StoreHost } from '../core/store/types';

/**
 * The few things that a platform gives: all that the rooms of core ask for, each in its own words, and what the editor needs
 * of the machine that it runs on. A room that comes to ask for more adds its own to this (`StoreHost & …`).
 */
export type Host = StoreHost & WorkerHost & {
  readonly disk: Disk;
  /** A file of the extension's own, which lies beside its code. */
  readonly readOwn: (file: URL) => Promise<Uint8Array>;
  /** A whole number from 0 below 2^31, another one each time. */
  readonly randomSeed: () => number;
};

/** What somebody else keeps on the disk: it is listed and read only, and may be a pipe, a ring of links or without end. */
export interface Disk {
  /** `/` or `\`. */
  readonly separator: string;
  /** git's core.ignorecase, as git itself sets it where a repository is made. */
  readonly ignoresCase: boolean;
  join(folder: string, ...names: string[]): string;
  /** `path` as seen from `folder`. */
  resolve(folder: string, path: string): string;
  exists(path: string): Promise<boolean>;
  list(folder: string): Promise<DiskEntry[]>;
  /** The path with all links resolved; rejects where nothing is there, or a ring of links. */
  realPath(path: string): Promise<string>;
  /**
   * Rejects with NoRegularFileError for a pipe, socket or device, which could be read for ever; with FileTooLargeError; with
   * what is wrong with the file.
   */
  read(file: string, limits: ReadLimits): Promise<Uint8Array>;
}

export interface DiskEntry {
  readonly name: string;
  /** Of a link that of its target. `undefined`: a pipe, socket or device, or a link that leads nowhere. */
  readonly kind: 'file' | 'folder' | undefined;
  readonly isLink: boolean;
}

export interface ReadLimits {
  readonly maxBytes: number;
  /** Ends the reading, but for a file system that hangs. */
  readonly signal?: AbortSignal;
}

export class NoRegularFileError extends Error {
  override readonly name = 'NoRegularFileError';
}

export class FileTooLargeError extends Error {
  override readonly name = 'FileTooLargeError';
  constructor(readonly bytes: number) {
    super(`The file has ${bytes} bytes.`);
  }
}
