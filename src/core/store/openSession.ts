import { bounded } from '../base/bounded';
import { CoalescingWriter, IdleTimer } from './coalescingWriter';
import { Emitter } from '../base/emitter';
import { OneByOne } from '../base/oneByOne';
import type { LockState } from './lock';
import { LockLost, LockedFile } from './lockedFile';
import { Problems } from './problems';
import { readSession } from './readSession';
import { foreignError, openError, saveError } from './sessionPlace';
import type { SessionPlace } from './sessionPlace';
import { writeSummary } from './summaries';
import { StoreError } from './storeTypes';
import type { Access, SessionChange, SessionProblem, SessionStep } from './storeTypes';

/** A session in memory and on the disk: events count at once, and are written through one coalescing writer. */
export class OpenSession<S, E> {
  readonly id: string;
  readonly file: string;
  state: S;
  access: Access = { mode: 'write' };

  private readonly changes = new Emitter<SessionChange<S, E>>();
  private readonly problems: Problems;
  readonly onDidChange = this.changes.on;
  readonly onProblem: Problems['on'] = (listener) => this.problems.on(listener);

  private readonly writer: CoalescingWriter;
  private readonly target: LockedFile<S, E>;
  private pending: E[] = [];
  private inFlight: readonly E[] = [];
  /** Whether the lock was lost with unsaved changes in the state that are not kept elsewhere yet. */
  private isUnsaved = false;
  /** Runs the work on the file, one piece at a time. */
  private readonly works = new OneByOne();
  private readonly idle: IdleTimer;
  isClosed = false;
  private closing?: Promise<void>;
  /** Settles when the disk work is done, which may be later than `close`. Never rejects. */
  finished: Promise<void> = Promise.resolve();

