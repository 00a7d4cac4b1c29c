import * as v from 'valibot';
import { isFileError, unlessMissing } from '../files/files';
import type { StoreRoot } from './storeRoot';
import type { StoreHost, StoreTimes } from './storeTypes';

const lockSchema = v.object({ process: v.string() });
const lockName = /^lock\.([1-9]\d{0,14})(\.free)?$/;

interface LockFile {
  readonly generation: number;
  /** Whether its owner released it. The file stays, so that generations only grow. */
  readonly isFree: boolean;
}

/** `gone`: the folder was deleted with it. */
export type LockState = 'held' | 'lost' | 'gone';

/**
 * Decides which window writes a session. A lock is a file `lock.<generation>`, and the window that creates the next
 * generation, exclusively, has the lock. So if several windows see the same stale lock, exactly one takes it over, and
 * the former owner sees the higher generation before it writes again. The owner touches its file as a sign of life.
 *
 * This is own code, because the libraries either are native add-ons or take a stale lock over by deleting it and making
 * it again, where two can win. None works through a files port.
 */
export class SessionLock {
  private generation: number | undefined;
  /** The file that was made for a lock that this window does not have, or is not known to have. */
  private stray: LockFile | undefined;
  private beatAt = 0;
  private timer: unknown;

  constructor(
    private readonly host: StoreHost,
    private readonly place: { readonly folder: string; readonly root: StoreRoot },
    private readonly times: Pick<StoreTimes, 'heartbeatMs' | 'staleMs'>,
    private readonly onLost: (state: LockState) => void,
  ) {}

  get isHeld(): boolean {
    return this.generation !== undefined;
  }

  /**
   * Takes the lock. Resolves to `false` if another window has it or was faster. Rejects with a FileError when the
   * folder cannot be read or written.
   */
  async acquire(): Promise<boolean> {
    if (this.isHeld) return true;
    await this.removeStray();
    const before = await this.list();
    const last = highest(before);
    if (last && !last.isFree && !(await this.isStale(last))) return false;
    const generation = (last?.generation ?? 0) + 1;
    const own = { generation, isFree: false };
    try {
      const content = new TextEncoder().encode(JSON.stringify({ process: this.host.process }));
      await this.host.files.createExclusive(this.path(own), content);
    } catch (error) {
      if (isFileError(error, 'exists')) return false;
      throw error;
    }
    this.stray = own;
    try {
      if (!(await this.isConfirmed(generation, before))) return false;
      this.stray = undefined;
    } finally {
      // A file left there would look like the lock of another window.
      await this.quietly(this.removeStray());
    }
    this.generation = generation;
    this.beatAt = this.host.now();
    this.beatLater();
    // The lock is held by now. A caller that got an error because of leftover files would never release it.
    await this.quietly(this.removeBelow(generation));
    return true;
  }

  /**
   * Tells whether this window still has the lock, and is called before each write. After a long silence (a suspended
   * laptop, a clock that jumped) the sign of life is given first, because a window that is just taking over looks for
   * one at the end. Rejects with a FileError when the state cannot be determined now.
   */
  async check(): Promise<LockState> {
    return (await this.look()) ?? (this.isHeld ? this.check() : 'lost');
  }

  /**
   * Returns the state of the lock; `undefined` if it was released meanwhile, or lost and taken again, so that what was
   * seen is outdated.
   */
  private async look(): Promise<LockState | undefined> {
    const { generation } = this;
    if (generation === undefined) return undefined;
    const silence = Math.abs(this.host.now() - this.beatAt);
    if (silence > this.times.heartbeatMs * 2) await unlessMissing(this.beat());
    const files = await this.listUnlessDeleted();
    if (this.generation !== generation) return undefined;
    if (files !== undefined && sameLock(highest(files), { generation, isFree: false })) return 'held';
    this.stop();
    return files === undefined ? 'gone' : 'lost';
  }

  /** Lists the files of the lock; `undefined` if the folder was deleted. Rejects if the storage is away. */
  private async listUnlessDeleted(): Promise<LockFile[] | undefined> {
    const files = await unlessMissing(this.list());
    if (files !== undefined) return files;
    await this.place.root.assertSame();
    // The folder may have come back just now.
    return unlessMissing(this.list());
  }

  /** Releases the lock for the next window. */
  async release(): Promise<void> {
    const generation = this.generation;
    this.stop();
    if (generation === undefined) return;
    const { files } = this.host;
    await this.quietly(files.rename(this.path({ generation, isFree: false }), this.path({ generation, isFree: true })));
  }

  /** Whether another window has it, as far as can be seen from here. */
  async isHeldElsewhere(): Promise<boolean> {
    if (this.isHeld) return false;
    const last = highest((await unlessMissing(this.list())) ?? []);
    return last !== undefined && !last.isFree && !(await this.isStale(last));
  }

