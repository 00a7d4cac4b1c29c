/** Of several runs of one thing only the latest counts: a newer one makes the one before stale, and aborts it. */
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
