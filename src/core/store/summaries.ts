import * as v from 'valibot';
import { unlessMissing } from '../files/files';
import type { FileStat } from '../files/files';
import { readSession } from './readSession';
import type { SessionPlace } from './sessionPlace';
import type { ListedSession, SessionSummary, StoreHost, Unreadable } from './storeTypes';

const count = v.pipe(v.number(), v.finite(), v.minValue(0));

/** A copy of what the list shows, beside the session. It counts only while size and time of the session are as it says. */
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

/** The entry of the list for what cannot be opened, with what still can be said of it. */
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
 * The entry of a session in the list; `undefined` when it is not there any more.
 * @param isBusy another window writes it just now: its summary is a few seconds old, and good enough until it rests.
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
  // A session without a header is put in order when it is opened; until then its list entry is only a look at it.
  if (hasHeader && !(await isBusy())) await rememberSummary(place, state, stat);
  return { ...codec.summary(state), id, bytes: stat.size };
}

/** Not under the lock: so only when the file has not changed since, and a failure is no matter. */
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
