import { FileError, unlessMissing } from '../files/files';
import { removeUnfinished } from './leftovers';
import { SessionLock } from './lock';
import type { LockState } from './lock';
import type { Problems } from './problems';
import type { SessionContent } from './readSession';
import { SessionFile } from './sessionFile';
import type { SessionPlace } from './sessionPlace';

/** The error that stops a write because this window no longer has the lock. */
export class LockLost extends Error {
  constructor(readonly state: LockState) {
    super('Another window writes this session.');
  }
}

/** The file of a session, written under its lock only. Writes reject with LockLost when another window has taken it. */
export class LockedFile<S, E> {
  private readonly lock: SessionLock;
  private readonly target: SessionFile<S, E>;
  /**
   * Whether something was written and it is not known yet that this window had the lock then. It may have to be kept elsewhere.
   */
  isUnconfirmed = false;
  /** Whether there is a file without a header, to be kept under another name before the first write. */
  private mustSetAside = false;
  private mustWrite = false;

  constructor(
    private readonly place: SessionPlace<S, E>,
    created: number,
    private readonly problems: Problems,
    onLost: (state: LockState) => void,
  ) {
    const { host, codec, times, id, file } = place;
    this.lock = new SessionLock(host, place, times, onLost);
    const header = { format: codec.format, version: codec.version, id, created };
    this.target = new SessionFile(host, codec, file, header, (bytes) => {
      problems.tell({ type: 'event-too-large', bytes });
    });
  }

  /** Whether there is something to do even without a new event. */
  get isUnfinished(): boolean {
    return this.mustWrite || this.isUnconfirmed;
  }

  /** Whether it is not on the disk yet. */
  get isNew(): boolean {
    return this.target.isNew;
  }

  /** Whether it is on the disk and this window has its lock. */
  get isOurs(): boolean {
    return !this.target.isNew && this.lock.isHeld;
  }

  /** Takes the lock. `undefined`: no window has it, but the disk failed. Then it is tried again before the first write. */
  async acquire(): Promise<boolean | undefined> {
    try {
      const isOurs = await this.lock.acquire();
      if (isOurs) await removeUnfinished(this.place.host, this.place.folder).catch(() => undefined);
      return isOurs;
    } catch (error) {
      if (error instanceof FileError && error.code !== 'missing') return undefined;
      throw error;
    }
  }

  /** Whether the lock is certainly free. */
  isFree(): Promise<boolean> {
    return this.lock.isFree();
  }

  release(): Promise<void> {
    return this.lock.release();
  }

  /**
   * Releases the lock for `remove`, which moves or deletes the folder. If that fails and `onLost` is given, the lock is
   * taken again, and `onLost` is called if it cannot be.
   */
  async removeWith<T>(remove: () => Promise<T>, onLost?: (state: LockState) => void): Promise<T> {
    await this.release();
    try {
      return await remove();
    } catch (error) {
      if (onLost) await this.lockAgain(onLost);
      throw error;
    }
  }

  private async lockAgain(onLost: (state: LockState) => void): Promise<void> {
    try {
      if ((await this.acquire()) === false) onLost('lost');
    } catch {
      // If the storage is away or gives no answer, the lock is taken again before the next write.
      if (!(await this.place.root.isAway().catch(() => true))) onLost('gone');
    }
  }

  /** Continues the file that was read. */
  follow(content: SessionContent<S>): void {
    this.target.follow(content);
    this.isUnconfirmed = false;
    this.mustSetAside = !content.hasHeader;
    this.mustWrite = this.mustSetAside;
  }

  /**
   * Appends events to the file.
   * @param state the state with these events and all before them.
   * @param onWritten called when the events are in the file. They must not be written again, even if this rejects afterwards.
   */
  async write(events: readonly E[], state: S, onWritten: () => void): Promise<void> {
    await this.ensureWritable();
    if (this.mustSetAside) await this.setAside();
    if (events.length > 0 || this.mustWrite) await this.target.append(events, state, () => this.ensureLock());
    onWritten();
    this.mustWrite = false;
    this.isUnconfirmed = true;
    // The lock is checked once more, because what was written while another window took over may be lost when it
    // rewrites the file.
    await this.ensureLock();
    this.isUnconfirmed = false;
  }

  /** Rewrites the file when it has grown by more than its size at the last rewriting. `check` throws to give up. */
  async rewriteWhenGrown(state: S, check: () => void): Promise<void> {
    if (!this.target.hasGrown(this.place.times.compactBytes)) return;
    await this.ensureLock();
    check();
    await this.target.rewrite(state, { check, beforeRename: () => this.ensureLock() });
  }

  /** Makes the folder of a new session. Tries again to take a lock that was not available when the session was opened. */
  private async ensureWritable(): Promise<void> {
    if (!this.lock.isHeld) {
      if (this.target.isNew) await this.place.root.makeFolder(this.place.folder);
      if (!(await this.lock.acquire()) || !(await this.target.isUnchanged())) throw new LockLost('lost');
    }
    await this.ensureLock();
  }

  private async ensureLock(): Promise<void> {
    const state = await this.lock.check();
    if (state !== 'held') throw new LockLost(state);
  }

  private async setAside(): Promise<void> {
    const { host, folder, file } = this.place;
    const aside = host.files.join(folder, `session.unreadable-${host.now()}.jsonl`);
    await unlessMissing(host.files.rename(file, aside));
    this.mustSetAside = false;
    this.problems.tell({ type: 'unreadable-kept', file: aside });
  }
}
