import type { StoreTimes } from './storeTypes';

/**
 * Decides when to save: soon after a change, one save at a time however slow the disk is, and again after a failed
 * save. The caller collects what there is to save, so nothing queues up here.
 */
export class CoalescingWriter {
  private changes = 0;
  private saved = 0;
  private running: Promise<void> | undefined;
  private timer: unknown;
  private failures = 0;
  private isStopped = false;

  constructor(
    private readonly save: () => Promise<void>,
    private readonly times: Pick<StoreTimes, 'writeMs' | 'retryMs'>,
    /** Called with each failure, and with `undefined` after the first success that follows. */
    private readonly onResult: (failure: unknown) => void,
  ) {}

  get isClean(): boolean {
    return this.saved === this.changes;
  }

  changed(): void {
    this.changes += 1;
    this.schedule();
  }

  /** Resolves when every change until now is saved; rejects when that failed. */
  async flush(): Promise<void> {
    const target = this.changes;
    await this.running?.catch(() => undefined);
    while (this.saved < target) await this.run();
  }

  /** Saves what is left, with retries while there is time, and then stops saving by itself. */
  async finish(ms: number): Promise<void> {
    const end = performance.now() + ms;
    while (!this.isClean) {
      try {
        await this.flush();
      } catch {
        if (performance.now() + this.times.writeMs > end) break;
        await new Promise<void>((resolve) => setTimeout(resolve, this.times.writeMs));
      }
    }
    this.stop();
  }

  /** Stops saving by itself. A save that is running goes on. */
  stop(): void {
    this.isStopped = true;
    this.unschedule();
  }

  private run(): Promise<void> {
    this.unschedule();
    this.running ??= this.saveOnce().finally(() => {
      this.running = undefined;
      if (!this.isClean) this.schedule();
    });
    return this.running;
  }

  private async saveOnce(): Promise<void> {
    const target = this.changes;
    try {
      await this.save();
    } catch (error) {
      this.failures += 1;
      this.onResult(error);
      throw error;
    }
    this.saved = target;
    if (this.failures > 0) this.onResult(undefined);
    this.failures = 0;
  }

  private schedule(): void {
    if (this.isStopped || this.running) return;
    const wait = Math.min(this.times.writeMs * 2 ** this.failures, this.times.retryMs);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      // `onResult` was called with the failure, and the next try is scheduled.
      this.run().catch(() => undefined);
    }, wait);
  }

  private unschedule(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}

/** Calls `onIdle` once nothing has changed for `idleMs`. A call of `changed` is cheap. */
export class IdleTimer {
  private timer: unknown;
  private isStopped = false;
  private last = 0;

  constructor(
    private readonly idleMs: number,
    private readonly onIdle: () => void,
  ) {}

  changed(): void {
    // A monotonic clock, as the time of day can be set back.
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
