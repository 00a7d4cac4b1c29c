import assert from 'node:assert/strict';
import { Lazy } from '../../../../src/core/base/lazy';

describe('something that is made when it is first asked for', () => {
  it('is made for nobody who only looks', () => {
    const lazy = new Lazy(() => assert.fail('it was made'));
    assert.deepEqual([lazy.now, lazy.asked], [undefined, undefined]);
  });

  it('is made once for all who ask, also at the same time', async () => {
    let made = 0;
    const lazy = new Lazy(() => Promise.resolve({ number: ++made }));
    const [first, second] = await Promise.all([lazy.get(), lazy.get()]);
    assert.equal(first, second);
    assert.equal(await lazy.get(), first);
    assert.equal(made, 1);
  });

  it('is there for those who look only after it was made', async () => {
    const lazy = new Lazy(() => Promise.resolve('made'));
    const asked = lazy.get();
    assert.equal(lazy.now, undefined);
    assert.equal(lazy.asked, asked);
    await asked;
    assert.equal(lazy.now, 'made');
  });

  it('is tried again after a failure, of which everybody hears who had asked', async () => {
    let tries = 0;
    const lazy = new Lazy(() => (++tries === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(tries)));
    const asked = [lazy.get(), lazy.get()];
    for (const one of asked) await assert.rejects(one, /gone/);
    assert.deepEqual([lazy.now, lazy.asked], [undefined, undefined]);
    assert.equal(await lazy.get(), 2);
  });
});
