import { distanceBands, around, beside, far, near, wordKinds, clue, first } from './denseFeatures';
import { fieldsIn, hasFields, rolesIn, weightIn } from './senseTable';
import type { SenseTable } from './senseTable';

/** Counts words: how many of each kind and field in each band, and what they weigh by themselves. */
export class FeatureCounts {
  /** Counts by kind and band: of kind k in band b at `k * bands.length + b`. */
  readonly kinds = new Int32Array(wordKinds.length * distanceBands.length);
  /** Counts by band and field: of field f in band b at `b * fieldCount + f`. */
  readonly fields: Int32Array;
  readonly fieldCount: number;
  /** The weight of all words, in thousandths. */
  weight = 0;

  constructor(private readonly table: SenseTable) {
    this.fieldCount = table.fieldNames.length;
    this.fields = new Int32Array(distanceBands.length * this.fieldCount);
  }

  /** Begins anew with the counts of another object. */
  become({ kinds, fields, weight }: FeatureCounts): void {
    this.kinds.set(kinds);
    this.fields.set(fields);
    this.weight = weight;
  }

  /** Counts what an entry says by itself, or takes away what was counted. */
  add(packed: number, band: number, count: 1 | -1): void {
    this.weight += count * weightIn(this.table, packed, band);
    // Only few words have a role or a field.
    if (rolesIn(packed) !== 0 || hasFields(packed)) this.addCounts(packed, band, count);
  }

  private addCounts(packed: number, band: number, count: 1 | -1): void {
    for (let rest = rolesIn(packed); rest !== 0; rest &= rest - 1) {
      this.kinds[(31 - Math.clz32(rest & -rest)) * distanceBands.length + band]! += count;
    }
    for (const field of fieldsIn(this.table, packed)) this.fields[band * this.fieldCount + field]! += count;
  }

  addKind(kind: number, band: number): void {
    this.kinds[kind * distanceBands.length + band]!++;
  }

  ofKind(kind: number, band: number): number {
    return this.kinds[kind * distanceBands.length + band]!;
  }
}

/** Places in `wordKinds`. */
const [sure, strong, call, shared, ours, ourPhrase] = [0, 1, 3, 4, 5, 7];

const logs = Float64Array.from({ length: 256 }, (_, count) => Math.log2(1 + count));
/** Returns the logarithm of a count, so that each further word counts for less. */
export const log = (count: number): number => (count < logs.length ? logs[count]! : Math.log2(1 + count));

/**
 * Writes the counts of words into `dense`, which has none of them yet.
 * @param isDoubted whether the absence of words of AI speaks against the term, too
 */
export function aggregate(counts: FeatureCounts, dense: Float64Array, isDoubted: boolean): void {
  const { kinds } = counts;
  const close = (kind: number): number =>
    counts.ofKind(kind, beside) + counts.ofKind(kind, near) + counts.ofKind(kind, around);
  const inAll = (kind: number): number => close(kind) + counts.ofKind(kind, far);
  const isSure = inAll(sure) + inAll(call) > 0;
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] === 0) continue;
    // Words of two senses do not vouch for each other.
    if (!isSure && Math.floor(i / distanceBands.length) === shared) continue;
    dense[first.words + 2 * i] = 1;
    dense[first.words + 2 * i + 1] = log(kinds[i]!);
  }
  const fieldSum = sumFields(counts, dense);
  const ai = inAll(sure) + inAll(strong) + inAll(call);
  const own = inAll(ours) + inAll(ourPhrase);
  if (close(sure) + close(strong) + close(call) + own === 0) dense[clue.noAi] = 1;
  if (ai + own === 0) dense[clue.noAiAtAll] = 1;
  if (isDoubted && ai === 0) dense[clue.longWithoutAi] = 1;
  dense[clue.lessField] = log(ai + own) - log(fieldSum);
}

/** Writes the counts of fields into `dense`. @returns the number of words that have fields */
function sumFields({ fields, fieldCount }: FeatureCounts, dense: Float64Array): number {
  let sum = 0;
  for (let band = 0; band < distanceBands.length; band++) {
    let top = 0;
    let all = 0;
    for (let field = 0; field < fieldCount; field++) {
      const count = fields[band * fieldCount + field]!;
      // The sum holds the count of all bands at first. Its logarithm is taken below.
      dense[first.field + field]! += count;
      all += count;
      if (count > top) top = count;
    }
    dense[first.fields + 2 * band] = log(top);
    dense[first.fields + 2 * band + 1] = log(all);
    sum += all;
  }
  for (let at = first.field; at < first.field + fieldCount; at++) dense[at] = log(dense[at]!);
  return sum;
}
