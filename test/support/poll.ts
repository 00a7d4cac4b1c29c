type Falsy = undefined | null | false;

let usualTimeout = 60_000;

/** How long `poll` waits where a test does not say it. ms. For suites in which everything takes longer. */
export function setPollTimeout(timeout: number): void {
  usualTimeout = timeout;
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
    await new Promise((resolve) => setTimeout(resolve, Math.min(100, 10 + (Date.now() - start) / 10)));
  }
}
