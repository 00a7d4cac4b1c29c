/**
 * All substrings of a text, as a suffix automaton (https://en.wikipedia.org/wiki/Suffix_automaton): each letter that is
 * looked for takes one step.
 */
export class Needle {
  /** Numbers of UTF-16 code units; 0: not in the text. */
  readonly #numbers = new Uint16Array(0x1_0000);
  readonly #width: number;
  /** The state after one more letter, by state and number of the letter. 0, where all begin, means that there is none. */
  readonly #next: Int32Array;
  /** For each state, the state of its longest proper ending that stands elsewhere in the text, too. */
  readonly #link: Int32Array;
  readonly #lengths: Int32Array;
  #size = 1;

  constructor(readonly text: string) {
    const units = [...new Set(text.split(''))];
    for (const [at, unit] of units.entries()) this.#numbers[unit.charCodeAt(0)] = at + 1;
    this.#width = units.length + 1;
    const maxStates = 2 * text.length + 1;
    this.#next = new Int32Array(maxStates * this.#width);
    this.#link = new Int32Array(maxStates);
    this.#lengths = new Int32Array(maxStates);
    this.#link[0] = -1;
    let last = 0;
    for (let at = 0; at < text.length; at++) last = this.#extend(last, this.#numbers[text.charCodeAt(at)]!);
  }

  /** Returns the state after another letter, or 0 where there is none. */
  next(state: number, unit: number): number {
    const number = this.#numbers[unit]!;
    return number === 0 ? 0 : this.#next[state * this.#width + number]!;
  }

  link(state: number): number {
    return this.#link[state]!;
  }

  /** Letters of the longest text that a state stands for. */
  lengthOf(state: number): number {
    return this.#lengths[state]!;
  }

  #extend(last: number, number: number): number {
    const added = this.#add(this.#lengths[last]! + 1);
    const before = this.#redirect(last, number, 0, added);
    if (before < 0) return added;
    const there = this.#next[before * this.#width + number]!;
    this.#link[added] = there;
    if (this.#lengths[before]! + 1 === this.#lengths[there]) return added;
    const clone = this.#add(this.#lengths[before]! + 1);
    this.#next.copyWithin(clone * this.#width, there * this.#width, (there + 1) * this.#width);
    this.#link[clone] = this.#link[there]!;
    this.#link[there] = this.#link[added] = clone;
    this.#redirect(before, number, there, clone);
    return added;
  }

  #add(length: number): number {
    this.#lengths[this.#size] = length;
    return this.#size++;
  }

  /**
   * Lets `state` and the states behind its links lead to `to` in place of `from`. Returns the first that does not lead
   * to `from`; -1: all do.
   */
  #redirect(state: number, number: number, from: number, to: number): number {
    let at = state;
    for (; at >= 0 && this.#next[at * this.#width + number] === from; at = this.#link[at]!) {
      this.#next[at * this.#width + number] = to;
    }
    return at;
  }
}

/** Follows the longest ending of the text read so far that stands in a needle. */
export class RunFinder {
  /** Letters of that ending. */
  length = 0;
  #state = 0;
  /** Positions at which the last letters began. */
  readonly #starts: Float64Array;
  #count = 0;

  constructor(private readonly needle: Needle) {
    this.#starts = new Float64Array(needle.text.length + 1);
  }

  /** Position at which the run begins; infinite where there is none. */
  get start(): number {
    return this.length === 0 ? Infinity : this.#starts[(this.#count - this.length) % this.#starts.length]!;
  }

  /** Takes the next letter, which begins at `start`. */
  take(unit: number, start: number): void {
    const { needle } = this;
    let next = needle.next(this.#state, unit);
    while (next === 0 && this.#state !== 0) {
      this.#state = needle.link(this.#state);
      this.length = needle.lengthOf(this.#state);
      next = needle.next(this.#state, unit);
    }
    this.#state = next;
    this.length = next === 0 ? 0 : this.length + 1;
    this.#starts[this.#count++ % this.#starts.length] = start;
  }

  forget(): void {
    this.#state = this.length = 0;
  }
}
