import { findStep, group, noEntry, startKey, stepKey } from './senseTable';
import type { SenseTable } from './senseTable';
import { WordScanner } from './wordScanner';
import type { OnWord } from './wordScanner';

/**
 * Length that no gap between two words of an entry exceeds: `chat.completions`, `top_p`, `weights & biases`. A gap also
 * has nothing that ends a clause or a line.
 */
const maxGapLength = 4;
/** Length that no written entry exceeds. UTF-16 code units. */
const maxEntryLength = 200;
const endsPhrase = new Uint8Array(128);
for (const mark of '\n\r,;()[]{}<>=?!|"') endsPhrase[mark.charCodeAt(0)] = 1;

/** Number of ways that can be open at once. Only a text that was made for it has more. */
const maxWays = 64;

/**
 * Ways through the entries that have not ended, all at the same word: the keys of their last steps, and where they
 * began. The longest way is first.
 */
class Ways {
  count = 0;
  /** The end of the word. */
  end = 0;
  readonly keys = new Int32Array(maxWays);
  readonly starts = new Int32Array(maxWays);

  add(key: number, start: number): void {
    if (this.count === maxWays) return;
    this.keys[this.count] = key;
    this.starts[this.count++] = start;
  }
}

const maxHits = 1 << 8;
/**
 * Hits that are kept of a long text. Those of a few thousand characters are enough for one decision after the other.
 */
const maxKept = 1_000;

/**
 * The words of a text that are in the vocabulary, in the order of their ends. A word within a longer entry is kept only if it
 * speaks of AI by itself: `LLM` in `LLM prompt`. Words are looked up as they are asked for.
 */
export class SenseText implements OnWord {
  count = 0;
  starts = new Int32Array(maxHits);
  ends = new Int32Array(maxHits);
  entries = new Int32Array(maxHits);
  private open = new Ways();
  /** The ways that were open where the current name began. */
  private beforeName = new Ways();
  /** The spare that takes the place of `open` or `beforeName`. */
  private spare = new Ways();
  private readonly scanner: WordScanner;
  /** Where the part that was read begins. */
  private from = 0;

  constructor(
    readonly text: string,
    private readonly table: SenseTable,
  ) {
    this.scanner = new WordScanner(text, this);
  }

  /**
   * Looks up the words from one offset to another. If this part does not continue the one that was read before, the
   * earlier one is forgotten, and the text between them is skipped.
   */
  read(from: number, to: number): void {
    const start = Math.max(0, from - maxEntryLength);
    if (start < this.from || start > this.scanner.at) {
      this.count = 0;
      this.open.count = 0;
      this.from = start;
      this.scanner.startAt(start);
    }
    if (this.count > maxKept) this.forget(start);
    this.scanner.readTo(to + maxEntryLength);
  }

  private forget(offset: number): void {
    const first = this.firstBehind(offset);
    this.from = offset;
    for (const list of [this.starts, this.ends, this.entries]) list.copyWithin(0, first, this.count);
    this.count -= first;
  }

  /** Keeps the first hit of each entry alone: for a text that is read as a whole. */
  keepFirsts(): void {
    const seen = new Set<number>();
    let kept = 0;
    for (let at = 0; at < this.count; at++) {
      if (seen.has(this.entries[at]!)) continue;
      seen.add(this.entries[at]!);
      this.starts[kept] = this.starts[at]!;
      this.ends[kept] = this.ends[at]!;
      this.entries[kept++] = this.entries[at]!;
    }
    this.count = kept;
  }

  /** The first hit that ends behind `offset`. */
  firstBehind(offset: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ends[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  word(start: number, end: number, hash: number, isFirst: boolean): void {
    const before = this.open;
    this.open = this.spare;
    if (isFirst) {
      this.spare = this.beforeName;
      this.beforeName = before;
    } else this.spare = before;
    this.advance(before, this.open, start, end, hash);
  }

  name(start: number, end: number, hash: number): void {
    const { open, spare } = this;
    this.advance(this.beforeName, spare, start, end, hash);
    if (spare.count === 0) return;
    for (let i = 0; i < open.count; i++) spare.add(open.keys[i]!, open.starts[i]!);
    this.open = spare;
    this.spare = open;
  }

  /** Continues the ways before a word with it, and begins a new way at it. */
  private advance(before: Ways, after: Ways, start: number, end: number, hash: number): void {
    after.count = 0;
    after.end = end;
    if (before.count > 0 && this.isJoined(before.end, start)) {
      for (let i = 0; i < before.count; i++) this.step(before.keys[i]!, before.starts[i]!, end, hash, after);
    }
    this.step(startKey, start, end, hash, after);
  }

  private step(from: number, start: number, end: number, hash: number, after: Ways): void {
    const { table } = this;
    const key = stepKey(from, hash);
    const step = findStep(table, key);
    if (step < 0) return;
    const entry = table.entries[step]!;
    if (entry !== noEntry) this.add(start, end, entry);
    if (table.goesOn[step] === 1) after.add(key, start);
  }

  private isJoined(end: number, start: number): boolean {
    if (start - end > maxGapLength) return false;
    for (let at = end; at < start; at++) {
      const code = this.text.charCodeAt(at);
      if (code < 128 && endsPhrase[code] === 1) return false;
    }
    return true;
  }

  private add(start: number, end: number, entry: number): void {
    const bits = this.table.packed[entry]!;
    if ((bits & group.capitals) !== 0 && !hasCapitals(this.text, start, end)) return;
    const last = this.count - 1;
    if (last >= 0 && this.ends[last] === end && this.starts[last]! <= start && (bits & speaksOfAi) === 0) return;
    while (this.count > 0 && this.starts[this.count - 1]! >= start && !this.isKept(this.count - 1)) this.count--;
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.entries[this.count] = entry;
    this.count++;
  }

  /** Whether a hit is kept within a longer one, too. */
  private isKept(at: number): boolean {
    return (this.table.packed[this.entries[at]!]! & speaksOfAi) !== 0;
  }

  private grow(): void {
    const larger = (list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(list.length * 2);
      copy.set(list);
      return copy;
    };
    this.starts = larger(this.starts);
    this.ends = larger(this.ends);
    this.entries = larger(this.entries);
  }
}

const speaksOfAi = group.sure | group.strong;

/** Whether a stretch has at least two capitals: `MoE`, not `Moe`. */
function hasCapitals(text: string, start: number, end: number): boolean {
  let count = 0;
  for (let at = start; at < end && count < 2; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x41 && code <= 0x5a) count++;
  }
  return count >= 2;
}
