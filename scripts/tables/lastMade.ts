/** Caches what was made of the last texts, by the text: a watched build, and most of its tests, change one file of many. */
export class LastMade<T> {
  private readonly byText = new Map<string, T>();

  constructor(private readonly mostTexts: number) {}

  /** @returns what `make` returned for this text before, or returns now; nothing is kept where it throws. */
  get(text: string, make: () => T): T {
    const made = this.byText.get(text) ?? make();
    this.byText.delete(text);
    this.byText.set(text, made);
    for (const oldest of this.byText.keys()) {
      if (this.byText.size <= this.mostTexts) break;
      this.byText.delete(oldest);
    }
    return made;
  }
}
