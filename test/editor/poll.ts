/**
 * Calls `read` until `fits` accepts what it returns, and returns that. The one way to wait in these tests.
 * @throws after `timeout` ms, with the last value.
 */
export async function poll<T>(
  what: string,
  read: () => T | PromiseLike<T>,
  fits: (value: T) => boolean = Boolean,
  timeout = 10_000,
): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const value = await read();
    if (fits(value)) return value;
    if (Date.now() > deadline) throw new Error(`${what}: still ${JSON.stringify(value)} after ${timeout} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
