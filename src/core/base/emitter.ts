/** A list of listeners. A listener that throws does not keep the others from the value. */
export class Emitter<T> {
  private readonly listeners = new Set<(value: T) => void>();

  readonly on = (listener: (value: T) => void): (() => void) => {
    // A function of its own, so that a listener added twice is called twice and removed one at a time.
    const own = (value: T): void => listener(value);
    this.listeners.add(own);
    return () => void this.listeners.delete(own);
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(value);
      } catch (error) {
        // Thrown outside as an uncaught error, as what is stored must not depend on its listeners.
        setTimeout(() => {
          throw error;
        }, 0);
      }
    }
  }
}
