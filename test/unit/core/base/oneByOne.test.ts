import assert from 'node:assert/strict';
import { OneByOne } from '../../../../src/core/base/oneByOne';

describe('OneByOne', () => {
  it('loses none of twenty changes that read and then write, all asked for at once', async () => {
    let stored: readonly number[] = [];
    const writes = new OneByOne();
    const add = async (value: number): Promise<void> => {
      const before = stored;
      await new Promise((resolve) => setImmediate(resolve));
      stored = [...before, value];
    };
    const values = Array.from({ length: 20 }, (_, i) => i);
    await Promise.all(values.map((value) => writes.run(() => add(value))));
    assert.deepEqual(stored, values);
  });

  it('goes on behind a work that fails, which its asker alone hears of', async () => {
    const writes = new OneByOne();
    const failing = writes.run(() => Promise.reject(new Error('no room')));
    const next = writes.run(() => Promise.resolve('written'));
    await assert.rejects(failing, /no room/);
    assert.equal(await next, 'written');
  });
});
