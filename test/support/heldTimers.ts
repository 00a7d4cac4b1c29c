import { mock } from 'node:test';
import { poll } from './poll';

/** Timers of certain times, which run when a test says so and never by the clock. */
interface HeldTimers {
  /** How many of this time were started since the beginning of the test. */
  started(ms: number): number;
  /** How many of this time are waiting. */
  waiting(ms: number): number;
  /** Waits until `count` of this time were started, then lets the ones that still wait run. */
  runOut(ms: number, count?: number): Promise<void>;
}

/**
 * Holds the timers that are started with exactly these times in each test of the current suite; all others go by the clock.
 * A limit in ms is so tried out by what happens before and after it, however busy the machine is.
 */
export function holdTimers(...times: readonly number[]): HeldTimers {
  const held = new Map<object, { readonly ms: number; readonly run: () => void }>();
  let starts: number[] = [];
  let mocks: { restore(): void }[] = [];

  beforeEach(() => {
    const [start, clear] = [setTimeout, clearTimeout];
    const holding = (run: () => void, ms: number, ...more: unknown[]): unknown => {
      // Node's own fetch has limits of the same times; only it hands something to its callback.
      if (more.length > 0 || !times.includes(ms)) return start(run, ms, ...(more as []));
      const handle = {};
      held.set(handle, { ms, run });
      starts.push(ms);
      return handle;
    };
    const letGo = (handle: unknown): void => {
      if (!held.delete(handle as object)) clear(handle as NodeJS.Timeout);
    };
    mocks = [
      mock.method(globalThis, 'setTimeout', holding as typeof setTimeout).mock,
      mock.method(globalThis, 'clearTimeout', letGo as typeof clearTimeout).mock,
    ];
  });
  afterEach(() => {
    for (const each of mocks) each.restore();
    held.clear();
    starts = [];
  });

  const started = (ms: number) => starts.filter((each) => each === ms).length;
  const waiting = (ms: number) => [...held.values()].filter((timer) => timer.ms === ms).length;
  return {
    started,
    waiting,
    async runOut(ms, count = 1) {
      await poll(`a timer of ${ms} ms`, () => started(ms) >= count && waiting(ms) > 0);
      for (const [handle, timer] of held) {
        if (timer.ms !== ms) continue;
        held.delete(handle);
        timer.run();
      }
    },
  };
}
