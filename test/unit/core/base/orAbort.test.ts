import assert from 'node:assert/strict';
import { orAbort } from '../../../../src/core/base/orAbort';

describe('work that may be aborted', () => {
  it('is left as soon as it is not wanted any more, also where it never ends', async () => {
    const controller = new AbortController();
    const work = orAbort(new Promise(() => undefined), controller.signal);
    const reason = new Error('cancelled');
    controller.abort(reason);
    await assert.rejects(work, reason);
    await assert.rejects(orAbort(Promise.resolve(1), controller.signal), reason);
    assert.equal(await orAbort(Promise.resolve(1), new AbortController().signal), 1);
  });
});
