import { FileError, unlessMissing } from '../files/files';
import type { FileEntry } from '../files/files';
import { Lazy } from '../base/lazy';
import { OneByOne } from '../base/oneByOne';
import { copyReadable } from './blobFiles';
import { orRemoved, removeAbandoned } from './leftovers';
import { ListWatch } from './listWatch';
import { SessionLock } from './lock';
import { OpenSession } from './openSession';
import { readState } from './readSession';
import { isId, notWritable, workspaceFolder } from './sessionPlace';
import type { SessionPlace } from './sessionPlace';
import { SessionFile } from './sessionFile';
import { ShownSessions } from './shownSessions';
import { StoreRoot } from './storeRoot';
import { readSummary, unreadableSession } from './summaries';
import { purgeTrash, removeUnwritten, trashName } from './trash';
import { StoreError, storeTimes } from './storeTypes';
import type { ListedSession, SessionCodec, StoreHost, StoreTimes } from './storeTypes';

interface StoreOptions<S, E> {
  readonly host: StoreHost;
  readonly codec: SessionCodec<S, E>;
  /** The folder with the sessions of all workspaces. It need not exist yet. */
  readonly folder: string;
  /** URI of the workspace; `undefined` for a window without a folder. */
  readonly workspace: string | undefined;
  readonly times?: Partial<StoreTimes>;
}

/** Sessions of a list that are read at the same time: enough to keep the disk busy, few enough for the limit of open files. */
const atOnce = 16;

/** The sessions of a workspace in a folder of sessions. Does no I/O before it is used. */
export class SessionStore<S, E> {
  /** The folder with the sessions of all workspaces. */
  readonly folder: string;
  private readonly root: StoreRoot;
  private readonly host: StoreHost;
  private readonly codec: SessionCodec<S, E>;
  private readonly times: StoreTimes;
  private readonly opened = new Map<string, Promise<OpenSession<S, E>>>();
  /** Queues of the work that opens, closes or moves each session. */
  private readonly turns = new Map<string, OneByOne>();
  private readonly listWatch: ListWatch;
  private readonly shown: ShownSessions;
  private purging: Promise<void> | undefined;
  private readonly workspaceFolder = new Lazy(() => workspaceFolder(this.host, this.folder, this.options.workspace))
    .get;

  constructor(private readonly options: StoreOptions<S, E>) {
    this.host = options.host;
    this.codec = options.codec;
    this.folder = options.folder;
    this.root = new StoreRoot(options.host.files, options.folder);
    this.times = { ...storeTimes, ...options.times };
    this.listWatch = new ListWatch(options.host, this.times, this.workspaceFolder);
    this.shown = new ShownSessions(options.host, this.root, this.workspaceFolder);
  }

  /** The sessions of this workspace, the newest first. */
  async list(): Promise<readonly ListedSession[]> {
    this.purging ??= purgeTrash(this.host, this.folder).catch(() => undefined);
    const folder = await this.workspaceFolder();
    const entries = await this.sessionsIn(folder);
    await this.root.see();
    const listed: ListedSession[] = [];
    const next = async (): Promise<void> => {
      for (let entry = entries.pop(); entry; entry = entries.pop()) {
        const session = await this.listedEntry(folder, entry);
        if (session) listed.push(session);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, () => next()));
    return listed.sort((a, b) => b.updated - a.updated || (a.id < b.id ? -1 : 1));
  }

  /**
   * Creates a session, which is written with its first event, so that an unused one leaves nothing behind.
   * @param id the id of a session that was never used, to continue it.
   */
  async create(id = this.host.randomId()): Promise<OpenSession<S, E>> {
    const session = new OpenSession(await this.placeOf(id));
    this.opened.set(id, Promise.resolve(session));
    return session;
  }

  /** Opens a session, or reloads the one open in this window. Throws StoreError `missing`, `foreign` or `unreadable`. */
  open(id: string): Promise<OpenSession<S, E>> {
    return this.inTurn(id, () => this.openNow(id));
  }

