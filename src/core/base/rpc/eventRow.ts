/**
 * Numbered events that follow a snapshot. Only an unbroken row is passed on, so that the listener can apply the events
 * unchecked. A gap makes the row ask for the next snapshot.
 */
export class EventRow {
  /** Number of the last event that was passed on; `undefined` while a snapshot is on its way. */
  private last: number | undefined;

  constructor(private readonly askForSnapshot: () => void) {}

  /** Starts after a snapshot, which contains everything up to this number. */
  startAt(seq: number): void {
    this.last = seq;
  }

  restart(): void {
    this.last = undefined;
    this.askForSnapshot();
  }

  /** Whether the event is the next one. A gap starts the row anew. */
  accepts(seq: number): boolean {
    // Events that come before the snapshot are part of it.
    if (this.last === undefined || seq <= this.last) return false;
    if (seq !== this.last + 1) {
      this.restart();
      return false;
    }
    this.last = seq;
    return true;
  }
}
