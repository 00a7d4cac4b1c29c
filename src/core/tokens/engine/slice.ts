/**
 * The work that may be done before the caller gets the thread back. The engine checks it in its innermost loops, where
 * a step of a `Work` for each token would cost more than the token.
 */
export interface Slice {
  /** Records work that was done, in UTF-16 code units or bytes, about 10 to 100 ns each. */
  spend(units: number): void;
  /** Whether to stop now and go on in the next slice. */
  readonly over: boolean;
}

/** Units between two readings of the clock: some 0.1 ms of the slowest work. */
const UNITS_BETWEEN_READINGS = 4096;

/** Returns a slice of `ms` milliseconds. */
export function timeSlice(ms: number, now: () => number = () => performance.now()): Slice {
  const deadline = now() + ms;
  let unread = 0;
  let over = false;
  return {
    spend(units) {
      unread += units;
      if (unread < UNITS_BETWEEN_READINGS) return;
      unread = 0;
      over = now() >= deadline;
    },
    get over() {
      return over;
    },
  };
}

/** Returns a slice of that many units, which is the same on every machine. */
export function unitSlice(units: number): Slice {
  let left = units;
  return {
    spend(spent) {
      left -= spent;
    },
    get over() {
      return left <= 0;
    },
  };
}

export const NO_LIMIT: Slice = { spend: () => undefined, over: false };
