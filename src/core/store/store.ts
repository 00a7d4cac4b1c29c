import { FileError, unlessMissing } from '../files/files';
import type { FileEntry } from '../files/files';
import { FileSession } from './fileSession';
import { notWritable } from './sessionPlace';
import type { SessionPlace } from './sessionPlace';
import { ListWatch } from './listWatch';
import { SessionLock } from './lock';
import { SessionFile } from './sessionFile';
import { readSummary, unreadableSession } from './summaries';
import { purgeTrash, removeUnwritten, trashName } from './trash';
import { StoreError, storeTimes } from './types';
import type {
  ListedSession,
  OpenSession,
  SessionCodec,
  SessionStore,
  StoreHost,
  StoreTimes,
} from './types';
import { lastSession, rememberSession, windowsName } from './windowSessions';

export interface StoreOptions<S, E> {
  readonly host: StoreHost;
  readonly codec: SessionCodec<S, E>;
  /** Holds the sessions of all workspaces. Need not be there yet. */
  readonly folder: string;
  /** URI of the workspace; `undefined` for a window without a folder. */
  readonly workspace: string | undefined;
  readonly times?: Partial<StoreTimes>;
}

/** Sessions looked at at once in a list: enough to keep the disk busy, few enough for the limit of open files. */
const atOnce = 16;

/** Does no I/O before it is used. */
export function createSessionStore<S, E>(options: StoreOptions<S, E>): SessionStore<S, E> {
  return new FolderStore(options);
}

class FolderStore<S, E> implements SessionStore<S, E> {
  readonly folder: string;
  private readonly host: StoreHost;
  private readonly codec: SessionCodec<S, E>;
  private readonly times: StoreTimes;
  private readonly opened = new Map<string, Promise<FileSession<S, E>>>();
  /** The last work on each session that opens, closes or moves it. */
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly listWatch: ListWatch;
  private place: Promise<string> | undefined;
  private purging: Promise<void> | undefined;

  constructor(private readonly options: StoreOptions<S, E>) {
    this.host = options.host;
    this.codec = options.codec;
    this.folder = options.folder;
    this.times = { ...storeTimes, ...options.times };
    this.listWatch = new ListWatch(options.host, this.times, () => this.workspaceFolder());
  }

