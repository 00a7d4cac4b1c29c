/**
 * Runs works one after the other, in the order in which they are asked for: each may read what the one before it wrote. One that
 * fails fails by itself.
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
