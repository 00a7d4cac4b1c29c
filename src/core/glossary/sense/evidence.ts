import { around, bandOf, bands, beside, far, near } from './bands';
import { denseClue, denseClues, fields, fileKinds, regionKinds, shapes, wordKinds } from './denseClues';
import { clueReach, longLength } from './reach';
import type { Mention } from './sense';
import { group } from './senseTable';
import type { SenseTable } from './senseTable';
import type { SenseText } from './senseText';
import { shapeOf } from './shape';
import { Sides } from './sides';
import type { FormClues } from './sides';

/** A word that counts for a mention. */
export interface FoundWord {
  readonly entry: number;
  readonly band: number;
  readonly start: number;
  readonly end: number;
  readonly isInHead: boolean;
  /** Bits by `wordKinds`. */
  readonly role: number;
}

const first = {
  kind: denseClue(`kind ${regionKinds[0]}`),
  file: denseClue(`file ${fileKinds[0]}`),
  shape: denseClue(`shape ${shapes[0]}`),
  words: denseClue(`any ${wordKinds[0]} ${bands[0]}`),
  fields: denseClue(`field top ${bands[0]}`),
  field: denseClue(`field ${fields[0]}`),
};
const clue = {
  always: denseClue('always'),
  everyday: denseClue('form everyday'),
  phrase: denseClue('form phrase'),
  capitals: denseClue('form capitals'),
  everydayCode: denseClue('form everyday code'),
  senseTop: denseClue('sense top'),
  calleeAi: denseClue('callee ai'),
  calleeField: denseClue('callee field'),
  calleeAny: denseClue('callee any'),
  noAi: denseClue('no ai'),
  noAiAtAll: denseClue('no ai at all'),
  lessField: denseClue('ai less field'),
  longWithoutAi: denseClue('long without ai'),
};
const kindNumber = { prose: 0, comment: 1, string: 2, code: 3 } as const;
/** Places in `wordKinds`. */
const [sure, strong, call, ours, others, ourPhrase, otherPhrase] = [0, 1, 3, 4, 5, 6, 7];
const kindsOfWords = wordKinds.length;

/** What is counted for one mention after the other: the numbers of `dense` are those of `denseClues`. */
export class Evidence {
  readonly dense = new Float64Array(denseClues.length);
  /** The other sense that most words speak for, or -1. */
  sense = -1;
  /** What all words weigh by themselves, in thousandths. */
  private weighed = 0;
  /** What was found: its place in the text or the head, times `bands.length`, and its band. Each entry is there once, where it stands nearest. */
  private readonly found: number[] = [];
  private count = 0;
  /** Those from here on stand in the head of the file. */
  private headFrom = 0;
  private text: SenseText | undefined;
  private head: SenseText | undefined;
  /** By entry: the turn in which it was met last. */
  private readonly seen: Int32Array;
  private turn = 0;
  private readonly counts = new Int32Array(kindsOfWords * bands.length);
  /** By band and field. */
  private readonly fieldCounts: Int32Array;
  private readonly senseCounts: number[] = [];

  /** For each entry, its place in `fieldLists` and in `weights`; 0: none. */
  private readonly fieldsAt: Uint16Array;
  private readonly weightsAt: Uint16Array;
  private readonly fieldLists: number[][] = [[]];
  /** One a band, in thousandths. */
  private readonly weights: Int16Array;
  private readonly sides: Sides;

  constructor(private readonly table: SenseTable) {
    const size = table.groups.length;
    this.seen = new Int32Array(size);
    this.sides = new Sides(table);
    this.fieldsAt = new Uint16Array(size);
    table.fields.forEach((entries, field) => {
      for (const entry of entries) {
        this.fieldsAt[entry] ||= this.fieldLists.push([]) - 1;
        this.fieldLists[this.fieldsAt[entry]]!.push(field);
      }
    });
    this.fieldCounts = new Int32Array(bands.length * table.fieldNames.length);
    this.weightsAt = new Uint16Array(size);
    for (let i = 0; i < table.weightedWords.length; i++) this.weightsAt[table.weightedWords[i]!] = i + 1;
    this.weights = new Int16Array(bands.length + table.wordWeights.length);
    this.weights.set(table.wordWeights, bands.length);
  }

