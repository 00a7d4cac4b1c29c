import assert from 'node:assert/strict';
import type { Files } from '../../../../src/core/files/files';
import { SessionLock } from '../../../../src/core/store/lock';
import type { LockState } from '../../../../src/core/store/lock';
import { StoreRoot } from '../../../../src/core/store/storeRoot';
import { faultyFiles } from '../../../fakes/faultyFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { hostOf } from '../../../fakes/notesStore';
import { poll } from '../../../support/poll';

const folder = '/s';

describe('the lock of a session on a disk with trouble', () => {
  let files: MemoryFiles;
  let now: number;
  let held: SessionLock[];
  const lockOf = (heartbeatMs: number, ahead = 0, on: Files = files): SessionLock => {
    const place = { folder, root };
    const lock = new SessionLock(
      hostOf(on, { now: () => now + ahead }),
      place,
      { heartbeatMs, staleMs: 15_000 },
      (state) => {
        told = state;
      },
    );
    held.push(lock);
    return lock;
  };
  let root: StoreRoot;
  let told: LockState | undefined;

  beforeEach(async () => {
    now = 1_000_000;
    held = [];
    told = undefined;
    files = new MemoryFiles(() => now);
    root = new StoreRoot(files, folder);
    await root.makeFolder(folder);
  });
  afterEach(async () => {
    for (const lock of held) await lock.release();
  });

  it('stays with a window that lost it and has it again while it was still looking whether it has it', async () => {
    let isHanging = false;
    let go: (() => void) | undefined;
    const hanging = faultyFiles(files, async (operation) => {
      if (operation !== 'list' || !isHanging) return undefined;
      isHanging = false;
      await new Promise<void>((resolve) => (go = resolve));
      return undefined;
    });
    const one = lockOf(20_000, 0, hanging);
    await one.acquire();
    isHanging = true;
    const looking = one.check();
    await poll('the look', () => go !== undefined);
    const two = lockOf(20_000, 60_000);
    assert.equal(await two.acquire(), true);
    assert.equal(await one.check(), 'lost');
    await two.release();
    assert.equal(await one.acquire(), true);
    go?.();
    assert.deepEqual([await looking, one.isHeld], ['held', true]);
  });

  it('is not lost while the storage is away', async () => {
    const one = lockOf(50);
    await one.acquire();
    await files.rename(folder, '/away');
    await assert.rejects(one.check(), { code: 'missing' });
    await files.rename('/away', folder);
    now += 60_000;
    await poll('a sign of life', async () => (await files.stat('/s/lock.1')).modified === now);
    assert.deepEqual([await one.check(), told], ['held', undefined]);
  });
});
