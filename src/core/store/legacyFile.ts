import { isFileError, unlessMissing } from '../files/files';
import type { SessionPlace } from './sessionPlace';
import { lineValue } from './lines';
import { SessionLock } from './lock';
import { SessionFile } from './sessionFile';
import type { SessionCodec, StoreHost, StoreTimes } from './types';

/**
 * Makes a session of a file in the old format, and moves that file into the session's folder: whoever deletes the session
 * deletes it too. The session's id is the hash of its content, so each step can be done again: after a crash between two of them, and by two windows at once.
 * Rejects with a FileError; then nothing has changed, and it can be tried again.
 */
export async function importedSession<S, E>(
  host: StoreHost,
  codec: SessionCodec<S, E>,
  file: string,
  placeOf: (id: string) => Promise<SessionPlace<S, E>>,
  times: StoreTimes,
): Promise<string | undefined> {
  const { files } = host;
  const bytes = await unlessMissing(files.read(file));
  if (!bytes || !codec.legacy) return undefined;
  const value = lineValue(bytes);
  const events = value === undefined ? [] : codec.legacy(value);
  if (events.length === 0) {
    await setAside(host, file, `${file}.unreadable`);
    return undefined;
  }
  const id = `imported-${(await host.sha256(bytes)).slice(0, 32)}`;
  const { folder, file: target } = await placeOf(id);
  await files.makeFolder(folder);
  const lock = new SessionLock(host, folder, times, () => undefined);
  // Without the lock another window is at it, or has the result open already.
  if (!(await lock.acquire())) return id;
  try {
    if (!(await unlessMissing(files.stat(target)))) {
      const header = { format: codec.format, version: codec.version, id, created: host.now() };
      const state = events.reduce((sum, event) => codec.reduce(sum, event), codec.create(header));
      await new SessionFile(host, codec, target, header, () => undefined).rewrite(state);
    }
  } finally {
    await lock.release();
  }
  await setAside(host, file, files.join(folder, 'playground.json'));
  return id;
}

/** Under a name that is not taken. That the file is gone already is fine: the other window was faster. */
async function setAside(host: StoreHost, file: string, wanted: string): Promise<void> {
  const { files } = host;
  let aside = wanted;
  if (await unlessMissing(files.stat(aside))) aside = `${aside}-${host.now()}`;
  try {
    await files.rename(file, aside);
  } catch (error) {
    if (!isFileError(error, 'missing')) throw error;
  }
}
