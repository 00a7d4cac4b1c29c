import { bounded } from './bounded';
import { CoalescingWriter } from './coalescingWriter';
import { Emitter } from '../base/emitter';
import { IdleTimer } from './idleTimer';
import type { LockState } from './lock';
import { LockLost, LockedFile } from './lockedFile';
import { Problems } from './problems';
import { readSession } from './readSession';
import { foreignError, openError, readOnlyError, saveError } from './sessionPlace';
import type { SessionPlace } from './sessionPlace';
import { writeSummary } from './summaries';
import { StoreError } from './types';
import type { Access, OpenSession, SessionChange, SessionProblem } from './types';

/** A session in memory and on the disk: events count at once, and are written through one coalescing writer. */
export class FileSession<S, E> implements OpenSession<S, E> {
  readonly id: string;
  readonly file: string;
  state: S;
  access: Access = { mode: 'write' };

  private readonly changes = new Emitter<SessionChange<E>>();
  private readonly problems: Problems;
  readonly onDidChange = this.changes.on;
  readonly onProblem: Problems['on'] = (listener) => this.problems.on(listener);

  private readonly writer: CoalescingWriter;
  private readonly target: LockedFile<S, E>;
  private pending: E[] = [];
  private inFlight: readonly E[] = [];
  /** The lock was lost with something unsaved in the state, which is not kept elsewhere yet. */
  private isUnsaved = false;
  /** The session of its own that it was kept as, for the first who wants a copy. */
  private keptAs: string | undefined;
  private working: Promise<unknown> = Promise.resolve();
  private readonly idle: IdleTimer;
  isClosed = false;
  private closing?: Promise<void>;
  /** Settles when the disk is done with it, which may be later than `close` does. Never rejects. */
  finished: Promise<void> = Promise.resolve();

  /** A new session, which is not on the disk before its first event. */
  constructor(private readonly place: SessionPlace<S, E>) {
    const { host, codec, times, id, file } = place;
    const created = host.now();
    this.id = id;
    this.file = file;
    this.state = codec.create({ format: codec.format, version: codec.version, id, created });
    this.problems = new Problems(file);
    this.idle = new IdleTimer(times.idleMs, () => void this.tidy());
    this.target = new LockedFile(place, created, this.problems, (state) => this.lose(state));
    this.writer = new CoalescingWriter(
      () => this.exclusive(() => this.save()),
      times,
      (failure) => this.problems.saved(failure),
    );
  }

  /** Throws StoreError `missing`, `foreign` or `unreadable`; then nothing is open and nothing can be written. */
  static async open<S, E>(place: SessionPlace<S, E>): Promise<FileSession<S, E>> {
    const session = new FileSession(place);
    await session.read();
    return session;
  }

  get problem(): SessionProblem | undefined {
    return this.problems.current;
  }

  append(events: readonly E[]): void {
    if (this.isClosed) throw new StoreError('closed', 'The session is closed.');
    if (this.access.mode !== 'write') throw readOnlyError();
    const { codec } = this.place;
    for (const event of events) {
      this.state = codec.reduce(this.state, event);
      const last = this.pending.at(-1);
      const merged = last === undefined ? undefined : codec.merge?.(last, event);
      if (merged === undefined) this.pending.push(event);
      else this.pending[this.pending.length - 1] = merged;
    }
    if (events.length === 0) return;
    this.idle.changed();
    this.writer.changed();
    this.changes.fire({ type: 'events', events });
  }

  flush(): Promise<void> {
    return this.saving(() => this.writer.flush());
  }

  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  /** Closes it once `remove` has moved or deleted it. Where that fails, it stays open as it was. */
  async removeWith<T>(remove: () => Promise<T>): Promise<T> {
    // On a full disk, too, sessions can be deleted.
    await this.writer.flush().catch(() => undefined);
    return this.exclusive(async () => {
      const onLost = this.access.mode === 'write' ? (state: LockState) => this.lose(state) : undefined;
      const removed = await this.target.removeWith(remove, onLost);
      this.pending = [];
      this.isUnsaved = false;
      this.stop();
      this.writer.stop();
      this.closing ??= Promise.resolve();
      return removed;
    });
  }

  reload(): Promise<void> {
    return this.exclusive(async () => {
      if (this.isClosed || this.access.mode === 'write') return;
      // What is read takes the place of what stands here.
      await this.saving(() => this.keepUnsaved());
      await this.read();
      this.changes.fire({ type: 'reloaded' });
      this.changes.fire({ type: 'access', access: this.access });
    });
  }

  async look(): Promise<void> {
    const { access } = this;
    if (access.mode === 'write' || access.reason === 'newer-version') return;
    if (await this.target.isFree()) await this.reload();
  }

  copy(): Promise<string> {
    return this.exclusive(async () => {
      await this.saving(() => this.keepUnsaved());
      const { keptAs } = this;
      this.keptAs = undefined;
      return keptAs ?? (await this.saving(() => this.place.storeAsOwn(this.state)));
    });
  }

