import { host } from '#host';

interface FollowerDeps {
  /** Does what follows, as long as the signal is not aborted: then somebody has asked again. */
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** Hears of a run that failed and is not stale. One that fails again as it did before is not new. */
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

/** Several runs of one thing, of which only the latest counts: a newer one makes the one before stale, and aborts it. */
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
