interface Streamed {
  item: string;
  part: string;
}

/**
 * The text of an answer whose items, and their parts, come in pieces, then complete, or in one way only. Its methods
 * return what a complete one adds to the pieces. One that differs from its pieces adds nothing.
 */
export class StreamedText {
  #all = '';
  readonly #items = new Map<string, Streamed>();

  grow(key: string, text: string): void {
    const streamed = this.#of(key);
    this.#all += text;
    streamed.item += text;
    streamed.part += text;
  }

  endPart(key: string, whole: string): string {
    const missing = added(whole, this.#of(key).part);
    this.grow(key, missing);
    this.#of(key).part = '';
    return missing;
  }

  /** Ends an item. Another one may follow under the same key, where the provider does not number the items. */
  endItem(key: string, whole: string): string {
    const missing = added(whole, this.#of(key).item);
    this.grow(key, missing);
    this.#items.delete(key);
    return missing;
  }

  /** Returns what each of all items adds. To be called at the end, when no more comes. */
  endAnswer(wholes: readonly string[]): string[] {
    let start = 0;
    return wholes.map((whole) => {
      const streamed = this.#all.slice(start, start + whole.length);
      start = whole.startsWith(streamed) ? start + whole.length : Infinity;
      return start === Infinity ? '' : whole.slice(streamed.length);
    });
  }

  #of(key: string): Streamed {
    const streamed = this.#items.get(key) ?? { item: '', part: '' };
    this.#items.set(key, streamed);
    return streamed;
  }
}

const added = (whole: string, streamed: string): string =>
  whole.startsWith(streamed) ? whole.slice(streamed.length) : '';