  /** Creates a new session, which is not on the disk before its first event. */
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
      () => this.works.run(() => this.save()),
      times,
      (failure) => this.problems.saved(failure),
    );
  }

  /** Opens a stored session. Throws StoreError `missing`, `foreign` or `unreadable`, and then nothing is open. */
  static async open<S, E>(place: SessionPlace<S, E>): Promise<OpenSession<S, E>> {
    const session = new OpenSession(place);
    await session.read();
    return session;
  }

  /** The newest problem; `undefined` when all is well again. */
  get problem(): SessionProblem | undefined {
    return this.problems.current;
  }

  /** Adds events, at once in memory and soon on the disk. Throws if it is not open for writing: a programming error. */
  append(events: readonly E[]): void {
    if (this.isClosed) throw new StoreError('closed', 'The session is closed.');
    if (this.access.mode !== 'write')
      throw new StoreError('written-elsewhere', 'The session is open for reading only.');
    const { codec } = this.place;
    const steps = events.map((event) => this.take(event));
    for (const event of events) {
      const last = this.pending.at(-1);
      const merged = last === undefined ? undefined : codec.merge?.(last, event);
      if (merged === undefined) this.pending.push(event);
      else this.pending[this.pending.length - 1] = merged;
    }
    if (events.length === 0) return;
    this.idle.changed();
    this.writer.changed();
    this.changes.fire({ type: 'steps', steps });
  }

  /** Resolves when all that was appended is on the disk; rejects with a StoreError when that failed (it is tried again). */
  flush(): Promise<void> {
    return this.saving(() => this.writer.flush());
  }

  /** Writes what is left, for at most 5 s, and releases the lock. Never rejects. */
  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  /** Closes the session once `remove` has moved or deleted it. If that fails, the session stays open as it was. */
  async removeWith<T>(remove: () => Promise<T>): Promise<T> {
    // Sessions can be deleted even if the disk is full.
    await this.writer.flush().catch(() => undefined);
    return this.works.run(async () => {
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

  /**
   * Reads a session again that is open for reading. From then on this window writes it, unless another window still
   * does. Rejects with a StoreError, and then the session stays as it was.
   */
  reload(): Promise<void> {
    return this.works.run(async () => {
      if (this.isClosed || this.access.mode === 'write') return;
      // The state that is read replaces the one in memory, so unsaved changes are kept first.
      await this.saving(() => this.keepUnsaved());
      await this.read();
      this.changes.fire({ type: 'reloaded' });
      this.changes.fire({ type: 'access', access: this.access });
    });
  }

  /** Reloads the session if the window that wrote it is certainly gone. The look is cheap and can be repeated. */
  async look(): Promise<void> {
    const { access } = this;
    if (access.mode === 'write' || access.reason === 'newer-version') return;
    if (await this.target.isFree()) await this.reload();
  }

  /** Stores the state in memory, saved or not, as a session of its own, and returns its id. */
  copy(): Promise<string> {
    return this.works.run(() =>
      this.saving(async () => (await this.keepUnsaved()) ?? (await this.place.storeAsOwn(this.state))),
    );
  }

  private async read(): Promise<void> {
    const { place, target } = this;
    try {
      await place.host.files.stat(place.file);
      await place.root.see();
      await this.begin(await target.acquire());
    } catch (error) {
      await target.release();
      throw await openError(error, place);
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
      if (this.hasLost()) {
        await this.keepUnsaved();
        return;
      }
      this.pending = [...this.inFlight, ...this.pending];
      throw error;
    } finally {
      this.inFlight = [];
    }
  }

  /** Makes the session read-only. Its state stays, and what was not saved goes into a session of its own. */
  private lose(state: LockState): void {
    if (this.access.mode !== 'write') return;
    const { codec } = this.place;
    const isUnsaved = this.target.isUnconfirmed || this.pending.length + this.inFlight.length > 0;
    this.access = { mode: 'read', reason: 'lost-lock', asOf: this.place.host.now() };
    this.pending = [];
    // Nothing is added to this state from now on.
    const ends = codec.settle(this.state).map((event) => this.take(event));
    // A folder that is gone was deleted on purpose with everything in it.
    if (isUnsaved && state !== 'gone') {
      this.isUnsaved = true;
      this.writer.changed();
    }
    if (ends.length > 0) this.changes.fire({ type: 'steps', steps: ends });
    this.changes.fire({ type: 'access', access: this.access });
  }

  private take(event: E): SessionStep<S, E> {
    const before = this.state;
    this.state = this.place.codec.reduce(before, event);
    return { event, before, after: this.state };
  }

  private hasLost(): boolean {
    return this.access.mode !== 'write';
  }

  /** Keeps unsaved changes as a session of its own. Returns its id; `undefined` if there were none. */
  private async keepUnsaved(): Promise<string | undefined> {
    if (!this.isUnsaved) return undefined;
    const sessionId = await this.place.storeAsOwn(this.state);
    this.isUnsaved = false;
    this.problems.tell({ type: 'kept-as-own-session', sessionId });
    return sessionId;
  }

  /** Rewrites a file that has grown, and its summary, once nothing happens. A failure waits for the next time. */
  private async tidy(): Promise<void> {
    if (this.access.mode !== 'write') return;
    // On a slow or failing disk the last change is not saved yet, and this waits for another time.
    if (!this.writer.isClean) return this.idle.changed();
    try {
      await this.works.run(async () => {
        await this.rewrite();
        await this.summarize();
      });
    } catch (error) {
      if (error instanceof LockLost) this.lose(error.state);
    }
  }

  private async rewrite(): Promise<void> {
    const { state } = this;
    // If the state held events that are still to be appended, the file would hold them twice.
    const check = (): void => {
      if (this.isClosed || this.state !== state || this.pending.length > 0) throw new Error('Not idle.');
    };
    await this.target.rewriteWhenGrown(state, check);
  }

  /** Writes the summary at once, because another window shows its list from it. */
  readonly summarizeNow = (): Promise<void> => this.works.run(() => this.summarize());

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
    await this.works.run(() => Promise.resolve());
    // A summary is only a copy, which a slow disk need not write.
    if (performance.now() - begun < closeMs * 0.2) await this.summarize().catch(() => undefined);
    await this.target.release();
  }

  /** Runs work whose failure means that something is not saved. */
  private async saving<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw saveError(error, this.file);
    }
  }
}
