import assert from 'node:assert/strict';
import { atOnce, inSlices, stepsOf, withinMs } from '../../../../src/core/base/work';
import type { Work } from '../../../../src/core/base/work';

/** Takes note of each step, and gives how many there were. */
function* stepped(steps: number, done: number[] = []): Work<number> {
  for (let step = 1; step <= steps; step++) {
    done.push(step);
    yield;
  }
  return steps;
}

describe('a long work', () => {
  it('is done with a breath between its steps', async () => {
    const done: number[] = [];
    const doneAtBreaths: number[] = [];
    const given = await inSlices(stepped(3, done), () => {
      doneAtBreaths.push(done.length);
      return Promise.resolve();
    });
    assert.equal(given, 3);
    assert.deepEqual(doneAtBreaths, [1, 2, 3]);
  });

  it('ends before its next step once it is stale', async () => {
    const done: number[] = [];
    const given = await inSlices(
      stepped(5, done),
      () => undefined,
      () => done.length === 2,
    );
    assert.equal(given, undefined);
    assert.deepEqual(done, [1, 2]);
  });

  it('does not begin when it is stale already', async () => {
    const done: number[] = [];
    await inSlices(
      stepped(1, done),
      () => undefined,
      () => true,
    );
    assert.deepEqual(done, []);
  });

  it('passes on what it throws', async () => {
    const failing = (function* (): Work<number> {
      yield;
      throw new Error('no');
    })();
    await assert.rejects(
      inSlices(failing, () => undefined),
      /no/,
    );
  });

  it('is done at once', () => assert.equal(atOnce(stepped(4)), 4));

  it('is given up when its time is over', () => {
    function* endless(): Work<number> {
      for (;;) yield;
    }
    assert.equal(withinMs(endless(), 1), undefined);
    assert.equal(withinMs(stepped(2), 60_000), 2);
  });

  it('ends a step after so many units', () => {
    const isStep = stepsOf(10);
    assert.deepEqual(
      [4, 5, 1, 9, 1].map((units) => isStep(units)),
      [false, false, true, false, true],
    );
  });
});