  private async read(): Promise<void> {
    const { place, target } = this;
    try {
      await place.host.files.stat(place.file);
      await this.begin(await target.acquire());
    } catch (error) {
      await target.release();
      throw openError(error, place.file);
    }
  }

  private async begin(hasLock: boolean | undefined): Promise<void> {
    const mayWrite = hasLock !== false;
    const content = await readSession(this.place, { untilLastEnd: !mayWrite });
    if (!content.isKnown) throw foreignError(this.file);
    this.state = content.state;
    if (mayWrite && !content.isNewer) {
      this.access = { mode: 'write' };
      this.target.follow(content);
      if (this.target.isUnfinished) this.writer.changed();
      return this.append(this.place.codec.settle(this.state));
    }
    await this.target.release();
    const reason = content.isNewer ? 'newer-version' : 'other-window';
    this.access = { mode: 'read', reason, asOf: this.place.host.now() };
  }

  private async save(): Promise<void> {
    await this.keepUnsaved();
    if (this.hasLost() || (this.pending.length === 0 && !this.target.isUnfinished)) return;
    this.inFlight = this.pending;
    this.pending = [];
    try {
      const isNew = this.target.isNew;
      await this.target.write(this.inFlight, this.state, () => (this.inFlight = []));
      if (isNew) this.place.onListed();
    } catch (error) {
      if (error instanceof LockLost) this.lose(error.state);
      if (this.hasLost()) return await this.keepUnsaved();
      this.pending = [...this.inFlight, ...this.pending];
      throw error;
    } finally {
      this.inFlight = [];
    }
  }

  /** From here on this one is read. What stands in it stays; what was not saved of it goes into a session of its own. */
  private lose(state: LockState): void {
    if (this.access.mode !== 'write') return;
    const { codec } = this.place;
    const isUnsaved = this.target.isUnconfirmed || this.pending.length + this.inFlight.length > 0;
    this.access = { mode: 'read', reason: 'lost-lock', asOf: this.place.host.now() };
    this.pending = [];
    // Nothing grows here any more.
    const ends = codec.settle(this.state);
    this.state = ends.reduce((sum, event) => codec.reduce(sum, event), this.state);
    // A folder that is gone was deleted on purpose, with all in it.
    if (isUnsaved && state !== 'gone') {
      this.isUnsaved = true;
      this.writer.changed();
    }
    if (ends.length > 0) this.changes.fire({ type: 'events', events: ends });
    this.changes.fire({ type: 'access', access: this.access });
  }

  private hasLost(): boolean {
    return this.access.mode !== 'write';
  }

  private async keepUnsaved(): Promise<void> {
    if (!this.isUnsaved) return;
    const sessionId = await this.place.storeAsOwn(this.state);
    this.isUnsaved = false;
    this.keptAs = sessionId;
    this.problems.tell({ type: 'kept-as-own-session', sessionId });
  }

  /** What can wait until nothing happens: rewriting a file that has grown, and its summary. A failure waits for the next time. */
  private async tidy(): Promise<void> {
    if (this.access.mode !== 'write') return;
    // On a slow or failing disk the last change is still on its way: there will be another time.
    if (!this.writer.isClean) return this.idle.changed();
    try {
      await this.exclusive(async () => {
        await this.rewrite();
        await this.summarize();
      });
    } catch (error) {
      if (error instanceof LockLost) this.lose(error.state);
    }
  }

  private async rewrite(): Promise<void> {
    const { state } = this;
    // A state with events in it that are still to be appended would hold them twice.
    const check = (): void => {
      if (this.isClosed || this.state !== state || this.pending.length > 0) throw new Error('Not idle.');
    };
    await this.target.rewriteWhenGrown(state, check);
  }

  /** At once: another window shows its list from the summary. */
  readonly summarizeNow = (): Promise<void> => this.exclusive(() => this.summarize());

  private async summarize(): Promise<void> {
    if (!this.target.isOurs || this.pending.length > 0) return;
    await writeSummary(this.place, this.state);
    this.place.onListed();
  }

  private closeOnce(): Promise<void> {
    this.stop();
    this.finished = this.finish().finally(() => this.place.onFinished());
    return bounded(this.finished, this.place.times.closeMs);
  }

  private stop(): void {
    this.isClosed = true;
    this.idle.stop();
  }

  private async finish(): Promise<void> {
    const { closeMs } = this.place.times;
    const begun = performance.now();
    await this.writer.finish(closeMs);
    await this.working;
    // A summary is only a copy: a slow disk has better things to do.
    if (performance.now() - begun < closeMs * 0.2) await this.summarize().catch(() => undefined);
    await this.target.release();
  }

  /** Work whose failure means that something is not saved. */
  private async saving<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw saveError(error, this.file);
    }
  }

  /** One work on the file at a time. */
  private exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.working.then(work);
    this.working = result.catch(() => undefined);
    return result;
  }
}
