import * as v from 'valibot';
import { unlessMissing } from '../files/files';
import type { FileStat } from '../files/files';
import { readSession } from './readSession';
import type { SessionPlace } from './sessionPlace';
import type { ListedSession, SessionSummary, StoreHost, Unreadable } from './storeTypes';

const count = v.pipe(v.number(), v.finite(), v.minValue(0));

/** A copy of the list entry beside the session. It is valid only while the session has the size and the time in it. */
const summarySchema = v.object({
  size: count,
  modified: count,
  title: v.string(),
  updated: count,
  model: v.string(),
  turns: count,
});

type StoredSummary = v.InferOutput<typeof summarySchema>;

type SummaryPlace<S, E> = Pick<SessionPlace<S, E>, 'host' | 'codec' | 'id' | 'folder' | 'file'>;

const summaryFile = ({ host, folder }: { host: StoreHost; folder: string }): string =>
  host.files.join(folder, 'summary.json');

/** Only the window that writes the session writes its summary. */
export async function writeSummary<S, E>(place: SummaryPlace<S, E>, state: S): Promise<void> {
  const { host, codec, file } = place;
  const { size, modified } = await host.files.stat(file);
  const { title, updated, model, turns } = codec.summary(state);
  const stored: StoredSummary = { size, modified, title, updated, model, turns };
  await host.files.writeWhole(summaryFile(place), [new TextEncoder().encode(JSON.stringify(stored))]);
}

/** Returns the list entry of a session that cannot be opened, with what is still known of it. */
export async function unreadableSession(
  { files }: StoreHost,
  id: string,
  file: string,
  reason: Unreadable['reason'],
): Promise<ListedSession> {
  const { size = 0, modified = 0 } = (await files.stat(file).catch(() => undefined)) ?? {};
  const unknown = { model: '', turns: 0, writtenBy: 'nobody' } as const;
  return { ...unknown, id, title: id, updated: modified, bytes: size, unreadable: { file, reason } };
}

/**
 * Returns the list entry of a session; `undefined` when it no longer exists.
 * @param isBusy whether another window is writing it. Its summary is then a few seconds old, and good enough until that ends.
 */
export async function readSummary<S, E>(
  place: SummaryPlace<S, E>,
  isBusy: () => Promise<boolean>,
): Promise<SessionSummary | 'foreign' | undefined> {
  const { host, codec, id, file } = place;
  const stat = await unlessMissing(host.files.stat(file));
  if (!stat) return undefined;
  const stored = await storedSummary(place);
  if (stored && (isOf(stored, stat) || (await isBusy()))) {
    const { title, updated, model, turns } = stored;
    return { id, title, updated, model, turns, bytes: stat.size };
  }
  const { state, hasHeader, isKnown } = await readSession(place, { untilLastEnd: true });
  if (!isKnown) return 'foreign';
  // A session without a header is repaired when it is opened. Until then its summary is not stored.
  if (hasHeader && !(await isBusy())) await rememberSummary(place, state, stat);
  return { ...codec.summary(state), id, bytes: stat.size };
}

/** Stores the summary without the lock, and so only if the file has not changed since. A failure does not matter. */
async function rememberSummary<S, E>(place: SummaryPlace<S, E>, state: S, before: FileStat): Promise<void> {
  try {
    const now = await place.host.files.stat(place.file);
    if (now.size === before.size && now.modified === before.modified) await writeSummary(place, state);
  } catch {
    return;
  }
}

async function storedSummary(place: { host: StoreHost; folder: string }): Promise<StoredSummary | undefined> {
  try {
    const text = new TextDecoder().decode(await place.host.files.read(summaryFile(place)));
    const result = v.safeParse(v.pipe(v.string(), v.parseJson(), summarySchema), text);
    return result.success ? result.output : undefined;
  } catch {
    // It is only a copy: the session itself is read instead.
    return undefined;
  }
}

const isOf = (stored: StoredSummary, { size, modified }: FileStat): boolean =>
  stored.size === size && stored.modified === modified;
