import type { StoreTimes } from './types';

/**
 * Waits until the window that has a lock is gone. A window that reloads gives its lock back and wants it again a moment
 * later; and after the machine slept, every lock looks old. So an owner counts as gone only when it stays away for longer
 * than it takes to give a sign of life, counted in looks: they stop, too, while the machine sleeps.
 */
export class FreedLock {
  private timer: unknown;
  private looksWithout = 0;
  /** Counts starts and stops: a look that was under way at one of them does not count. */
  private round = 0;

  constructor(
    private readonly times: Pick<StoreTimes, 'heartbeatMs' | 'followMs'>,
    private readonly isHeld: () => Promise<boolean>,
    /** Is called again and again until `stop`. */
    private readonly onFreed: () => Promise<unknown>,
  ) {}

  start(): void {
    this.stop();
    this.looksWithout = 0;
    this.lookLater();
  }

  stop(): void {
    this.round += 1;
    clearTimeout(this.timer);
  }

  private lookLater(): void {
    const { round } = this;
    this.timer = setTimeout(() => {
      // A disk that does not answer now is asked again.
      void this.lookOnce(round)
        .catch(() => undefined)
        .then(() => {
          if (round === this.round) this.lookLater();
        });
    }, this.times.followMs);
  }

  private async lookOnce(round: number): Promise<void> {
    const isHeld = await this.isHeld();
    if (round !== this.round) return;
    this.looksWithout = isHeld ? 0 : this.looksWithout + 1;
    if (this.looksWithout * this.times.followMs > this.times.heartbeatMs * 2) await this.onFreed();
  }
}
