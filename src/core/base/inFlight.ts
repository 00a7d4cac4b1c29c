import { reasonOf } from './orAbort';

/**
 * Handles the found items, `most` at the same time, until there are no more or one fails.
 * @throws what the finding or the first handling throws; the reason of `signal` once it is aborted.
 */
export async function inFlight<T>(
  found: AsyncGenerator<T>,
  most: number,
  signal: AbortSignal,
  handle: (item: T) => Promise<void>,
): Promise<void> {
  const take = async (): Promise<void> => {
    for (let next = await found.next(); !next.done; next = await found.next()) {
      if (signal.aborted) throw reasonOf(signal);
      await handle(next.value);
    }
  };
  try {
    await Promise.all(Array.from({ length: most }, take));
  } finally {
    // Handlers that still run get no more items.
    await found.return(undefined);
  }
}
