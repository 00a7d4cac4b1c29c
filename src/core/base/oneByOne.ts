/**
 * Runs works one after the other, in the order of the calls: each may read what the one before it wrote. A failed work
 * does not affect the next.
 */
export class OneByOne {
  private last: Promise<unknown> = Promise.resolve();

  /** Rejects as `work` does. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }
}
