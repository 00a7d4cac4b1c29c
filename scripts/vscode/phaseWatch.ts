/// <reference lib="es2024.promise" />
/** Longer than any single test and its hooks may take: mocha prints after each, so a longer silence is a hang. */
const silenceMs = 240_000;

/** Watches one run of a suite from outside: it ends when the suite says so, or fails when nothing is heard of it. */
export class PhaseWatch {
  private readonly done = Promise.withResolvers<undefined>();
  private readonly timer: NodeJS.Timeout;

  constructor() {
    this.timer = setTimeout(() => {
      this.done.reject(new Error(`Nothing was heard of the suite for ${silenceMs / 1000} s.`));
    }, silenceMs);
    this.done.promise.catch(() => undefined);
  }

  /** Resolves when the suite reports its end. Rejects after 240 s without a word. */
  get finished(): Promise<undefined> {
    return this.done.promise;
  }

  heard(): void {
    this.timer.refresh();
  }

  finish(): void {
    this.end();
    this.done.resolve(undefined);
  }

  /** Stops watching. */
  end(): void {
    clearTimeout(this.timer);
  }
}
