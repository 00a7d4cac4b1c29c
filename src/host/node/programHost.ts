import { closeSync, fstatSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { NoRegularFileError } from '../../core/files/disk';
import type { Disk, ReadLimits } from '../../core/files/disk';
import type { Host } from '../port';
import { entriesOf, nodeDisk, openFault, withoutWaiting } from './nodeDisk';
import { host } from './host';

/** Bytes up to which reading a file takes less time than asking a thread to read it. */
const smallFile = 65_536;

/**
 * The disk of this machine for a program in which nothing else waits for a turn. It lists folders and reads small files
 * synchronously, as each would otherwise take several turns of a thread.
 */
const programDisk: Disk = {
  ...nodeDisk,
  list: async (folder) => entriesOf(folder, readdirSync(folder, { withFileTypes: true })),
  read: async (file, limits) => readSmall(file, limits) ?? nodeDisk.read(file, limits),
};

/** Returns the bytes of a small file, or `undefined` for a larger one. @throws as `Disk.read` does. */
function readSmall(file: string, { maxBytes }: ReadLimits): Uint8Array | undefined {
  const opened = openNow(file);
  try {
    const found = fstatSync(opened);
    if (!found.isFile()) throw new NoRegularFileError(file, found.isDirectory());
    return found.size > Math.min(smallFile, maxBytes) ? undefined : readFileSync(opened);
  } finally {
    closeSync(opened);
  }
}

function openNow(file: string): number {
  try {
    return openSync(file, withoutWaiting);
  } catch (error) {
    throw openFault(file, error);
  }
}

/** The host of a command that is run in a process of its own. */
export const programHost: Host = { ...host, disk: programDisk };
