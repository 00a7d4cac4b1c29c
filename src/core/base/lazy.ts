/** A value that is made when it is first needed, and kept. After a failure, the next call tries again. */
export class Lazy<T> {
  private made: T | undefined;
  private making: Promise<T> | undefined;

  constructor(private readonly make: () => Promise<T>) {}

  /** The value, or `undefined` until it is made. Does not start the making. */
  get now(): T | undefined {
    return this.made;
  }

  /** The promise of the value, or `undefined` where its making has not begun. Does not start it. */
  get asked(): Promise<T> | undefined {
    return this.making;
  }

  /** Returns the value, and makes it if need be. @throws what the making throws. */
  readonly get = (): Promise<T> => {
    this.making ??= this.make().then(
      (made) => (this.made = made),
      (error: unknown) => {
        this.making = undefined;
        throw error;
      },
    );
    return this.making;
  };
}
