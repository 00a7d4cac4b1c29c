/** Calls once nothing has happened for a while. Cheap to tell that something did. */
export class IdleTimer {
  private timer: unknown;
  private isStopped = false;
  private last = 0;

  constructor(
    private readonly idleMs: number,
    private readonly onIdle: () => void,
  ) {}

  changed(): void {
    // Not the time of day, which can be set back.
    this.last = performance.now();
    this.wait();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private wait(): void {
    if (this.isStopped) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (performance.now() - this.last < this.idleMs) this.wait();
      else this.onIdle();
    }, this.idleMs);
  }
}
