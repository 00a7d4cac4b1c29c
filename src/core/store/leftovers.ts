import { isUnfinished } from '../files/files';
import type { SessionLock } from './lock';
import type { StoreHost } from './storeTypes';

/** Milliseconds after which nobody is still at work on what stands in a folder. */
const oldMs = 24 * 60 * 60 * 1000;

/** Removes what killed windows left of whole files that they were writing. Under the lock: nobody else rewrites the session. */
export async function removeUnfinished({ files }: StoreHost, folder: string): Promise<void> {
  for (const { name } of await files.list(folder)) {
    // It is only in the way: what the disk refuses stays until the next time.
    if (isUnfinished(name)) await files.remove(files.join(folder, name)).catch(() => undefined);
  }
}

/** Removes the folder of a session whose first write was never done, once that is a day ago and nobody has it. */
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

/** Removes the folder that something was to be written into, where that fails. */
export async function orRemoved({ files }: StoreHost, folder: string, written: Promise<void>): Promise<void> {
  try {
    await written;
  } catch (error) {
    await files.remove(folder).catch(() => undefined);
    throw error;
  }
}
