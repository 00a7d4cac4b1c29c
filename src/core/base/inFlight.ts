import { reasonOf } from './orAbort';

/**
 * Has what is found handled, `most` at the same time, until it ends or one fails.
 * @throws what the finding or the first handling throws; the reason of `signal` once it is aborted.
 */
export async function inFlight<T>(
  found: AsyncGenerator<T>,
  most: number,
  signal: AbortSignal,
  handle: (item: T) => Promise<void>,
): Promise<void> {
  let hasFailed = false;
  const take = async (): Promise<void> => {
    try {
      for (let next = await found.next(); !next.done && !hasFailed; next = await found.next()) {
        if (signal.aborted) throw reasonOf(signal);
        await handle(next.value);
      }
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  };
  try {
    await Promise.all(Array.from({ length: most }, take));
  } finally {
    await found.return(undefined);
  }
}
