/** Collects ids in a growing array. */
export class TokenSink {
  private ids = new Uint32Array(256);
  private count = 0;

  /** `shift` is added to each id. */
  constructor(private readonly shift: number) {}

  add(id: number): void {
    if (this.count === this.ids.length) {
      const grown = new Uint32Array(this.ids.length * 2);
      grown.set(this.ids);
      this.ids = grown;
    }
    this.ids[this.count++] = id + this.shift;
  }

  toArray(): Uint32Array {
    return this.ids.slice(0, this.count);
  }
}