  async list(): Promise<readonly ListedSession[]> {
    this.purging ??= this.orNothing(purgeTrash(this.host, this.folder), undefined);
    const folder = await this.workspaceFolder();
    const entries = await this.entriesIn(folder);
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

  async create(id = this.host.randomId()): Promise<OpenSession<S, E>> {
    const session = new FileSession(await this.placeOf(id));
    this.opened.set(id, Promise.resolve(session));
    return session;
  }

  open(id: string): Promise<FileSession<S, E>> {
    return this.inTurn(id, () => this.openNow(id));
  }

  rename(id: string, title: string): Promise<void> {
    return this.change(id, () => [this.codec.titled(title)]);
  }

  async change(id: string, events: (state: S) => readonly E[]): Promise<void> {
    await this.inTurn(id, () => this.changeNow(id, events));
    await this.listWatch.changed();
  }

  async remove(id: string): Promise<() => Promise<void>> {
    const back = await this.inTurn(id, () => this.removeNow(id));
    await this.listWatch.changed();
    return async () => {
      await back();
      await this.listWatch.changed();
    };
  }

  async everything(): Promise<{ readonly sessions: number; readonly folder: string }> {
    let sessions = 0;
    for (const folder of await this.workspaceFolders()) sessions += (await this.entriesIn(folder)).length;
    return { sessions, folder: this.folder };
  }

  async removeAll(): Promise<{ readonly removed: number; readonly folder: string }> {
    const { sessions } = await this.everything();
    let work = async (): Promise<void> => {
      for (const { name } of (await unlessMissing(this.host.files.list(this.folder))) ?? []) {
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
    return { removed: sessions, folder: this.folder };
  }

  watch(listener: () => void): () => void {
    return this.listWatch.on(listener);
  }

  async lastOf(window: string): Promise<string | undefined> {
    const folder = await this.workspaceFolder();
    const id = await lastSession(this.host, folder, window);
    if (id === undefined || !isId(id)) return undefined;
    const { file } = await this.placeOf(id);
    return (await unlessMissing(this.host.files.stat(file))) ? id : undefined;
  }

  async remember(window: string, id: string): Promise<void> {
    await rememberSession(this.host, await this.workspaceFolder(), window, id);
  }

  async close(): Promise<void> {
    this.listWatch.close();
    await Promise.all((await this.allOpened()).map((session) => session.close()));
  }

  /** A session that is being changed is closed after it, which must not happen to one that was opened meanwhile. */
  private inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const result = (this.turns.get(id) ?? Promise.resolve()).then(work);
    const turn = result
      .catch(() => undefined)
      .then(() => {
        if (this.turns.get(id) === turn) this.turns.delete(id);
      });
    this.turns.set(id, turn);
    return result;
  }

  private async openNow(id: string): Promise<FileSession<S, E>> {
    const before = await this.opened.get(id)?.catch(() => undefined);
    if (before && !before.isClosed) {
      await before.reload();
      return before;
    }
    // Its last write may still be on the way.
    await before?.finished;
    const opening = this.placeOf(id).then((place) => FileSession.open(place));
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
      await this.orNothing(session.summarizeNow(), undefined);
    } finally {
      if (session !== before) await session.close();
    }
  }

  private async removeNow(id: string): Promise<() => Promise<void>> {
    const { folder } = await this.placeOf(id);
    const session = await this.opened.get(id)?.catch(() => undefined);
    const move = (): Promise<() => Promise<void>> => removeUnwritten(this.host, this.times, this.folder, folder);
    await session?.finished;
    const back = session && !session.isClosed ? await session.removeWith(move) : await move();
    this.opened.delete(id);
    return back;
  }

  private async allOpened(): Promise<readonly FileSession<S, E>[]> {
    const opened: FileSession<S, E>[] = [];
    for (const opening of this.opened.values()) {
      const session = await opening.catch(() => undefined);
      if (session) opened.push(session);
    }
    return opened;
  }

  /** What cannot be read costs the others nothing. */
  private async listedEntry(folder: string, { name, isFolder }: FileEntry): Promise<ListedSession | undefined> {
    if (!isFolder) return unreadableSession(this.host, name, this.host.files.join(folder, name), 'foreign');
    try {
      return await this.listedSession(folder, name);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return unreadableSession(this.host, name, error.path, error.code);
    }
  }

  private async listedSession(folder: string, id: string): Promise<ListedSession | undefined> {
    const place = await this.placeOf(id);
    const session = await this.opened.get(id)?.catch(() => undefined);
    const isOpenHere = session !== undefined && !session.isClosed && session.access.mode === 'write';
    const lock = new SessionLock(this.host, this.host.files.join(folder, id), this.times, () => undefined);
    let isElsewhere: Promise<boolean> | undefined;
    const isBusy = (): Promise<boolean> =>
      (isElsewhere ??= isOpenHere ? Promise.resolve(false) : this.orNothing(lock.isHeldElsewhere(), false));
    if (isOpenHere) {
      const stat = await unlessMissing(this.host.files.stat(place.file));
      return stat && { ...this.codec.summary(session.state), id, bytes: stat.size, writtenBy: 'this-window' };
    }
    const summary = await readSummary(place, isBusy);
    if (summary === 'foreign') return unreadableSession(this.host, id, place.file, 'foreign');
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
      folder,
      file: files.join(folder, 'session.jsonl'),
      storeAsOwn: (state) => this.storeAsOwn(state),
      onListed: () => void this.listWatch.changed(),
      onFinished: () => void this.forget(id),
    };
  }

  /** Stores a state as a session of its own: unsaved events mean nothing without what they follow. */
  private async storeAsOwn(state: S): Promise<string> {
    const { host, codec } = this;
    const id = host.randomId();
    const { folder, file } = await this.placeOf(id);
    await host.files.makeFolder(folder);
    const header = { format: codec.format, version: codec.version, id, created: host.now() };
    await new SessionFile(host, codec, file, header, () => undefined).rewrite(state);
    await this.listWatch.changed();
    return id;
  }

  private async forget(id: string): Promise<void> {
    const opened = this.opened.get(id);
    const session = await opened?.catch(() => undefined);
    if (session?.isClosed && this.opened.get(id) === opened) this.opened.delete(id);
  }

  private workspaceFolder(): Promise<string> {
    const { workspace } = this.options;
    this.place ??=
      workspace === undefined
        ? Promise.resolve(this.host.files.join(this.folder, 'no-folder'))
        : this.host
            .sha256(new TextEncoder().encode(workspace))
            .then((hash) => this.host.files.join(this.folder, hash.slice(0, 16)));
    return this.place;
  }

  private async workspaceFolders(): Promise<string[]> {
    const entries = (await unlessMissing(this.host.files.list(this.folder))) ?? [];
    const folders = entries.filter(({ name, isFolder }) => isFolder && name !== trashName);
    return folders.map(({ name }) => this.host.files.join(this.folder, name));
  }

  /** Sessions, and files beside them that look like some. */
  private async entriesIn(folder: string): Promise<FileEntry[]> {
    const entries = (await unlessMissing(this.host.files.list(folder))) ?? [];
    return entries.filter(({ name, isFolder }) => (isFolder ? name !== windowsName && isId(name) : isStray(name)));
  }

  /** For what may fail without harm. */
  private orNothing<T, U>(work: Promise<T>, otherwise: U): Promise<T | U> {
    return work.catch(() => otherwise);
  }
}

const isStray = (name: string): boolean => /^[^.].*\.jsonl?$/.test(name);

const isId = (id: string): boolean => /^[\w-]{1,80}$/.test(id);
