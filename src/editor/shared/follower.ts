import { host } from '#host';

interface FollowerDeps {
  /** Runs once after changes. The signal is aborted when a newer run begins, or the follower stops. */
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** Called when a run fails that is not stale. `isNew` is false for the same failure as before. */
  readonly failed: (error: unknown, isNew: boolean) => void;
  /** Runs `run` after so many milliseconds; the result cancels that. It is the host's timer, except in tests. */
  readonly later?: (ms: number, run: () => void) => () => void;
}

/** Follows a source that changes often. Several changes lead to one run, and only the latest run counts. */
export class Follower {
  private readonly latest = new Latest();
  private readonly failures = new FailureMemory();
  private stopWaiting: (() => void) | undefined;

  constructor(private readonly deps: FollowerDeps) {}

  /** Runs once there was no change for so many milliseconds. A run that is under way becomes stale at once. */
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

/** Runs of one task, of which only the latest counts: a new run aborts the one before. */
export class Latest {
  private running = new AbortController();

  /** Begins a run. */
  next(): AbortSignal {
    this.stop();
    this.running = new AbortController();
    return this.running.signal;
  }

  stop(): void {
    this.running.abort();
  }
}

/** Tells a repeated failure, such as a missing vocabulary at every keystroke, from a new one that is worth reporting. */
export class FailureMemory {
  private last: string | undefined;

  /** Whether the failure differs from the one before. */
  isNew(error: unknown): boolean {
    const message = error instanceof Error ? error.message : String(error);
    const isNew = message !== this.last;
    this.last = message;
    return isNew;
  }

  /** Forgets the last failure. Call this after a success: the same failure is new after that. */
  forget(): void {
    this.last = undefined;
  }
}
