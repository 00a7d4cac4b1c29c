/** Something that is made when it is first asked for, and kept. Where the making failed, the next who asks tries again. */
export class Lazy<T> {
  private made: T | undefined;
  private making: Promise<T> | undefined;

  constructor(private readonly make: () => Promise<T>) {}

  /** `undefined` until it is there. Asks for nothing. */
  get now(): T | undefined {
    return this.made;
  }

  /** `undefined` where nobody has asked. Asks for nothing itself. */
  get asked(): Promise<T> | undefined {
    return this.making;
  }

  /** @throws what the making throws. */
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