  /** Returns the process that has the lock, as the host names it; `undefined` if there is none or it is unknown. */
  async holder(): Promise<string | undefined> {
    const last = highest((await unlessMissing(this.list())) ?? []);
    return last && !last.isFree ? (await this.ownerOf(last)) || undefined : undefined;
  }

  /**
   * Whether the lock is certainly free: it was released, its owner's process has ended, or its file was never finished.
   * An old sign of life does not prove it, because after the machine slept every lock has one.
   */
  async isFree(): Promise<boolean> {
    const files = await unlessMissing(this.list());
    if (files === undefined) return false;
    const last = highest(files);
    return last === undefined || last.isFree || (await this.isOwnerGone(last));
  }

  /** Whether no other window was faster and the owner that seemed gone has given no sign of life since. */
  private async isConfirmed(generation: number, before: readonly LockFile[]): Promise<boolean> {
    const now = await this.list();
    if (!sameLock(highest(now), { generation, isFree: false })) return false;
    const known = (file: LockFile): boolean =>
      file.isFree || file.generation === generation || before.some((other) => sameLock(other, file));
    if (!now.every(known)) return false;
    const last = highest(before);
    return !last || last.isFree || (await this.isStale(last));
  }

  /** Whether its owner is gone or has given no sign of life for long, which may be because this machine slept. */
  private async isStale(lock: LockFile): Promise<boolean> {
    return (await this.isOld(lock)) || (await this.isOwnerGone(lock));
  }

  private async isOld(lock: LockFile): Promise<boolean> {
    const stat = await unlessMissing(this.host.files.stat(this.path(lock)));
    // A time far in the future is no sign of life either, as the clock was set back since.
    return !stat || Math.abs(this.host.now() - stat.modified) > this.times.staleMs;
  }

  private async isOwnerGone(lock: LockFile): Promise<boolean> {
    const owner = await this.ownerOf(lock);
    // A window released it or took it over just now.
    if (owner === undefined) return false;
    // A file that was never finished belongs to no window, unless it is being written now.
    return owner === '' ? this.isOld(lock) : this.host.isGone(owner);
  }

  /** Returns the process in a lock file; `undefined` if the file is gone, an empty text if it was never finished. */
  private async ownerOf(lock: LockFile): Promise<string | undefined> {
    const bytes = await unlessMissing(this.host.files.read(this.path(lock)));
    if (!bytes) return undefined;
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), lockSchema), new TextDecoder().decode(bytes));
    return read.success ? read.output.process : '';
  }

  private beatLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.quietly(this.beatAndCheck());
    }, this.times.heartbeatMs);
  }

  private async beatAndCheck(): Promise<void> {
    try {
      await this.beat();
    } finally {
      // If the disk gives no answer, it is asked again later.
      const state = await this.look().catch(() => 'held' as const);
      if (state === 'lost' || state === 'gone') this.onLost(state);
      else if (this.isHeld) this.beatLater();
    }
  }

  private async beat(): Promise<void> {
    const { generation } = this;
    if (generation === undefined) return;
    const now = this.host.now();
    await this.host.files.touch(this.path({ generation, isFree: false }), now);
    this.beatAt = now;
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.generation = undefined;
  }

  private async removeStray(): Promise<void> {
    if (this.stray) await unlessMissing(this.host.files.remove(this.path(this.stray)));
    this.stray = undefined;
  }

  private async removeBelow(generation: number): Promise<void> {
    const below = (await this.list()).filter((file) => file.generation < generation);
    for (const file of below) await this.quietly(this.host.files.remove(this.path(file)));
  }

  private async list(): Promise<LockFile[]> {
    const entries = await this.host.files.list(this.place.folder);
    return entries.flatMap(({ name }) => {
      const match = lockName.exec(name);
      return match ? { generation: Number(match[1]), isFree: match[2] !== undefined } : [];
    });
  }

  private path({ generation, isFree }: LockFile): string {
    return this.host.files.join(this.place.folder, `lock.${generation}${isFree ? '.free' : ''}`);
  }

  /** Ignores a failure, which the next look makes good. */
  private async quietly(work: Promise<unknown>): Promise<void> {
    await work.catch(() => undefined);
  }
}

const sameLock = (a: LockFile | undefined, b: LockFile): boolean =>
  a?.generation === b.generation && a.isFree === b.isFree;

/** Returns the newest of the files. Of two files of one generation the held one counts, not the released one. */
const highest = (files: readonly LockFile[]): LockFile | undefined =>
  files.reduce<LockFile | undefined>(
    (best, file) =>
      !best || file.generation > best.generation || (file.generation === best.generation && best.isFree) ? file : best,
    undefined,
  );