  get words(): FoundWord[] {
    return Array.from({ length: this.count }, (_, i) => {
      const isInHead = i >= this.headFrom;
      const { entries, starts, ends } = (isInHead ? this.head : this.text)!;
      const [at, band] = [Math.floor(this.found[i]! / bands.length), this.found[i]! % bands.length];
      const entry = entries[at]!;
      return { entry, band, start: starts[at]!, end: ends[at]!, isInHead, role: this.roleOf(entry) };
    });
  }

  /** What all words weigh by themselves. */
  get wordSum(): number {
    return this.weighed / 1000;
  }

  /** What a word weighs by itself. */
  weightOf(entry: number, band: number): number {
    return this.thousandths(entry, band) / 1000;
  }

  private thousandths(entry: number, band: number): number {
    return this.weights[this.weightsAt[entry]! * bands.length + band]!;
  }

  /** The fields of an entry. */
  fieldsOf(entry: number): readonly number[] {
    return this.fieldLists[this.fieldsAt[entry]!]!;
  }

  /** What an entry speaks for with the form that was asked about last: see `Sides`. */
  sideOf(entry: number): number {
    return this.sides.of[entry]!;
  }

  gather(text: SenseText, head: SenseText, fileKind: number, mention: Mention, form: FormClues): void {
    this.reset();
    this.sides.take(form);
    this.text = text;
    this.head = head;
    const { dense } = this;
    const { start, end, kind } = mention;
    dense[clue.always] = 1;
    dense[first.kind + kindNumber[kind]] = 1;
    dense[first.file + fileKind] = 1;
    if (form.form.everyday) dense[clue.everyday] = 1;
    if (mention.form.key.includes(' ')) dense[clue.phrase] = 1;
    if (form.form.exact) dense[clue.capitals] = 1;
    if (form.form.everyday && kind === 'code') dense[clue.everydayCode] = 1;
    const shape = shapeOf(text.text, start, end, kind === 'code' || kind === 'string');
    for (const name of shape.names) dense[first.shape + shapes.indexOf(name as (typeof shapes)[number])] = 1;
    text.read(start - clueReach, end + clueReach);
    const { own } = form.form;
    this.readAround(text, start, end, own);
    this.headFrom = this.count;
    for (let at = 0; at < head.count; at++) this.add(head.entries[at]!, at, far, own);
    if (shape.callee) this.readCallee(text, shape.callee.start, shape.callee.end);
    // A form that means little else is believed in any document.
    this.sum(form.form.everyday && head.text.length >= longLength);
  }

  private reset(): void {
    this.dense.fill(0);
    this.count = 0;
    this.counts.fill(0);
    this.fieldCounts.fill(0);
    this.senseCounts.length = 0;
    this.sense = -1;
    this.weighed = 0;
    this.turn++;
  }

  /** Outwards, so that each entry is met first where it is nearest. */
  private readAround(text: SenseText, start: number, end: number, own: number): void {
    const { starts, ends, entries } = text;
    let right = text.firstBehind(start);
    let left = right - 1;
    const from = start - clueReach;
    const to = end + clueReach;
    // Those that share words with the term stand at its beginning, or hold it.
    while (right < text.count && starts[right]! < end) {
      if (starts[right]! < start || ends[right]! > end) this.add(entries[right]!, right, beside, own);
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
      this.add(entries[at]!, at, bandOf(gap, isJoined), own);
    }
  }

  /** @param at where it stands in the text or in its head. */
  private add(entry: number, at: number, band: number, own: number): void {
    if (this.seen[entry] === this.turn) return;
    this.seen[entry] = this.turn;
    const side = this.sides.of[entry]!;
    const role = this.table.groups[entry]! & plainRoles;
    const fieldsAt = this.fieldsAt[entry]!;
    const weight = this.thousandths(entry, band);
    // Most words tell something about other forms alone.
    if (entry === own || (side === 0 && (role | fieldsAt | this.weightsAt[entry]!) === 0)) return;
    this.found[this.count++] = at * bands.length + band;
    this.weighed += weight;
    if (role !== 0 || side !== 0) this.addRoles(this.roleOf(entry), band);
    if (fieldsAt !== 0) this.addFields(fieldsAt, band);
    if (side > 0) this.senseCounts[side - 1] = (this.senseCounts[side - 1] ?? 0) + (band === beside ? 3 : 1);
  }

