import { startKey, stepKey } from './senseTable';
import type { Steps } from './senseTable';
import { WordScanner } from './wordScanner';
import type { OnWord } from './wordScanner';

/** Between two words of one entry: `chat.completions`, `top_p`, `weights & biases`; nothing that ends a clause or a line. */
const longestGap = 4;
const endsPhrase = new Uint8Array(128);
for (const mark of '\n\r,;()[]{}<>=?!|"') endsPhrase[mark.charCodeAt(0)] = 1;

/** A way through the entries that has not ended. */
interface Open {
  /** Of its last step. */
  readonly key: number;
  readonly start: number;
  readonly end: number;
}

const mostHits = 1 << 8;

/**
 * The words of a text that are in the vocabulary, by their ends. Of those within another none is kept but what speaks of AI by
 * itself: `LLM` in `LLM prompt`. They are looked up once, when they are asked for first.
 */
export class SenseText implements OnWord {
  count = 0;
  starts = new Int32Array(mostHits);
  ends = new Int32Array(mostHits);
  entries = new Int32Array(mostHits);
  private open: Open[] = [];
  /** What was open where the name began that is being read. */
  private beforeName: Open[] = [];
  private readonly scanner: WordScanner;

  constructor(
    readonly text: string,
    private readonly steps: Steps,
    private readonly wantsCapitals: (entry: number) => boolean,
    private readonly speaksOfAi: (entry: number) => boolean,
  ) {
    this.scanner = new WordScanner(text, this);
  }

  readTo(offset: number): void {
    this.scanner.readTo(offset);
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
    if (isFirst) this.beforeName = this.open;
    this.open = this.advance(this.open, start, end, hash);
  }

  name(start: number, end: number, hash: number): void {
    const more = this.advance(this.beforeName, start, end, hash);
    if (more.length > 0) this.open = [...more, ...this.open];
  }

  /** The longest ways first. */
  private advance(before: readonly Open[], start: number, end: number, hash: number): Open[] {
    let after: Open[] | undefined;
    for (let i = 0; i <= before.length; i++) {
      const way = before[i];
      if (way && !this.isJoined(way.end, start)) continue;
      const key = stepKey(way ? way.key : startKey, hash);
      const step = this.steps.find(key);
      if (step < 0) continue;
      const from = way?.start ?? start;
      const entry = this.steps.entryOf(step);
      if (entry >= 0) this.add(from, end, entry);
      if (this.steps.goesOn(step)) (after ??= []).push({ key, start: from, end });
    }
    return after ?? none;
  }

  private isJoined(end: number, start: number): boolean {
    if (start - end > longestGap) return false;
    for (let at = end; at < start; at++) {
      const code = this.text.charCodeAt(at);
      if (code < 128 && endsPhrase[code] === 1) return false;
    }
    return true;
  }

  private add(start: number, end: number, entry: number): void {
    if (this.wantsCapitals(entry) && !hasCapitals(this.text, start, end)) return;
    const last = this.count - 1;
    if (last >= 0 && this.ends[last] === end && this.starts[last]! <= start && !this.speaksOfAi(entry)) return;
    while (this.count > 0 && this.starts[this.count - 1]! >= start && !this.speaksOfAi(this.entries[this.count - 1]!))
      this.count--;
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.entries[this.count] = entry;
    this.count++;
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

const none: Open[] = [];

/** Two at least: `MoE`, not `Moe`. */
function hasCapitals(text: string, start: number, end: number): boolean {
  let count = 0;
  for (let at = start; at < end && count < 2; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x41 && code <= 0x5a) count++;
  }
  return count >= 2;
}
