import { around, bandOf, bands, beside, far, near } from './bands';
import { denseClue, denseClues, fields, fileKinds, regionKinds, shapes, wordKinds } from './denseClues';
import { clueReach, longLength } from './reach';
import type { Mention } from './sense';
import { group } from './senseTable';
import type { SenseForm, SenseTable } from './senseTable';
import type { SenseText } from './senseText';
import { shapeOf } from './shape';

/** A word that counts for a mention. */
export interface FoundWord {
  readonly entry: number;
  readonly band: number;
  readonly start: number;
  readonly end: number;
  readonly isInHead: boolean;
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
  /** How many words were found. Each entry is there once, where it stands nearest. */
  count = 0;
  /** For each of them, bits by `wordKinds`. */
  readonly roles: Int32Array;
  private readonly entries: Int32Array;
  private readonly inBands: Uint8Array;
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  /** Those from here on stand in the head of the file. */
  private headFrom = 0;
  /** The other sense that most words speak for, or -1. */
  sense = -1;
  private readonly seen: Int32Array;
  private turn = 0;
  private readonly counts = new Int32Array(kindsOfWords * bands.length);
  private readonly fieldCounts: Int32Array[];
  private readonly senseCounts: number[] = [];

  /** 1 for entries that say nothing but what the lists of a form say of them. */
  private readonly isSilent: Uint8Array;
  /** For each entry, its place in `fieldLists` and in `weights`; 0: none. */
  private readonly fieldsAt: Uint16Array;
  private readonly weightsAt: Uint16Array;
  private readonly fieldLists: number[][] = [[]];
  private readonly weights: Float64Array;

  constructor(private readonly table: SenseTable) {
    const size = table.groups.length;
    this.seen = new Int32Array(size);
    this.roles = new Int32Array(size);
    this.entries = new Int32Array(size);
    this.inBands = new Uint8Array(size);
    this.starts = new Int32Array(size);
    this.ends = new Int32Array(size);
    this.fieldsAt = new Uint16Array(size);
    table.fields.forEach((entries, field) => {
      for (const entry of entries) {
        this.fieldsAt[entry] ||= this.fieldLists.push([]) - 1;
        this.fieldLists[this.fieldsAt[entry]]!.push(field);
      }
    });
    this.weightsAt = new Uint16Array(size);
    for (let i = 0; i < table.weightedWords.length; i++) this.weightsAt[table.weightedWords[i]!] = i + 1;
    this.weights = new Float64Array(bands.length + table.wordWeights.length);
    this.weights.set(table.wordWeights, bands.length);
    this.isSilent = new Uint8Array(size);
    for (let i = 0; i < size; i++) {
      if ((table.groups[i]! & plainRoles) === 0 && this.fieldsAt[i] === 0 && this.weightsAt[i] === 0)
        this.isSilent[i] = 1;
    }
    this.fieldCounts = bands.map(() => new Int32Array(table.fieldNames.length));
  }

  get words(): FoundWord[] {
    return Array.from({ length: this.count }, (_, i) => ({
      ...{ entry: this.entries[i]!, band: this.inBands[i]!, start: this.starts[i]!, end: this.ends[i]! },
      isInHead: i >= this.headFrom,
    }));
  }

  /** What all words weigh by themselves. */
  wordSum(): number {
    let sum = 0;
    for (let i = 0; i < this.count; i++) {
      sum += this.weightOf(this.entries[i]!, this.inBands[i]!);
    }
    return sum;
  }

  /** What a word weighs by itself. */
  weightOf(entry: number, band: number): number {
    return this.weights[this.weightsAt[entry]! * bands.length + band]!;
  }

  /** The fields of an entry. */
  fieldsOf(entry: number): readonly number[] {
    return this.fieldLists[this.fieldsAt[entry]!]!;
  }

  gather(text: SenseText, head: SenseText | undefined, fileKind: number, mention: Mention, form: FormClues): void {
    this.reset();
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
    this.readAround(text, start, end, form);
    this.headFrom = this.count;
    if (head) this.readHead(head, form);
    if (shape.callee) this.readCallee(text, shape.callee.start, shape.callee.end);
    // A form that means little else is believed in any document.
    this.sum(form.form.everyday && (head?.text.length ?? 0) >= longLength);
  }

  private reset(): void {
    this.dense.fill(0);
    this.count = 0;
    this.counts.fill(0);
    for (const counts of this.fieldCounts) counts.fill(0);
    this.senseCounts.length = 0;
    this.sense = -1;
    this.turn++;
  }

  /** Outwards, so that each entry is met first where it is nearest. */
  private readAround(text: SenseText, start: number, end: number, form: FormClues): void {
    text.readTo(end + clueReach + 200);
    const { starts, ends, entries } = text;
    let right = text.firstBehind(start);
    let left = right - 1;
    const from = start - clueReach;
    const to = end + clueReach;
    // Those that share words with the term stand at its beginning, or hold it.
    while (right < text.count && starts[right]! < end) {
      if (starts[right]! < start || ends[right]! > end) {
        this.add(entries[right]!, beside, starts[right]!, ends[right]!, form);
      }
      right++;
    }
    for (;;) {
      const leftGap = left >= 0 && starts[left]! >= from ? Math.max(0, start - ends[left]!) : Infinity;
      const rightGap = right < text.count && ends[right]! <= to ? Math.max(0, starts[right]! - end) : Infinity;
      if (leftGap === Infinity && rightGap === Infinity) return;
      const isLeft = leftGap <= rightGap;
      const at = isLeft ? left-- : right++;
      const gap = isLeft ? leftGap : rightGap;
      const isJoined = gap <= 3 && (isLeft ? joins(text.text, ends[at]!, start) : joins(text.text, end, starts[at]!));
      this.add(entries[at]!, bandOf(gap, isJoined), starts[at]!, ends[at]!, form);
    }
  }

