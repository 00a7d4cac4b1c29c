import type { Span } from '../../text/span';
import { bandOf, distanceBands, beside, far, clue, first, denseFeatures, regionKinds, shapes } from './denseFeatures';
import { clueRadius, longLength } from './sense';
import type { Mention } from './sense';
import { hasFields, isPhrase, isSilent, rolesIn, weightIn, group } from './senseTable';
import type { SenseForm, SenseTable } from './senseTable';
import type { SenseText } from './senseText';
import { shapeOf } from './shape';
import { Votes } from './votes';
import { log, aggregate, FeatureCounts } from './featureCounts';

/** A word that counts for a mention. */
export interface FoundWord extends Span {
  readonly entry: number;
  readonly band: number;
  readonly isInHead: boolean;
  /** Bits by `wordKinds`. */
  readonly role: number;
}

/**
 * The words of a head, their counts while none of them stands nearer to the term, and those on the lists of each form.
 */
interface CountedHead {
  readonly words: SenseText;
  readonly counts: FeatureCounts;
  readonly listed: Map<SenseForm, Int32Array>;
}

/** Places in `wordKinds`. */
const [ours, others, ourPhrase, otherPhrase] = [5, 6, 7, 8];

/** Counts the clues for one mention after the other. `dense` has the order of `denseFeatures`. */
export class FeatureVector {
  readonly dense = new Float64Array(denseFeatures.length);
  /** The other sense that the most words speak for, or -1. */
  sense = -1;
  private readonly votes: Votes;
  private readonly counts: FeatureCounts;
  private readonly senseCounts: number[] = [];
  /** The turn in which each entry was last met, times 2, plus 1 if the entry stands in the head. */
  private readonly seen: Int32Array;
  private turn = 0;
  /**
   * Words that were found around the term: the place in the text, times `distanceBands.length`, plus the band. Each
   * entry is there once, where it stands nearest.
   */
  private found = new Int32Array(1 << 10);
  private count = 0;
  private text: SenseText | undefined;
  private own = -1;
  /** The head of the text. All decisions on a text share it, so it is counted once. */
  private head: CountedHead | undefined;

  constructor(private readonly table: SenseTable) {
    this.votes = new Votes(table);
    this.counts = new FeatureCounts(table);
    this.seen = new Int32Array(table.packed.length);
  }

  /** All that was found for the last mention. */
  get words(): FoundWord[] {
    const { text, head, own } = this;
    if (!text || !head) return [];
    const words: FoundWord[] = [];
    for (let i = 0; i < this.count; i++) {
      const found = this.found[i]!;
      words.push(this.wordAt(text, Math.floor(found / distanceBands.length), found % distanceBands.length, false));
    }
    const { words: inHead } = head;
    for (let at = 0; at < inHead.count; at++) {
      const entry = inHead.entries[at]!;
      const isNothing = this.sideOf(entry) === 0 && isSilent(this.table.packed[entry]!);
      if (!this.isSeen(entry) && entry !== own && !isNothing) words.push(this.wordAt(inHead, at, far, true));
    }
    return words;
  }

  private wordAt({ entries, starts, ends }: SenseText, at: number, band: number, isInHead: boolean): FoundWord {
    const entry = entries[at]!;
    const packed = this.table.packed[entry]!;
    const side = this.sideOf(entry);
    const role = rolesIn(packed) | (side === 0 ? 0 : 1 << roleOf(packed, side));
    return { entry, band, start: starts[at]!, end: ends[at]!, isInHead, role };
  }

  /** The sum of the weights that the words have by themselves. */
  get wordSum(): number {
    return this.counts.weight / 1000;
  }

  /** The weight of a word by itself. */
  weightOf(entry: number, band: number): number {
    return weightIn(this.table, this.table.packed[entry]!, band) / 1000;
  }

  hasFields(entry: number): boolean {
    return hasFields(this.table.packed[entry]!);
  }

  /** Returns what an entry speaks for, with the form of the last mention: see `Votes`. */
  sideOf(entry: number): number {
    return this.votes.of[entry]!;
  }

  gather(text: SenseText, head: SenseText, fileKind: number, mention: Mention, form: SenseForm): void {
    this.begin(text, this.countHead(head), form);
    const { dense } = this;
    const { start, end, kind } = mention;
    dense[clue.always] = 1;
    dense[first.kind + regionKinds.indexOf(kind)] = 1;
    dense[first.file + fileKind] = 1;
    if (form.everyday) dense[clue.everyday] = 1;
    if (mention.form.key.includes(' ')) dense[clue.phrase] = 1;
    if (form.exact) dense[clue.capitals] = 1;
    if (form.everyday && kind === 'code') dense[clue.everydayCode] = 1;
    const shape = shapeOf(text.text, start, end, kind === 'code' || kind === 'string');
    for (const name of shape.names) dense[first.shape + shapes.indexOf(name as (typeof shapes)[number])] = 1;
    text.read(start - clueRadius, end + clueRadius);
    if (this.found.length < text.count) this.found = new Int32Array(2 * text.count);
    this.readAround(text, start, end);
    this.mendHead(form);
    if (shape.callee) this.readCallee(text, shape.callee.start, shape.callee.end);
    // A form that means little else is believed in any document.
    aggregate(this.counts, dense, form.everyday && head.text.length >= longLength);
    this.sumSenses();
  }

