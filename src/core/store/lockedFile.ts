import { FileError, unlessMissing } from '../files/files';
import { removeUnfinished } from './leftovers';
import { SessionLock } from './lock';
import type { LockState } from './lock';
import type { Problems } from './problems';
import type { SessionContent } from './readSession';
import { SessionFile } from './sessionFile';
import type { SessionPlace } from './sessionPlace';

/** Why a write has to stop: the lock is another window's. */
export class LockLost extends Error {
  constructor(readonly state: LockState) {
    super('Another window writes this session.');
  }
}

/** The file of a session, written under its lock only. Writes reject with LockLost when another window has taken it. */
export class LockedFile<S, E> {
  private readonly lock: SessionLock;
  private readonly target: SessionFile<S, E>;
  /** Something is written, but whether this window had the lock then is not known yet: it may have to be kept elsewhere. */
  isUnconfirmed = false;
  /** A file without a header is there, to be kept under another name before the first write. */
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

  /** There is something to do also without a new event. */
  get isUnfinished(): boolean {
    return this.mustWrite || this.isUnconfirmed;
  }

  /** Not on the disk yet. */
  get isNew(): boolean {
    return this.target.isNew;
  }

  /** On the disk, and this window's. */
  get isOurs(): boolean {
    return !this.target.isNew && this.lock.isHeld;
  }

  /** `undefined`: nobody has the lock, but the disk did not give it. Then it is tried again before the first write. */
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

  /** As of the lock. */
  isFree(): Promise<boolean> {
    return this.lock.isFree();
  }

  release(): Promise<void> {
    return this.lock.release();
  }

  /**
   * Lets go of the lock for `remove`, which moves or deletes the folder. Where that fails, the lock is taken again if
   * there is someone to tell that it could not be.
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
      // Where the storage is away, or does not say, it is had again before the next write.
      if (!(await this.place.root.isAway().catch(() => true))) onLost('gone');
    }
  }

  /** Goes on with what was read. */
  follow(content: SessionContent<S>): void {
    this.target.follow(content);
    this.isUnconfirmed = false;
    this.mustSetAside = !content.hasHeader;
    this.mustWrite = this.mustSetAside;
  }

  /**
   * @param state the state with these events and all before them.
   * @param onWritten they are in the file, and must not be written again, even when this rejects after it.
   */
  async write(events: readonly E[], state: S, onWritten: () => void): Promise<void> {
    await this.ensureWritable();
    if (this.mustSetAside) await this.setAside();
    if (events.length > 0 || this.mustWrite) await this.target.append(events, state, () => this.ensureLock());
    onWritten();
    this.mustWrite = false;
    this.isUnconfirmed = true;
    // Once more: what was written while another window took over may be gone with the next rewriting.
    await this.ensureLock();
    this.isUnconfirmed = false;
  }

  /** Writes it anew when it has grown by as much as it was. `check` throws to give up. */
  async rewriteWhenGrown(state: S, check: () => void): Promise<void> {
    if (!this.target.hasGrown(this.place.times.compactBytes)) return;
    await this.ensureLock();
    check();
    await this.target.rewrite(state, { check, beforeRename: () => this.ensureLock() });
  }

  /** A new session gets its folder, and one whose lock could not be had when it was opened tries again. */
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
