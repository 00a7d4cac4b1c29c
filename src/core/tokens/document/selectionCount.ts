import type { Span } from '../../text/span';
import { isHighSurrogate, isLowSurrogate } from '../engine/safeSplit';
import type { Slice } from '../engine/slice';
import type { TextCount } from '../engine/textCount';
import type { DocumentCount, TokenTally } from './documentCount';

/** Longest text that is counted without a counter of its own, in UTF-16 code units. */
const TEXT_AT_ONCE = 16_384;
/** The cost of a selection in addition to the text at its ends. */
const UNITS_OF_A_SELECTION = 64;

/** The sum of the token counts of selected texts, each counted on its own in slices, with the counts of the document. */
export class SelectionCount {
  private readonly version: number;
  private tokens = 0;
  private nextSelection = 0;
  /** The counts that are still to do for the current selection. */
  private counters: TextCount[] = [];

  constructor(
    private readonly document: DocumentCount,
    private readonly selections: readonly Span[],
  ) {
    this.version = document.version;
  }

  /** Whether the document has changed since, so that a new count is needed. */
  get isStale(): boolean {
    return this.version !== this.document.version;
  }

  /** Continues the work, with the document first if it is not settled. @returns whether the tally is exact. */
  step(slice: Slice): boolean {
    if (this.isStale || !this.document.step(slice)) return false;
    while (this.nextSelection < this.selections.length) {
      if (slice.over) return false;
      const { start, end } = this.selections[this.nextSelection]!;
      if (!this.countOne(Math.max(0, start), Math.min(end, this.document.chunks.units), slice)) return false;
      this.nextSelection++;
    }
    return true;
  }

  /** The tokens so far; the rest is estimated from the density of the document. */
  get tally(): TokenTally {
    const exact = !this.isStale && this.nextSelection === this.selections.length;
    if (exact) return { tokens: this.tokens, exact };
    const { tokens, units } = this.document.chunks;
    const left = this.selections.slice(this.nextSelection).reduce((sum, { start, end }) => sum + (end - start), 0);
    return { tokens: this.tokens + Math.round((left * tokens) / Math.max(1, units)), exact };
  }

  /** @returns whether it is done. */
  private countOne(start: number, end: number, slice: Slice): boolean {
    if (this.counters.length === 0) this.begin(start, end, slice);
    for (let counter = this.counters.at(-1); counter; counter = this.counters.at(-1)) {
      if (!counter.step(slice)) return false;
      this.tokens += counter.tokens;
      this.counters.pop();
    }
    return true;
  }

  private begin(start: number, end: number, slice: Slice): void {
    if (end <= start) return;
    const { chunks } = this.document;
    let first = chunks.locate(start + 1);
    let last = chunks.locate(end);
    let head = chunks.at(first).text.slice(start - first.start);
    if (first.start === last.start) return this.countText(head.slice(0, end - start), true, slice);
    let tail = chunks.at(last).text.slice(0, end - last.start);
    // Half a character at a cut is another character, so the cut beside it may no longer be safe.
    if (head.length === 1 && isLowSurrogate(head.charCodeAt(0))) {
      first = chunks.next(first)!;
      if (first.start === last.start) return this.countText(head + tail, true, slice);
      head += chunks.at(first).text;
    }
    if (tail.length === 1 && isHighSurrogate(tail.charCodeAt(0))) {
      last = chunks.previous(last)!;
      if (first.start === last.start) return this.countText(head + tail, true, slice);
      tail = chunks.at(last).text + tail;
    }
    this.countText(head, true, slice);
    this.countText(tail, false, slice);
    const after = chunks.next(first)!;
    if (after.start < last.start) this.tokens += chunks.tokensBetween(after, last);
  }

  private countText(text: string, atStart: boolean, slice: Slice): void {
    const { encoding } = this.document;
    if (text.length > TEXT_AT_ONCE) this.counters.push(encoding.createCounter(text, atStart));
    else {
      slice.spend(text.length + UNITS_OF_A_SELECTION);
      this.tokens += encoding.count(text, atStart);
    }
  }
}