  private begin(text: SenseText, head: CountedHead, form: SenseForm): void {
    this.text = text;
    this.own = form.own;
    this.votes.take(form);
    this.counts.become(head.counts);
    this.dense.fill(0);
    this.count = 0;
    this.senseCounts.length = 0;
    this.sense = -1;
    this.turn++;
  }

  /** Counts the words of a head as if none of them stood nearer, and as if no form had lists. */
  private countHead(words: SenseText): CountedHead {
    if (this.head?.words === words) return this.head;
    const before = this.head?.words;
    for (let at = 0; before && at < before.count; at++) this.seen[before.entries[at]!] = 0;
    const counts = new FeatureCounts(this.table);
    for (let at = 0; at < words.count; at++) {
      const entry = words.entries[at]!;
      this.seen[entry] = 1;
      counts.add(this.table.packed[entry]!, far, 1);
    }
    return (this.head = { words, counts, listed: new Map() });
  }

  private isSeen(entry: number): boolean {
    return this.seen[entry]! >> 1 === this.turn;
  }

  /** Reads outwards, so that each entry is met first where it is nearest. */
  private readAround(text: SenseText, start: number, end: number): void {
    const { starts, ends, entries } = text;
    let right = text.firstBehind(start);
    let left = right - 1;
    const from = start - clueRadius;
    const to = end + clueRadius;
    // Entries that share words with the term stand at its beginning, or contain it.
    while (right < text.count && starts[right]! < end) {
      if (starts[right]! < start || ends[right]! > end) this.add(entries[right]!, right, beside);
      right++;
    }
    for (;;) {
      const leftGap = left >= 0 && starts[left]! >= from ? Math.max(0, start - ends[left]!) : none;
      const rightGap = right < text.count && ends[right]! <= to ? Math.max(0, starts[right]! - end) : none;
      if (leftGap === none && rightGap === none) return;
      const isLeft = leftGap <= rightGap;
      const at = isLeft ? left-- : right++;
      const gap = isLeft ? leftGap : rightGap;
      const isJoined = gap <= 3 && (isLeft ? joins(text.text, ends[at]!, start) : joins(text.text, end, starts[at]!));
      this.add(entries[at]!, at, bandOf(gap, isJoined));
    }
  }

  /** Counts an entry, unless it was met before. @param at its place among the words of the text */
  private add(entry: number, at: number, band: number): void {
    const before = this.seen[entry]!;
    if (before >> 1 === this.turn) return;
    const isInHead = before & 1;
    this.seen[entry] = this.turn * 2 + isInHead;
    const packed = this.table.packed[entry]!;
    if (isInHead === 1) this.counts.add(packed, far, -1);
    const side = this.votes.of[entry]!;
    // Most words of lists say something only about other forms.
    if (entry === this.own || (side === 0 && isSilent(packed))) return;
    this.found[this.count++] = at * distanceBands.length + band;
    this.counts.add(packed, band, 1);
    if (side !== 0) this.addSide(packed, side, band);
  }

  /** Adds what the form's lists say about words that stand only in the head. The form itself does not count. */
  private mendHead(form: SenseForm): void {
    const { own, seen } = this;
    if (own >= 0 && (seen[own]! & 1) === 1 && !this.isSeen(own)) this.counts.add(this.table.packed[own]!, far, -1);
    const { words, listed } = this.head!;
    let entries = listed.get(form);
    if (!entries) {
      entries = words.entries.slice(0, words.count).filter((entry) => this.votes.of[entry] !== 0 && entry !== own);
      listed.set(form, entries);
    }
    for (const entry of entries) {
      if (!this.isSeen(entry)) this.addSide(this.table.packed[entry]!, this.votes.of[entry]!, far);
    }
  }

  private addSide(packed: number, side: number, band: number): void {
    this.counts.addKind(roleOf(packed, side), band);
    if (side > 0) this.addSense(side, band);
  }

  private addSense(side: number, band: number): void {
    this.senseCounts[side - 1] = (this.senseCounts[side - 1] ?? 0) + (band === beside ? 3 : 1);
  }

  /** Finds the other sense that the most words speak for; the first one if several have as many. */
  private sumSenses(): void {
    const { senseCounts } = this;
    senseCounts.forEach((count, sense) => {
      if (this.sense < 0 || count > senseCounts[this.sense]!) this.sense = sense;
    });
    if (this.sense >= 0) this.dense[clue.senseTop] = log(senseCounts[this.sense]!);
  }

  private readCallee(text: SenseText, start: number, end: number): void {
    this.dense[clue.calleeAny] = 1;
    for (let at = text.firstBehind(start); at < text.count && text.starts[at]! < end; at++) {
      const entry = text.entries[at]!;
      if (this.table.packed[entry]! & (group.sure | group.strong | group.call)) this.dense[clue.calleeAi] = 1;
      if (this.hasFields(entry)) this.dense[clue.calleeField] = 1;
    }
  }
}

/** Value of the gap where there is no further word. */
const none = 1 << 30;

/** The place in `wordKinds` of a word on a list of the form. */
function roleOf(packed: number, side: number): number {
  if (side < 0) return isPhrase(packed) ? ourPhrase : ours;
  return isPhrase(packed) ? otherPhrase : others;
}

/** Whether no character between two places separates words. */
function joins(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if ('\n\r,;()[]{}.!?|'.includes(text.charAt(at)) && !(text.charAt(at) === '.' && to - from === 1)) return false;
  }
  return true;
}
