import { unlessMissing } from '../files/files';
import { SessionLock } from './lock';
import { notWritable } from './sessionPlace';
import type { StoreRoot } from './storeRoot';
import { StoreError } from './storeTypes';
import type { StoreHost, StoreTimes } from './storeTypes';

/** The folder of deleted sessions, beside the folders of the workspaces. */
export const trashName = '.deleted';

/** Fewest milliseconds for which a deleted session can be restored. */
const keptMs = 30 * 24 * 60 * 60 * 1000;

/**
 * The time before which no session can have been deleted. A clock that said so was wrong, like that of a machine with an
 * empty battery.
 */
const firstMs = Date.UTC(2026, 0);

/** Moves the folder of a session aside that no other window writes; the result moves it back. */
export async function removeUnwritten(
  host: StoreHost,
  times: StoreTimes,
  root: StoreRoot,
  folder: string,
): Promise<() => Promise<void>> {
  await root.assertNotAway();
  // The session was never written, so there is nothing to move or to restore.
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
    // The time in its name may have changed by now.
    const aside = (await unlessMissing(files.list(trash)))?.find(({ name }) => name.endsWith(`-${id}`));
    if (!aside) throw new StoreError('deleted-for-good', 'The session was deleted for good meanwhile.');
    await files.rename(files.join(trash, aside.name), folder);
  };
}

/** The file in the trash whose modification time is the time of the last look. */
const lookedName = '.looked';

/** Milliseconds between two looks at the trash, of which the second removes. */
const betweenLooksMs = 24 * 60 * 60 * 1000;

/**
 * Removes for good what had been deleted for more than 30 days at the previous look, at least a day ago. So a clock
 * that is wrong once deletes nothing. What was deleted at an impossible time counts as deleted at this look. What the
 * disk refuses to delete stays until the next time.
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
  // The previous look lies in the future, so one of the two looks had a wrong clock.
  if (before === undefined || before > now) return;
  for (const { name } of entries) {
    const entry = files.join(trash, name);
    const [, time = NaN, id] = /^(\d+)-(.+)$/.exec(name) ?? [];
    const isUnknown = Number(time) < firstMs;
    if (isUnknown) await files.rename(entry, files.join(trash, `${now}-${id}`)).catch(() => undefined);
    else if (before - Number(time) > keptMs) await files.remove(entry).catch(() => undefined);
  }
}
