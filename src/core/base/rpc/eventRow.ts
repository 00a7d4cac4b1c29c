/**
 * Events that come with numbers after a snapshot. Only an unbroken row is passed on, so that whoever listens can apply
 * them blindly; a gap makes it ask for the next snapshot.
 */
export class EventRow {
  /** Number of the last event that was passed on; `undefined` while a snapshot is on its way. */
  private last: number | undefined;

  constructor(private readonly askForSnapshot: () => void) {}

  /** Call when a snapshot came: it contains everything up to this number. */
  startAt(seq: number): void {
    this.last = seq;
  }

  restart(): void {
    this.last = undefined;
    this.askForSnapshot();
  }

  /** Whether the event is the next one. */
  accepts(seq: number): boolean {
    // Whatever comes before the snapshot is inside it.
    if (this.last === undefined || seq <= this.last) return false;
    if (seq !== this.last + 1) {
      this.restart();
      return false;
    }
    this.last = seq;
    return true;
  }
}
