import assert from 'node:assert/strict';
import { FailureMemory, Follower } from '../../../../src/editor/shared/follower';
import { FakeTimers, settled } from '../../../fakes/editorEvents';

/** One that follows a text; a test says when a run ends. */
function follow() {
  const timers = new FakeTimers();
  const runs: { readonly signal: AbortSignal; readonly end: () => void; readonly fail: (why: string) => void }[] = [];
  const failures: [string, boolean][] = [];
  const follower = new Follower({
    run: (signal) =>
      new Promise((resolve, reject) => runs.push({ signal, end: resolve, fail: (why) => reject(new Error(why)) })),
    failed: (error, isNew) => failures.push([String(error), isNew]),
    later: timers.later,
  });
  return { follower, timers, runs, failures };
}

describe('what follows a text', () => {
  it('runs once after several changes', async () => {
    const { follower, timers, runs } = follow();
    for (let i = 0; i < 3; i++) follower.soon(30);
    assert.equal(timers.size, 1);
    await timers.run();
    assert.equal(runs.length, 1);
  });

  it('makes the run before stale with the next change, not only with the next run', async () => {
    const { follower, timers, runs, failures } = follow();
    follower.soon(30);
    await timers.run();
    follower.soon(30);
    assert.equal(runs[0]?.signal.aborted, true);
    await timers.run();
    assert.equal(runs[1]?.signal.aborted, false);
    runs[0].fail('It was called off.');
    await settled();
    assert.deepEqual(failures, []);
  });

  it('tells a failure that comes again from a new one, until it has worked', async () => {
    const { follower, runs, failures } = follow();
    for (const end of ['no vocabulary', 'no vocabulary', 'no worker', undefined, 'no worker'] as const) {
      void follower.now();
      const run = runs.at(-1);
      if (end === undefined) run?.end();
      else run?.fail(end);
      await settled();
    }
    assert.deepEqual(
      failures.map(([, isNew]) => isNew),
      [true, false, true, true],
    );
  });

  it('runs nothing more once it is stopped', async () => {
    const { follower, timers, runs } = follow();
    void follower.now();
    follower.soon(30);
    follower.stop();
    assert.equal(timers.size, 0);
    await timers.run();
    assert.deepEqual(
      runs.map(({ signal }) => signal.aborted),
      [true],
    );
  });
});
describe('the memory of failures', () => {
  it('takes the same failure for news once, and again after it worked', () => {
    const failures = new FailureMemory();
    const missing = () => failures.isNew(new Error('The vocabulary is missing.'));
    assert.deepEqual([missing(), missing(), missing()], [true, false, false]);
    failures.forget();
    assert.deepEqual([missing(), missing()], [true, false]);
  });

  it('takes another failure for news', () => {
    const failures = new FailureMemory();
    assert.deepEqual(
      ['a', 'b', 'b', 'a'].map((error) => failures.isNew(error)),
      [true, true, false, true],
    );
  });
});
