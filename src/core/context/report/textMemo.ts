/** UTF-16 code units of texts that are kept at least. */
const leastUnits = 4_000_000;
/** Agents may ask for other texts: so many contexts of the largest are kept. */
const contexts = 8;

/**
 * Remembers what is known by a text: the texts that were asked for last, and at least those of some contexts. Each key that is
 * pressed makes other ones of a file and of all that it stands in, for as long as a window is open.
 */
export class TextMemo<Value> {
  private fresh = new Map<string, Value | Promise<Value>>();
  private old = new Map<string, Value | Promise<Value>>();
  private units = 0;
  private most = leastUnits;

  /** Keeps what a context of so many UTF-16 code units asks for. */
  holdContext(units: number): void {
    this.most = Math.max(this.most, contexts * units);
  }

  /** Returns the value of a text, or a promise of it. A value that could not be made is forgotten. */
  get(text: string, make: () => Promise<Value>): Value | Promise<Value> {
    const known = this.fresh.get(text);
    if (known !== undefined) return known;
    const before = this.old.get(text);
    if (before !== undefined) return this.keep(text, before);
    const made = make();
    made.then(
      (value) => this.settle(text, made, value),
      () => this.settle(text, made, undefined),
    );
    return this.keep(text, made);
  }

  private keep(text: string, value: Value | Promise<Value>): Value | Promise<Value> {
    if (this.units + text.length > this.most) {
      this.old = this.fresh;
      this.fresh = new Map();
      this.units = 0;
    }
    this.fresh.set(text, value);
    this.units += text.length;
    return value;
  }

  private settle(text: string, made: Promise<Value>, value: Value | undefined): void {
    for (const texts of [this.fresh, this.old]) {
      if (texts.get(text) !== made) continue;
      if (value === undefined) texts.delete(text);
      else texts.set(text, value);
    }
  }
}
