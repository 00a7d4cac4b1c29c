/** Tells a failure that comes again, such as a missing vocabulary at every keystroke, from a new one that is worth a word. */
export class FailureMemory {
  private last: string | undefined;

  /** Whether it is another failure than the one before. */
  isNew(error: unknown): boolean {
    const message = error instanceof Error ? error.message : String(error);
    const isNew = message !== this.last;
    this.last = message;
    return isNew;
  }

  /** Call when it worked: the same failure is news after that. */
  forget(): void {
    this.last = undefined;
  }
}
