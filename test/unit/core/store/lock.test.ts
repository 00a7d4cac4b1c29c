import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Files } from '../../../../src/core/files/files';
import { SessionLock } from '../../../../src/core/store/lock';
import type { LockState } from '../../../../src/core/store/lock';
import { StoreRoot } from '../../../../src/core/store/storeRoot';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { faultyFiles } from '../../../fakes/faultyFiles';
import { hostOf } from '../../../fakes/notesStore';
import type { NotesWindow } from '../../../fakes/notesStore';
import { poll } from '../../../support/poll';

const staleMs = 15_000;
const folder = '/s';

const placeOn = (files: Files) => ({ folder, root: new StoreRoot(files, '/') });

describe('the lock of a session', () => {
  let files: MemoryFiles;
  let held: SessionLock[];
  let now: number;
  let heartbeatMs: number;
  const lockOf = (
    window: NotesWindow = {},
    onLost: (state: LockState) => void = () => undefined,
    on: Files = files,
  ) => {
    const host = hostOf(on, { now: () => now, ...window });
    const lock = new SessionLock(host, placeOn(on), { heartbeatMs, staleMs }, onLost);
    held.push(lock);
    return lock;
  };
  /** A window that died: its lock stays as it is, and nobody touches it. */
  const dead = async (process = 'dead') => {
    await files.createExclusive('/s/lock.7', new TextEncoder().encode(JSON.stringify({ process })));
    await files.touch('/s/lock.7', now);
  };

  beforeEach(async () => {
    now = 1_000_000;
    heartbeatMs = 50;
    held = [];
    files = new MemoryFiles(() => now);
    await files.makeFolder(folder);
  });
  afterEach(async () => {
    for (const lock of held) await lock.release();
  });

  it('is had by one window until that lets go', async () => {
    const [one, two] = [lockOf(), lockOf()];
    assert.equal(await one.acquire(), true);
    assert.equal(await two.acquire(), false);
    assert.equal(await two.isHeldElsewhere(), true);
    await one.release();
    assert.equal(await two.isHeldElsewhere(), false);
    assert.equal(await two.acquire(), true);
    assert.equal(await one.check(), 'lost');
  });

  it('is held where one window let the same generation go and another has it', async () => {
    await dead('alive');
    await files.createExclusive('/s/lock.7.free', new Uint8Array());
    assert.equal(await lockOf().isHeldElsewhere(), true);
    assert.equal(await lockOf().acquire(), false);
  });

  it('is had also where the locks before it cannot be looked for, to be removed', async () => {
    let lists = 0;
    const failing = faultyFiles(files, (operation) => (operation === 'list' && ++lists === 3 ? 'other' : undefined));
    const lock = lockOf({}, undefined, failing);
    assert.equal(await lock.acquire(), true);
    assert.equal(lists, 3);
    assert.equal(lock.isHeld, true);
  });

  it('leaves one small file behind, however often it changes hands', async () => {
    for (let i = 0; i < 20; i += 1) {
      const lock = lockOf();
      assert.equal(await lock.acquire(), true);
      await lock.release();
    }
    assert.equal((await files.list(folder)).length, 1);
  });

  it('is not taken from a window that gave a sign of life in the last 15 s, and is after that', async () => {
    await dead();
    now += 14_000;
    assert.equal(await lockOf().acquire(), false);
    now += 2_000;
    assert.equal(await lockOf().acquire(), true);
  });

  for (const [when, fails] of [
    ['once', (step: number, at: number) => step === at],
    ['from then on', (step: number, at: number) => step >= at],
  ] as const) {
    it(`can be had by the same window when the disk is well again, at whatever step it failed ${when}`, async () => {
      for (let at = 1, isThrough = false; !isThrough; at += 1) {
        files = new MemoryFiles(() => now);
        await files.makeFolder(folder);
        await dead();
        now += 16_000;
        let steps = 0;
        const lock = lockOf(
          {},
          undefined,
          faultyFiles(files, () => (fails((steps += 1), at) ? 'other' : undefined)),
        );
        await lock.acquire().catch(() => undefined);
        isThrough = steps < at;
        steps = -1000;
        assert.equal(await lock.acquire(), true, `step ${at}`);
        await lock.release();
      }
    });
  }

  it('is taken at once from a process that is known to have ended', async () => {
    await dead('gone');
    assert.equal(await lockOf({ isGone: (process) => process === 'gone' }).acquire(), true);
  });

  it('is taken when its time lies in the future, because the clock was set back', async () => {
    await dead();
    now -= 3_600_000;
    assert.equal(await lockOf().acquire(), true);
  });

  it('is taken after 15 s when nothing is written in it, because its maker died just then', async () => {
    files.put('/s/lock.1', '');
    assert.equal(await lockOf().acquire(), false);
    now += 16_000;
    assert.equal(await lockOf().acquire(), true);
  });

  it('stays with an owner that is alive, because the file shows its signs of life', async () => {
    const one = lockOf();
    await one.acquire();
    now += 60_000;
    await poll('the store', async () => (await files.stat('/s/lock.1')).modified === now);
    assert.equal(await lockOf().acquire(), false);
  });

  it('tells an owner that slept for hours that another window took it, before it writes and by itself', async () => {
    let told: LockState | undefined;
    const one = lockOf({}, (state) => (told = state));
    await one.acquire();
    // For another window, whose clock is ahead, the last sign of life is old.
    const awake = { now: () => now + 60_000 };
    const two = lockOf(awake);
    assert.equal(await two.acquire(), true);
    assert.equal(await one.check(), 'lost');
    assert.equal(await two.check(), 'held');
    assert.equal(told, undefined);
    await two.release();
    const three = lockOf({}, (state) => (told = state));
    await three.acquire();
    assert.equal(await lockOf(awake).acquire(), true);
    await poll('the loss', () => told === 'lost');
  });

  it('is free when it was let go or its owner has ended, and not because it is old or its folder is gone', async () => {
    let isGone = false;
    const other = lockOf({ isGone: () => isGone });
    assert.equal(await other.isFree(), true);
    await dead();
    now += 60_000;
    assert.equal(await other.isFree(), false);
    isGone = true;
    assert.equal(await other.isFree(), true);
    isGone = false;
    await files.rename('/s/lock.7', '/s/lock.7.free');
    assert.equal(await other.isFree(), true);
    await files.remove(folder);
    assert.equal(await other.isFree(), false);
  });

  for (const content of ['', '{"proc']) {
    it(`is free when only ${JSON.stringify(content)} is in it, once its maker would long have written it`, async () => {
      files.put('/s/lock.1', content);
      assert.equal(await lockOf().isFree(), false);
      now += 16_000;
      assert.equal(await lockOf().isFree(), true);
    });
  }

  it('stays with an owner that slept for hours when nobody took it', async () => {
    const one = lockOf();
    await one.acquire();
    now += 5 * 3_600_000;
    assert.equal(await one.check(), 'held');
    assert.equal((await files.stat('/s/lock.1')).modified, now);
  });

  it('gives a sign of life before a write after more than two heartbeats of silence, not after fewer', async () => {
    withoutHeartbeats();
    const one = lockOf();
    await one.acquire();
    const made = now;
    now += 2 * heartbeatMs;
    assert.equal(await one.check(), 'held');
    assert.equal((await files.stat('/s/lock.1')).modified, made);
    now += 1;
    assert.equal(await one.check(), 'held');
    assert.equal((await files.stat('/s/lock.1')).modified, now);
  });

  it('says when the whole folder is gone', async () => {
    const one = lockOf();
    await one.acquire();
    await files.remove(folder);
    assert.equal(await one.check(), 'gone');
  });

  /** Signs of life come only before a write: a busy machine would have others in between, at another moment each time. */
  const withoutHeartbeats = (): void => void (heartbeatMs = 20_000);
  /** A window that stops right before it makes its lock file, for as long as something else happens. */
  const pausedWindow = (meanwhile: () => Promise<void>): SessionLock =>
    lockOf(
      {},
      undefined,
      faultyFiles(files, async (operation) => {
        if (operation === 'createExclusive') await meanwhile();
        return undefined;
      }),
    );

  it('is not taken by a window that saw it stale, paused, and comes after another took it and a third has it', async () => {
    withoutHeartbeats();
    await dead();
    now += 60_000;
    const [one, two] = [lockOf(), lockOf()];
    const late = pausedWindow(async () => {
      assert.equal(await one.acquire(), true);
      await one.release();
      assert.equal(await two.acquire(), true);
    });
    assert.equal(await late.acquire(), false);
    assert.equal(await two.check(), 'held');
  });

  it('is not taken from an owner that wakes up while another window is about to take it', async () => {
    withoutHeartbeats();
    const owner = lockOf();
    await owner.acquire();
    now += 60_000;
    const taker = pausedWindow(async () => assert.equal(await owner.check(), 'held'));
    assert.equal(await taker.acquire(), false);
    assert.equal(await owner.check(), 'held');
  });

  it('is had by one at most, whatever the windows do in whatever order, also when it was left behind', async () => {
    const steps = fc.array(fc.tuple(fc.nat(3), fc.constantFrom('acquire', 'release')), {
      minLength: 12,
      maxLength: 30,
    });
    const leftBehind = fc.constantFrom('nothing', 'free', 'stale');
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), steps, leftBehind, async (scheduler, planned, before) => {
        files = new MemoryFiles(() => now);
        await files.makeFolder(folder);
        if (before !== 'nothing') await dead();
        if (before === 'free') await files.rename('/s/lock.7', '/s/lock.7.free');
        now += 60_000;
        // The signs of life stay away, so that every order of operations is the scheduler's.
        const scheduled = scheduledFiles(files, scheduler);
        const holders = new Set<number>();
        const run = async (at: number): Promise<void> => {
          const host = hostOf(scheduled, { now: () => now });
          const lock = new SessionLock(host, placeOn(scheduled), { heartbeatMs: 60_000, staleMs }, () => undefined);
          held.push(lock);
          for (const [, step] of planned.filter(([window]) => window === at)) {
            if (step === 'release') {
              holders.delete(at);
              await lock.release();
            } else if (await lock.acquire()) {
              holders.add(at);
              assert.equal(holders.size, 1, 'two windows have it');
            }
          }
          holders.delete(at);
          await lock.release();
        };
        await scheduler.waitFor(Promise.all([0, 1, 2, 3].map(run)));
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

/** Each operation happens when the scheduler says so. */
function scheduledFiles(files: MemoryFiles, scheduler: fc.Scheduler): Files {
  return faultyFiles(files, async (operation) => {
    await scheduler.schedule(Promise.resolve(), operation);
    return undefined;
  });
}
