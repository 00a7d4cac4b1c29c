import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inFlight } from '../../../../src/core/base/inFlight';

describe('items in flight', () => {
  let isReturned: boolean;
  async function* numbers(most: number): AsyncGenerator<number> {
    isReturned = false;
    try {
      for (let number = 0; number < most; number++) yield await Promise.resolve(number);
    } finally {
      isReturned = true;
    }
  }
  const never = new AbortController().signal;

  it('are all handled, so many at the same time', async () => {
    const handled: number[] = [];
    let [now, most] = [0, 0];
    await inFlight(numbers(10), 3, never, async (number) => {
      most = Math.max(most, ++now);
      await nextTurn();
      now--;
      handled.push(number);
    });
    assert.deepEqual(handled.toSorted(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.equal(most, 3);
  });

  it('end with the first that fails, and no more are looked for', async () => {
    const handled: number[] = [];
    const failing = inFlight(numbers(1_000), 2, never, async (number) => {
      await nextTurn();
      if (number === 3) throw new Error('No room.');
      handled.push(number);
    });
    await assert.rejects(failing, /No room/);
    assert.ok(isReturned);
    assert.ok(handled.length < 6);
  });

  it('end when nobody wants them any more', async () => {
    const stop = new AbortController();
    const reason = new Error('Enough.');
    const handled: number[] = [];
    const running = inFlight(numbers(1_000), 2, stop.signal, (number) => {
      handled.push(number);
      if (number === 4) stop.abort(reason);
      return Promise.resolve();
    });
    await assert.rejects(running, reason);
    assert.ok(isReturned);
    assert.ok(handled.length < 8);
  });
});