  /** Reads a session without opening it. Rejects with FileError, StoreError `foreign`, or the reason of the signal. */
  async read(id: string, signal: AbortSignal): Promise<S> {
    const opened = await this.opened.get(id)?.catch(() => undefined);
    return opened && !opened.isClosed ? opened.state : readState(await this.placeOf(id), signal);
  }

  /** Throws StoreError `written-elsewhere` or `newer-version`. */
  rename(id: string, title: string): Promise<void> {
    return this.change(id, () => [this.codec.titled(title)]);
  }

  /** Adds events to a session, open or not. Resolves when they are saved. Throws like `rename`, or `missing`. */
  async change(id: string, events: (state: S) => readonly E[]): Promise<void> {
    await this.inTurn(id, () => this.changeNow(id, events));
    await this.listWatch.changed();
  }

  /** Closes it and sets it aside for 30 days or more. Returns the undo. Throws `written-elsewhere`; undo `deleted-for-good`. */
  async remove(id: string): Promise<() => Promise<void>> {
    const back = await this.inTurn(id, () => this.removeNow(id));
    await this.listWatch.changed();
    return async () => {
      await back();
      await this.listWatch.changed();
    };
  }

  /** Counts the sessions that `removeAll` would delete, in all workspaces. A folder that cannot be read is left out. */
  async countAll(): Promise<number> {
    let count = 0;
    for (const { name, isFolder } of await this.entries(this.folder)) {
      if (!isFolder || name === trashName) continue;
      const sessions = await this.sessionsIn(this.host.files.join(this.folder, name)).catch(() => []);
      count += sessions.length;
    }
    return count;
  }

  /** Deletes the sessions of all workspaces for good, including those that were moved aside or are open in a window. */
  async removeAll(): Promise<void> {
    let work = async (): Promise<void> => {
      await this.root.assertNotAway();
      for (const { name } of await this.entries(this.folder)) {
        await this.host.files.remove(this.host.files.join(this.folder, name));
      }
    };
    for (const session of await this.allOpened()) {
      await session.finished;
      if (session.isClosed) continue;
      const inner = work;
      work = () => session.removeWith(inner);
    }
    await work();
    this.opened.clear();
    await this.listWatch.changed();
  }

  /** Calls a listener when the list may have changed, in this window or another one. */
  watch(listener: () => void): () => void {
    return this.listWatch.on(listener);
  }

  /** Returns the id of the session that a window had; `undefined` when it is gone. */
  async lastOf(window: string): Promise<string | undefined> {
    const id = await this.shown.of(window);
    if (id === undefined || !isId(id)) return undefined;
    const { file } = await this.placeOf(id);
    return (await unlessMissing(this.host.files.stat(file))) ? id : undefined;
  }

  remember(window: string, id: string): Promise<void> {
    return this.shown.remember(window, id);
  }

  /** Closes all open sessions. */
  async close(): Promise<void> {
    this.listWatch.close();
    await Promise.all((await this.allOpened()).map((session) => session.close()));
  }

