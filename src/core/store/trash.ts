import { unlessMissing } from '../files/files';
import { SessionLock } from './lock';
import { notWritable } from './sessionPlace';
import type { StoreRoot } from './storeRoot';
import { StoreError } from './storeTypes';
import type { StoreHost, StoreTimes } from './storeTypes';

/** The folder of what was deleted, beside those of the workspaces. */
export const trashName = '.deleted';

/** Milliseconds for which a deleted session can be had back at least. */
const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Before this there was no session to delete: a clock that said so was wrong, as that of a machine with an empty battery is. */
const firstMs = Date.UTC(2026, 0);

/** Moves the folder of a session aside that no other window writes; the result moves it back. */
export async function removeUnwritten(
  host: StoreHost,
  times: StoreTimes,
  root: StoreRoot,
  folder: string,
): Promise<() => Promise<void>> {
  await root.assertNotAway();
  // Never written: nothing is there to be moved, or to come back.
  if (!(await unlessMissing(host.files.stat(folder)))) return () => Promise.resolve();
  const lock = new SessionLock(host, { folder, root }, times, () => undefined);
  if (!(await lock.acquire().catch(() => true))) throw notWritable('other-window');
  await lock.release();
  return moveToTrash(host, root, folder);
}

async function moveToTrash(host: StoreHost, root: StoreRoot, folder: string): Promise<() => Promise<void>> {
  const { files } = host;
  const trash = files.join(root.path, trashName);
  await root.makeFolder(trash);
  const id = host.randomId();
  await files.rename(folder, files.join(trash, `${host.now()}-${id}`));
  return async () => {
    // Its time may be another by now.
    const aside = (await unlessMissing(files.list(trash)))?.find(({ name }) => name.endsWith(`-${id}`));
    if (!aside) throw new StoreError('deleted-for-good', 'The session was deleted for good meanwhile.');
    await files.rename(files.join(trash, aside.name), folder);
  };
}

/** The time of the last look at the trash is that of this file in it. */
const lookedName = '.looked';

/** Between two looks at the trash of which the second removes. */
const betweenLooksMs = 24 * 60 * 60 * 1000;

/**
 * Removes for good what had been deleted for more than 30 days at the look before, at least a day ago: a clock that is wrong
 * for once deletes nothing. What was deleted at a time that cannot be counts as deleted at this look. What the disk refuses stays until the next time.
 */
export async function purgeTrash(host: StoreHost, root: string): Promise<void> {
  const { files } = host;
  const trash = files.join(root, trashName);
  const entries = await unlessMissing(files.list(trash));
  if (!entries) return;
  const looked = files.join(trash, lookedName);
  const [now, before] = [host.now(), (await unlessMissing(files.stat(looked)))?.modified];
  if (before !== undefined && before <= now && now - before < betweenLooksMs) return;
  if (before === undefined) await files.writeWhole(looked, []);
  await files.touch(looked, now);
  // It was in the future: one of the two looks had a wrong clock.
  if (before === undefined || before > now) return;
  for (const { name } of entries) {
    const entry = files.join(trash, name);
    const [, time = NaN, id] = /^(\d+)-(.+)$/.exec(name) ?? [];
    const isUnknown = Number(time) < firstMs;
    if (isUnknown) await files.rename(entry, files.join(trash, `${now}-${id}`)).catch(() => undefined);
    else if (before - Number(time) > keptMs) await files.remove(entry).catch(() => undefined);
  }
}
