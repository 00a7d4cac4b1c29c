type Falsy = undefined | null | false;

let usualTimeout = 60_000;
let firstPause = 10;

/**
 * How long `poll` waits where a test does not say it, and for how long before it looks again. ms. For suites in which everything
 * takes longer, and each look costs what is waited for the processor: one at a window goes through four processes.
 */
export function setPollTimes(timeout: number, pause: number): void {
  usualTimeout = timeout;
  firstPause = pause;
}

/**
 * Calls `read` until `fits` accepts what it returns, and returns that; without `fits`, until it is something. The one way to
 * wait in tests.
 * @throws after `timeout` ms, with the last value.
 */
export async function poll<T>(what: string, read: () => T | PromiseLike<T>): Promise<Exclude<T, Falsy>>;
export async function poll<T>(
  what: string,
  read: () => T | PromiseLike<T>,
  fits: (value: T) => boolean,
  timeout?: number,
): Promise<T>;
export async function poll<T>(
  what: string,
  read: () => T | PromiseLike<T>,
  fits: (value: T) => boolean = Boolean,
  timeout = usualTimeout,
): Promise<T> {
  const start = Date.now();
  const deadline = start + timeout;
  for (;;) {
    const value = await read();
    if (fits(value)) return value;
    if (Date.now() > deadline) throw new Error(`${what}: still ${JSON.stringify(value)} after ${timeout} ms.`);
    // The longer it takes, the less it matters: a look every 10 ms would take the processor from what is waited for.
    const pause = Math.min(10, 1 + (Date.now() - start) / (10 * firstPause)) * firstPause;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Waits until what is read matches a pattern, or is a value: what is on screen changes when there is time to draw it. */
export const pollFor = <T extends string | number>(
  read: () => Promise<T | undefined>,
  expected: RegExp | T,
): Promise<T | undefined> =>
  poll(String(expected), read, (now) => (expected instanceof RegExp ? expected.test(String(now)) : now === expected));
