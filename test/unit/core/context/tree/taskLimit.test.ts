import assert from 'node:assert/strict';
import { TaskLimit } from '../../../../../src/core/context/tree/taskLimit';

describe('a limit of tasks', () => {
  it('lets so many works be under way at once, and the others in their order, also after a failure', async () => {
    const limit = new TaskLimit(2);
    const [begun, ends]: [number[], ((error?: Error) => void)[]] = [[], []];
    const works = [0, 1, 2, 3, 4].map((i) =>
      limit.run(() => {
        begun.push(i);
        return new Promise<void>((resolve, reject) => {
          ends.push((error) => (error ? reject(error) : resolve()));
        });
      }),
    );
    const failed = assert.rejects(works[0]!, /broken/);
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    await turn();
    assert.deepEqual(begun, [0, 1]);
    ends[0]?.(new Error('broken'));
    await failed;
    await turn();
    assert.deepEqual(begun, [0, 1, 2]);
    for (const at of [1, 2, 3, 4]) {
      ends[at]?.();
      await turn();
    }
    await Promise.all(works.slice(1));
    assert.deepEqual(begun, [0, 1, 2, 3, 4]);
    const last = limit.run(() => Promise.resolve('done'));
    assert.equal(await last, 'done');
  });
});
