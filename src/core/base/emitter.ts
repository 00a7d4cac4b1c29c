/** Those who want to know. One that throws does not keep the others from it. */
export class Emitter<T> {
  private readonly listeners = new Set<(value: T) => void>();

  readonly on = (listener: (value: T) => void): (() => void) => {
    // Its own function, so that one that listens twice is called twice, and let go one at a time.
    const own = (value: T): void => listener(value);
    this.listeners.add(own);
    return () => void this.listeners.delete(own);
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(value);
      } catch (error) {
        // Reported as uncaught, outside: what is stored must not depend on who looks on.
        setTimeout(() => {
          throw error;
        }, 0);
      }
    }
  }
}
