import { distanceBands } from './distanceBands';
import { wordKinds } from './denseFeatures';
import { fieldsIn, hasFields, rolesIn, weightIn } from './packedEntry';
import type { SenseTable } from './senseTable';

/** What words have been counted: how many of each kind and field in each band, and what they weigh by themselves. */
export class FeatureCounts {
  /** By kind and band: of kind k in band b at `k * bands.length + b`. */
  readonly kinds = new Int32Array(wordKinds.length * distanceBands.length);
  /** By band and field: of field f in band b at `b * fieldCount + f`. */
  readonly fields: Int32Array;
  readonly fieldCount: number;
  /** In thousandths. */
  weight = 0;

  constructor(private readonly table: SenseTable) {
    this.fieldCount = table.fieldNames.length;
    this.fields = new Int32Array(distanceBands.length * this.fieldCount);
  }

  /** Begins anew with what another one has counted. */
  become({ kinds, fields, weight }: FeatureCounts): void {
    this.kinds.set(kinds);
    this.fields.set(fields);
    this.weight = weight;
  }

  /** Counts what an entry says by itself, or takes away what was counted. */
  add(said: number, band: number, count: 1 | -1): void {
    this.weight += count * weightIn(this.table, said, band);
    // Few words do more.
    if (rolesIn(said) !== 0 || hasFields(said)) this.addCounts(said, band, count);
  }

  private addCounts(said: number, band: number, count: 1 | -1): void {
    for (let rest = rolesIn(said); rest !== 0; rest &= rest - 1) {
      this.kinds[(31 - Math.clz32(rest & -rest)) * distanceBands.length + band]! += count;
    }
    for (const field of fieldsIn(this.table, said)) this.fields[band * this.fieldCount + field]! += count;
  }

  addKind(kind: number, band: number): void {
    this.kinds[kind * distanceBands.length + band]!++;
  }

  ofKind(kind: number, band: number): number {
    return this.kinds[kind * distanceBands.length + band]!;
  }
}
