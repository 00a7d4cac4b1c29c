import { createHash, randomUUID } from 'node:crypto';
import type { Files } from '../../src/core/files/files';
import type { OpenSession } from '../../src/core/store/openSession';
import { SessionStore } from '../../src/core/store/store';
import type { StoreHost, StoreTimes } from '../../src/core/store/storeTypes';
import { added, notesCodec } from './notesCodec';
import type { Notes, NotesEvent } from './notesCodec';

/** Short, so that a test sees in a moment what takes seconds in use. */
export const shortTimes: StoreTimes = {
  writeMs: 5,
  retryMs: 20,
  closeMs: 60_000,
  idleMs: 20,
  heartbeatMs: 10,
  listMs: 5,
  staleMs: 60_000,
  compactBytes: 2000,
};

export const root = '/store';

export interface NotesWindow {
  readonly process?: string;
  readonly isGone?: (process: string) => boolean;
  readonly now?: () => number;
  readonly times?: Partial<StoreTimes>;
  readonly workspace?: string;
  readonly codec?: typeof notesCodec;
}

export function hostOf(
  files: Files,
  { process = 'one', isGone = () => false, now = Date.now }: NotesWindow = {},
): StoreHost {
  return {
    files,
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
    randomId: randomUUID,
    now,
    sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest('hex')),
    process,
    isGone,
  };
}

let made: SessionStore<Notes, NotesEvent>[] = [];

/** The store of one window, closed after the test. Several may share their files. */
export function notesStore(files: Files, window: NotesWindow = {}): SessionStore<Notes, NotesEvent> {
  const store = new SessionStore({
    host: hostOf(files, window),
    codec: window.codec ?? notesCodec,
    folder: root,
    workspace: window.workspace,
    times: { ...shortTimes, ...window.times },
  });
  made.push(store);
  return store;
}

export const fileOf = (id: string): string => `${root}/no-folder/${id}/session.jsonl`;
export const textsOf = ({ notes }: Notes): string[] => [...notes.values()].map(({ text }) => text);

/** Why a session can only be read here, or `write`. */
export const reasonOf = ({ access }: OpenSession<Notes, NotesEvent>): string =>
  access.mode === 'read' ? access.reason : 'write';

/** A stored session, as a window that is gone left it. */
export async function storedSession(files: Files, ...events: Parameters<typeof added>[]): Promise<string> {
  const session = await notesStore(files).create();
  session.append(events.map((event) => added(...event)));
  await session.close();
  return session.id;
}

/** The notes as another window reads them. */
export async function reread(files: Files, id: string): Promise<Notes> {
  const session = await notesStore(files).open(id);
  await session.close();
  return session.state;
}

// A store that is left open looks at its files for ever, and keeps Node alive.
afterEach(async () => {
  const open = made;
  made = [];
  await Promise.all(open.map((store) => store.close()));
});
