/** Lowest limit of the texts that are kept, in UTF-16 code units. */
const leastUnits = 4_000_000;
/** How many contexts of the size of the largest are kept, as agents may ask for different texts. */
const contexts = 8;

/**
 * Remembers a value for each text: for the texts that were asked for last, and at least for those of some contexts. Each
 * key that is pressed changes a file and all texts that it is part of, for as long as a window is open.
 */
export class TextMemo<Value> {
  private fresh = new Map<string, Value | Promise<Value>>();
  private old = new Map<string, Value | Promise<Value>>();
  private units = 0;
  private most = leastUnits;

  /** Makes room for the texts of a context of so many UTF-16 code units. */
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
