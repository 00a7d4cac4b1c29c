import { host } from '#host';
import { FailureMemory } from './failureMemory';
import { Latest } from './latest';

interface FollowerDeps {
  /** Does what follows, as long as the signal is not aborted: then somebody has asked again. */
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** Of a run that is not stale. One that fails again as it did before is not new. */
  readonly failed: (error: unknown, isNew: boolean) => void;
  /** Runs it after so many ms; gives what calls it off. That of the host, but in tests. */
  readonly later?: (ms: number, run: () => void) => () => void;
}

/** Follows what changes often: of several changes it makes one run, and of several runs the latest counts. */
export class Follower {
  private readonly latest = new Latest();
  private readonly failures = new FailureMemory();
  private stopWaiting: (() => void) | undefined;

  constructor(private readonly deps: FollowerDeps) {}

  /** Runs once there was no change for so many ms. What runs now is stale from now on. */
  soon(ms: number): void {
    this.stop();
    const later = this.deps.later ?? ((wait, run) => host.later(wait, run));
    this.stopWaiting = later(ms, () => void this.now());
  }

  async now(): Promise<void> {
    this.stop();
    const signal = this.latest.next();
    try {
      await this.deps.run(signal);
      if (!signal.aborted) this.failures.forget();
    } catch (error) {
      if (!signal.aborted) this.deps.failed(error, this.failures.isNew(error));
    }
  }

  stop(): void {
    this.stopWaiting?.();
    this.stopWaiting = undefined;
    this.latest.stop();
  }
}