  /** Runs work in turn. A session is closed after it was changed, which must not happen to one that was opened meanwhile. */
  private inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const turns = this.turns.get(id) ?? new OneByOne();
    this.turns.set(id, turns);
    return turns.run(work);
  }

  private async openNow(id: string): Promise<OpenSession<S, E>> {
    const before = await this.opened.get(id)?.catch(() => undefined);
    if (before && !before.isClosed) {
      await before.reload();
      return before;
    }
    // Its last write may still be on the way.
    await before?.finished;
    const opening = this.placeOf(id).then((place) => OpenSession.open(place));
    this.opened.set(id, opening);
    opening.catch(() => {
      if (this.opened.get(id) === opening) this.opened.delete(id);
    });
    return opening;
  }

  private async changeNow(id: string, events: (state: S) => readonly E[]): Promise<void> {
    const before = await this.opened.get(id)?.catch(() => undefined);
    const session = await this.openNow(id);
    try {
      if (session.access.mode === 'read') throw notWritable(session.access.reason);
      session.append(events(session.state));
      await session.flush();
      await session.summarizeNow().catch(() => undefined);
    } finally {
      if (session !== before) await session.close();
    }
  }

  private async removeNow(id: string): Promise<() => Promise<void>> {
    const { folder } = await this.placeOf(id);
    const session = await this.opened.get(id)?.catch(() => undefined);
    const move = (): Promise<() => Promise<void>> => removeUnwritten(this.host, this.times, this.root, folder);
    await session?.finished;
    const back = session && !session.isClosed ? await session.removeWith(move) : await move();
    this.opened.delete(id);
    return back;
  }

  private async allOpened(): Promise<readonly OpenSession<S, E>[]> {
    const opened = Array.from(this.opened.values(), (opening) => opening.catch(() => undefined));
    return (await Promise.all(opened)).filter((session) => session !== undefined);
  }

  /** Returns the entry of a session. One that cannot be read does not affect the others. */
  private async listedEntry(folder: string, { name, isFolder }: FileEntry): Promise<ListedSession | undefined> {
    if (!isFolder) return unreadableSession(this.host, name, this.host.files.join(folder, name), 'foreign');
    try {
      return await this.listedSession(name);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return unreadableSession(this.host, name, error.path, error.code);
    }
  }

  private async listedSession(id: string): Promise<ListedSession | undefined> {
    const place = await this.placeOf(id);
    const session = await this.opened.get(id)?.catch(() => undefined);
    const isOpenHere = session !== undefined && !session.isClosed && session.access.mode === 'write';
    if (isOpenHere) {
      const stat = await unlessMissing(this.host.files.stat(place.file));
      return stat && { ...this.codec.summary(session.state), id, bytes: stat.size, writtenBy: 'this-window' };
    }
    const lock = new SessionLock(this.host, place, this.times, () => undefined);
    const isBusy = new Lazy(() => lock.isHeldElsewhere().catch(() => false)).get;
    const summary = await readSummary(place, isBusy);
    if (summary === 'foreign') return unreadableSession(this.host, id, place.file, 'foreign');
    if (!summary) await removeAbandoned(this.host, place.folder, lock).catch(() => undefined);
    return summary && { ...summary, writtenBy: (await isBusy()) ? 'other-window' : 'nobody' };
  }

  private async placeOf(id: string): Promise<SessionPlace<S, E>> {
    // An id comes from a file or a page, and becomes a part of a path.
    if (!isId(id)) throw new StoreError('missing', 'There is no such session.');
    const { files } = this.host;
    const folder = files.join(await this.workspaceFolder(), id);
    return {
      host: this.host,
      codec: this.codec,
      times: this.times,
      id,
      root: this.root,
      folder,
      file: files.join(folder, 'session.jsonl'),
      storeAsOwn: (state) => this.storeAsOwn(state, folder),
      onListed: () => void this.listWatch.changed(),
      onFinished: () => void this.forget(id),
    };
  }

  /** Stores a state as a session of its own, as unsaved events mean nothing without the events before them. */
  private async storeAsOwn(state: S, from: string): Promise<string> {
    const { host, codec } = this;
    const id = host.randomId();
    const { folder, file } = await this.placeOf(id);
    await this.root.makeFolder(folder);
    const header = { format: codec.format, version: codec.version, id, created: host.now() };
    await orRemoved(host, folder, new SessionFile(host, codec, file, header, () => undefined).rewrite(state));
    await copyReadable(host, from, folder);
    await this.listWatch.changed();
    return id;
  }

  private async forget(id: string): Promise<void> {
    const opened = this.opened.get(id);
    const session = await opened?.catch(() => undefined);
    if (session?.isClosed && this.opened.get(id) === opened) this.opened.delete(id);
  }

  /** Returns the sessions in a folder, and the files beside them that look like sessions. */
  private async sessionsIn(folder: string): Promise<FileEntry[]> {
    const entries = await this.entries(folder);
    return entries.filter(({ name, isFolder }) => (isFolder ? isId(name) : isStray(name)));
  }

  private async entries(folder: string): Promise<readonly FileEntry[]> {
    return (await unlessMissing(this.host.files.list(folder))) ?? [];
  }
}

const isStray = (name: string): boolean => /^[^.].*\.jsonl?$/.test(name);
