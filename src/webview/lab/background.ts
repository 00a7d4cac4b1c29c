import { isRecord } from '../../core/base/json';

/** Work that nobody waits for. That the lab has given it up is no failure; all else gets to the log as an unhandled rejection. */
export function inBackground(work: Promise<unknown>): void {
  void work.catch((error: unknown) => {
    if (!isRecord(error) || error.name !== 'AbortError') throw error;
  });
}
