/** Limits the requests to a provider at once: fewer after it has refused one, and more again while it refuses none. */
export class RequestGate {
  private limit: number;
  private running = 0;
  private sinceRefusal = 0;
  private closedUntil = 0;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly most: number,
    private readonly now: () => number,
  ) {
    this.limit = most;
  }

  /** Waits until one more may be sent. Rejects where the signal is aborted before. */
  async enter(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const closedMs = this.closedUntil - this.now();
      if (closedMs <= 0 && this.running < this.limit) break;
      await this.change(signal, closedMs > 0 ? closedMs : undefined);
    }
    this.running++;
  }

  leave(): void {
    this.running--;
    // A request that was sent before the refusal does not show how many the provider bears after that.
    const isAfter = this.now() >= this.closedUntil;
    if (isAfter && ++this.sinceRefusal >= this.limit && this.limit < this.most) {
      this.limit++;
      this.sinceRefusal = 0;
    }
    this.wake();
  }

  /** Records that the provider has refused a request, and takes the next one after that time. */
  refused(afterMs: number): void {
    this.running--;
    this.sinceRefusal = 0;
    this.limit = Math.max(1, Math.floor(this.limit / 2));
    this.closedUntil = Math.max(this.closedUntil, this.now() + afterMs);
    this.wake();
  }

  private wake(): void {
    for (const goOn of this.waiting.splice(0)) goOn();
  }

  private change(signal: AbortSignal, ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(end, Math.min(ms, 2 ** 31 - 1));
      const { waiting } = this;
      function end(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      }
      waiting.push(end);
      signal.addEventListener('abort', end);
    });
  }
}
