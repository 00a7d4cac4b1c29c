import assert from 'node:assert/strict';
import { watchDay } from '../../../../src/core/base/dayWatch';

/** A clock that is set by hand, with what waits for it. */
function fakeClock(start: string) {
  let now = Date.parse(start);
  let waiting: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    later: (ms: number, run: () => void) => {
      const one = { at: now + ms, run };
      waiting.push(one);
      return () => (waiting = waiting.filter((each) => each !== one));
    },
    /** Timers stand still meanwhile, as on a machine that sleeps. */
    sleep: (ms: number) => {
      now += ms;
      for (const each of waiting) each.at += ms;
    },
    pass: (ms: number) => {
      const end = now + ms;
      for (;;) {
        const next = waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        waiting = waiting.filter((each) => each !== next);
        now = next.at;
        next.run();
      }
      now = end;
    },
    waiting: () => waiting.length,
  };
}

const hour = 3_600_000;

describe('watching the day', () => {
  it('tells each midnight of UTC, once', () => {
    const clock = fakeClock('2026-11-29T23:30:00Z');
    const days: string[] = [];
    watchDay(clock, (day) => days.push(day));
    clock.pass(29 * 60_000);
    assert.deepEqual(days, []);
    clock.pass(2 * 60_000);
    assert.deepEqual(days, ['2026-11-30']);
    clock.pass(24 * hour);
    assert.deepEqual(days, ['2026-11-30', '2026-12-01']);
  });

  it('tells it soon after a machine has slept over it', () => {
    const clock = fakeClock('2026-11-30T12:00:00Z');
    const days: string[] = [];
    watchDay(clock, (day) => days.push(day));
    clock.sleep(70 * hour);
    clock.pass(hour / 2);
    assert.deepEqual(days, ['2026-12-03']);
  });

  it('ends when it is told to', () => {
    const clock = fakeClock('2026-11-30T23:59:00Z');
    const stop = watchDay(clock, () => assert.fail('told after its end'));
    clock.pass(30_000);
    stop();
    assert.equal(clock.waiting(), 0);
    clock.pass(hour);
  });
});
