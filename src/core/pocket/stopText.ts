/** Lets a text through up to the first stop sequence; holds back what may become the start of one. */
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
    const found = this.stops.map((stop) => all.indexOf(stop)).filter((at) => at >= 0);
    if (found.length > 0) {
      this.stopped = true;
      this.held = '';
      return all.slice(0, Math.min(...found));
    }
    const kept = Math.max(0, ...this.stops.map((stop) => startAtEnd(all, stop)));
    this.held = all.slice(all.length - kept);
    return all.slice(0, all.length - kept);
  }

  /** The text has ended: what was held back. */
  end(): string {
    const rest = this.held;
    this.held = '';
    return rest;
  }
}

/** How many of the last characters of `text` are the beginning of `stop`. */
function startAtEnd(text: string, stop: string): number {
  for (let length = Math.min(text.length, stop.length - 1); length > 0; length--) {
    if (text.endsWith(stop.slice(0, length))) return length;
  }
  return 0;
}