  private readHead(head: SenseText, form: FormClues): void {
    for (let at = 0; at < head.count; at++) {
      this.add(head.entries[at]!, far, head.starts[at]!, head.ends[at]!, form);
    }
  }

  private add(entry: number, band: number, start: number, end: number, form: FormClues): void {
    if (this.seen[entry] === this.turn) return;
    this.seen[entry] = this.turn;
    const side = form.sides[entry]!;
    // Most words tell something about other forms alone.
    if ((side === 0 && this.isSilent[entry] === 1) || entry === form.form.own) return;
    const bits = this.table.groups[entry]!;
    let role = bits & plainRoles;
    if (side !== 0) role |= roleOf(side, (bits & group.phrase) !== 0);
    const at = this.count++;
    this.entries[at] = entry;
    this.inBands[at] = band;
    this.starts[at] = start;
    this.ends[at] = end;
    this.roles[at] = role;
    for (let rest = role; rest !== 0; rest &= rest - 1)
      this.counts[(31 - Math.clz32(rest & -rest)) * bands.length + band]!++;
    const ofEntry = this.fieldsOf(entry);
    for (let i = 0; i < ofEntry.length; i++) this.fieldCounts[band]![ofEntry[i]!]!++;
    if (side > 0) this.senseCounts[side - 1] = (this.senseCounts[side - 1] ?? 0) + (band === beside ? 3 : 1);
  }

  private readCallee(text: SenseText, start: number, end: number): void {
    this.dense[clue.calleeAny] = 1;
    for (let at = text.firstBehind(start); at < text.count && text.starts[at]! < end; at++) {
      const entry = text.entries[at]!;
      if (this.table.groups[entry]! & (group.sure | group.strong | group.call)) this.dense[clue.calleeAi] = 1;
      if (this.fieldsOf(entry).length > 0) this.dense[clue.calleeField] = 1;
    }
  }

  private sum(isDoubted: boolean): void {
    const { dense, counts } = this;
    for (let i = 0; i < counts.length; i++) {
      if (counts[i] === 0) continue;
      dense[first.words + 2 * i] = 1;
      dense[first.words + 2 * i + 1] = log(counts[i]!);
    }
    let fieldSum = 0;
    const [besides, nears, arounds, fars] = this.fieldCounts as [Int32Array, Int32Array, Int32Array, Int32Array];
    for (let field = 0; field < besides.length; field++) {
      const inAll = besides[field]! + nears[field]! + arounds[field]! + fars[field]!;
      if (inAll > 0) dense[first.field + field] = log(inAll);
    }
    this.fieldCounts.forEach((inBand, band) => {
      let top = 0;
      let all = 0;
      for (const count of inBand) {
        all += count;
        if (count > top) top = count;
      }
      dense[first.fields + 2 * band] = log(top);
      dense[first.fields + 2 * band + 1] = log(all);
      fieldSum += all;
    });
    const of = (kind: number, ...inBands: number[]): number =>
      inBands.reduce((sum, band) => sum + counts[kind * bands.length + band]!, 0);
    const close = of(sure, beside, near, around) + of(strong, beside, near, around) + of(call, beside, near, around);
    const all = close + of(sure, far) + of(strong, far) + of(call, far);
    const own = of(ours, beside, near, around, far) + of(ourPhrase, beside, near, around, far);
    if (close + own === 0) dense[clue.noAi] = 1;
    if (all + own === 0) dense[clue.noAiAtAll] = 1;
    if (isDoubted && all === 0) dense[clue.longWithoutAi] = 1;
    dense[clue.lessField] = log(all + own) - log(fieldSum);
    this.senseCounts.forEach((count, sense) => {
      if (this.sense < 0 || count > this.senseCounts[this.sense]!) this.sense = sense;
    });
    if (this.sense >= 0) dense[clue.senseTop] = log(this.senseCounts[this.sense]!);
  }
}

const roleOf = (side: number, isPhrase: boolean): number =>
  1 << (side < 0 ? (isPhrase ? ourPhrase : ours) : isPhrase ? otherPhrase : others);

/** The first four roles are bits of the table. */
const plainRoles = 15;
const log = (count: number): number => Math.log2(1 + count);

function joins(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if ('\n\r,;()[]{}.!?|'.includes(text.charAt(at)) && !(text.charAt(at) === '.' && to - from === 1)) return false;
  }
  return true;
}

/** A form with what its own words say: below 0 ours, above 0 one more than the number of another sense. */
export interface FormClues {
  readonly form: SenseForm;
  /** For each entry: 0 where it says nothing. */
  readonly sides: Int8Array;
  readonly senses: readonly string[];
}
