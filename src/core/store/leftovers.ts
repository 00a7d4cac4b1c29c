import { isUnfinished } from '../files/files';
import type { SessionLock } from './lock';
import type { StoreHost } from './storeTypes';

/** Milliseconds after which no window is still working on the files in a folder. */
const oldMs = 24 * 60 * 60 * 1000;

/** Removes the unfinished files of killed windows. The caller holds the lock, so no other window rewrites the session. */
export async function removeUnfinished({ files }: StoreHost, folder: string): Promise<void> {
  for (const { name } of await files.list(folder)) {
    // An unfinished file does no harm, so one that the disk does not delete stays until the next time.
    if (isUnfinished(name)) await files.remove(files.join(folder, name)).catch(() => undefined);
  }
}

/** Removes the folder of a session whose first write never ended, once it is a day old and no window holds the lock. */
export async function removeAbandoned(host: StoreHost, folder: string, lock: SessionLock): Promise<void> {
  const { files } = host;
  const entries = await files.list(folder);
  if (entries.length === 0 || !entries.every(({ name }) => isUnfinished(name) || name.startsWith('lock.'))) return;
  for (const { name } of entries) {
    const { modified } = await files.stat(files.join(folder, name));
    if (Math.abs(host.now() - modified) < oldMs) return;
  }
  if (await lock.isFree()) await files.remove(folder);
}

/** Removes the folder if writing into it fails. */
export async function orRemoved({ files }: StoreHost, folder: string, written: Promise<void>): Promise<void> {
  try {
    await written;
  } catch (error) {
    await files.remove(folder).catch(() => undefined);
    throw error;
  }
}