  private addRoles(roles: number, band: number): void {
    for (let rest = roles; rest !== 0; rest &= rest - 1)
      this.counts[(31 - Math.clz32(rest & -rest)) * bands.length + band]!++;
  }

  private addFields(fieldsAt: number, band: number): void {
    const from = band * this.table.fieldNames.length;
    for (const field of this.fieldLists[fieldsAt]!) this.fieldCounts[from + field]!++;
  }

  private roleOf(entry: number): number {
    const bits = this.table.groups[entry]!;
    const role = bits & plainRoles;
    const side = this.sideOf(entry);
    if (side === 0) return role;
    const isPhrase = (bits & group.phrase) !== 0;
    return role | (1 << (side < 0 ? (isPhrase ? ourPhrase : ours) : isPhrase ? otherPhrase : others));
  }

  private readCallee(text: SenseText, start: number, end: number): void {
    this.dense[clue.calleeAny] = 1;
    for (let at = text.firstBehind(start); at < text.count && text.starts[at]! < end; at++) {
      const entry = text.entries[at]!;
      if (this.table.groups[entry]! & (group.sure | group.strong | group.call)) this.dense[clue.calleeAi] = 1;
      if (this.fieldsAt[entry] !== 0) this.dense[clue.calleeField] = 1;
    }
  }

  private sum(isDoubted: boolean): void {
    const { dense, counts, fieldCounts } = this;
    for (let i = 0; i < counts.length; i++) {
      if (counts[i] === 0) continue;
      dense[first.words + 2 * i] = 1;
      dense[first.words + 2 * i + 1] = log(counts[i]!);
    }
    const size = this.table.fieldNames.length;
    let fieldSum = 0;
    for (let band = 0; band < bands.length; band++) {
      let top = 0;
      let all = 0;
      for (let field = 0; field < size; field++) {
        const count = fieldCounts[band * size + field]!;
        // The sum over all bands first, its logarithm below.
        dense[first.field + field]! += count;
        all += count;
        if (count > top) top = count;
      }
      dense[first.fields + 2 * band] = log(top);
      dense[first.fields + 2 * band + 1] = log(all);
      fieldSum += all;
    }
    for (let field = first.field; field < first.field + size; field++) dense[field] = log(dense[field]!);
    const ai = this.inAll(sure) + this.inAll(strong) + this.inAll(call);
    const aiFar = this.inBand(sure, far) + this.inBand(strong, far) + this.inBand(call, far);
    const own = this.inAll(ours) + this.inAll(ourPhrase);
    if (ai - aiFar + own === 0) dense[clue.noAi] = 1;
    if (ai + own === 0) dense[clue.noAiAtAll] = 1;
    if (isDoubted && ai === 0) dense[clue.longWithoutAi] = 1;
    dense[clue.lessField] = log(ai + own) - log(fieldSum);
    this.senseCounts.forEach((count, sense) => {
      if (this.sense < 0 || count > this.senseCounts[this.sense]!) this.sense = sense;
    });
    if (this.sense >= 0) dense[clue.senseTop] = log(this.senseCounts[this.sense]!);
  }

  private inBand(kind: number, band: number): number {
    return this.counts[kind * bands.length + band]!;
  }

  private inAll(kind: number): number {
    return this.inBand(kind, beside) + this.inBand(kind, near) + this.inBand(kind, around) + this.inBand(kind, far);
  }
}

/** No such gap. */
const none = 1 << 30;
/** The first four roles are bits of the table. */
const plainRoles = 15;
const log = (count: number): number => Math.log2(1 + count);

/** Of characters that part words. */
function joins(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if ('\n\r,;()[]{}.!?|'.includes(text.charAt(at)) && !(text.charAt(at) === '.' && to - from === 1)) return false;
  }
  return true;
}
