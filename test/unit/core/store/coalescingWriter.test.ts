import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { CoalescingWriter } from '../../../../src/core/store/coalescingWriter';
import { poll } from '../../../support/poll';

const times = { writeMs: 1, retryMs: 5 };

/** A disk whose saves end when the test says so. */
function heldDisk() {
  const held: { end: () => void; fail: (error: Error) => void }[] = [];
  return {
    held,
    save: () => new Promise<void>((resolve, reject) => held.push({ end: resolve, fail: reject })),
  };
}

describe('the coalescing writer', () => {
  it('makes one save of a hundred changes on a slow disk, and one more of the hundred that came meanwhile', async () => {
    const { held, save } = heldDisk();
    const writer = new CoalescingWriter(save, times, () => undefined);
    for (let i = 0; i < 100; i += 1) writer.changed();
    await poll('the store', () => held.length === 1);
    for (let i = 0; i < 100; i += 1) writer.changed();
    const flushed = Promise.all([writer.flush(), writer.flush()]);
    held[0]!.end();
    await poll('the store', () => held.length === 2);
    held[1]!.end();
    await flushed;
    assert.equal(held.length, 2);
    assert.ok(writer.isClean);
  });

  it('tries again after a failure, without another change', async () => {
    let tries = 0;
    const results: unknown[] = [];
    const save = () => (++tries < 4 ? Promise.reject(new Error('full')) : Promise.resolve());
    const writer = new CoalescingWriter(save, times, (failure) => results.push(failure));
    writer.changed();
    await poll('the store', () => writer.isClean);
    assert.equal(tries, 4);
    assert.equal(results.length, 4);
    assert.equal(results.at(-1), undefined);
  });

  it('tries to finish as long as there is time, and then no more', async () => {
    let tries = 0;
    const save = (failures: number) => () =>
      ++tries > failures ? Promise.resolve() : Promise.reject(new Error('full'));
    const finished = async (failures: number, ms: number): Promise<boolean> => {
      tries = 0;
      const writer = new CoalescingWriter(save(failures), { writeMs: 2, retryMs: 60_000 }, () => undefined);
      writer.changed();
      await writer.finish(ms);
      return writer.isClean;
    };
    assert.equal(await finished(3, 60_000), true);
    assert.equal(tries, 4);
    assert.equal(await finished(3, 0), false);
    assert.equal(tries, 1);
  });

  it('waits twice as long after each failure, up to the longest wait', async () => {
    const waits: number[] = [];
    const timer = mock.method(globalThis, 'setTimeout', (run: () => void, ms: number) => {
      waits.push(ms);
      queueMicrotask(run);
    });
    try {
      let tries = 0;
      const save = () => (++tries < 7 ? Promise.reject(new Error('full')) : Promise.resolve());
      const writer = new CoalescingWriter(save, { writeMs: 400, retryMs: 5_000 }, () => undefined);
      writer.changed();
      while (!writer.isClean) await Promise.resolve();
    } finally {
      timer.mock.restore();
    }
    assert.deepEqual(waits, [400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
  });

  it('rejects a flush whose own save fails, not one whose changes are saved', async () => {
    const { held, save } = heldDisk();
    const writer = new CoalescingWriter(save, times, () => undefined);
    writer.changed();
    const failing = writer.flush();
    await poll('the store', () => held.length === 1);
    held[0]!.fail(new Error('full'));
    await assert.rejects(failing, /full/);
    const saving = writer.flush();
    await poll('the store', () => held.length === 2);
    held[1]!.end();
    await saving;
    await writer.flush();
    assert.equal(held.length, 2);
  });

  it('saves nothing by itself once it is stopped', async () => {
    let saves = 0;
    const save = () => {
      saves += 1;
      return Promise.resolve();
    };
    const writer = new CoalescingWriter(save, times, () => undefined);
    writer.changed();
    writer.stop();
    const other = new CoalescingWriter(save, times, () => undefined);
    other.changed();
    await poll('the store', () => other.isClean);
    assert.equal(saves, 1);
  });
});
