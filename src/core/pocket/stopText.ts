/**
 * Lets a text through up to where the first stop sequence begins, in whatever pieces it comes; holds back what may become the
 * start of one.
 */
export class StopText {
  /** A stop sequence was met: nothing more comes. */
  stopped = false;
  private held = '';
  private readonly stops: readonly string[];

  constructor(stops: readonly string[]) {
    this.stops = stops.filter((stop) => stop !== '');
  }

  /** @returns what is now sure to stand before any stop sequence. */
  add(text: string): string {
    if (this.stopped) return '';
    const all = this.held + text;
    const found = this.firstIn(all);
    const open = all.length - Math.max(0, ...this.stops.map((stop) => startAtEnd(all, stop)));
    if (found <= open && found < all.length) {
      this.stopped = true;
      this.held = '';
      return all.slice(0, found);
    }
    // Another one that began earlier may still become whole.
    this.held = all.slice(open);
    return all.slice(0, open);
  }

  /** The text has ended: what was held back. */
  end(): string {
    const rest = this.held;
    this.held = '';
    const found = this.firstIn(rest);
    this.stopped ||= found < rest.length;
    return rest.slice(0, found);
  }

  /** Where the first stop sequence begins; the length of the text where there is none. */
  private firstIn(text: string): number {
    const found = this.stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
    return Math.min(text.length, ...found);
  }
}

/** Counts the last characters of `text` that are the beginning of `stop`. */
function startAtEnd(text: string, stop: string): number {
  for (let length = Math.min(text.length, stop.length - 1); length > 0; length--) {
    if (text.endsWith(stop.slice(0, length))) return length;
  }
  return 0;
}
