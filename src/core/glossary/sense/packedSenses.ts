import type { SenseTable } from './senseTable';

/** The table as the build writes it: long lists of numbers as text, which is read many times as fast as JSON's. */
export interface PackedSenses extends Omit<
  SenseTable,
  'keys' | 'entries' | 'goesOn' | 'groups' | 'lists' | 'weightedWords' | 'wordWeights'
> {
  readonly keys: string;
  readonly entries: string;
  readonly goesOn: string;
  readonly groups: string;
  readonly weightedWords: string;
  readonly wordWeights: string;
  readonly lists: readonly {
    readonly ours: string;
    readonly others: readonly { readonly sense: string; readonly entries: string }[];
  }[];
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const values = new Uint8Array(128);
for (let value = 0; value < 64; value++) values[digits.charCodeAt(value)] = value;

/** Three bytes as four digits; one or two that are left over as two or three. */
function packBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const three = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const last = Math.max(0, 18 - 6 * (bytes.length - at));
    for (let shift = 18; shift >= last; shift -= 6) text += digits[(three >> shift) & 63]!;
  }
  return text;
}

function unpackBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array((text.length * 3) >> 2);
  let three = 0;
  for (let at = 0, to = 0; at < text.length; at++) {
    three = (three << 6) | values[text.charCodeAt(at)]!;
    const inGroup = at & 3;
    if (inGroup !== 0) bytes[to++] = three >> (6 - 2 * inGroup);
  }
  return bytes;
}

const bytesOf = ({ buffer }: { readonly buffer: ArrayBuffer }): Uint8Array => new Uint8Array(buffer);

// Lists are read where they lie: every machine that runs an editor has the lowest byte first.
const packWide = (numbers: ArrayLike<number>): string => packBytes(bytesOf(Int32Array.from(numbers)));
const unpackWide = (text: string): Int32Array => new Int32Array(unpackBytes(text).buffer);
/** Numbers of entries: 0 for none, else one more than the number. */
const packEntries = (numbers: ArrayLike<number>): string =>
  packBytes(bytesOf(Uint16Array.from(numbers, (number) => number + 1)));
function unpackEntries(text: string): Int32Array {
  const packed = new Uint16Array(unpackBytes(text).buffer);
  const numbers = new Int32Array(packed.length);
  for (let i = 0; i < packed.length; i++) numbers[i] = packed[i]! - 1;
  return numbers;
}
const packSmall = (numbers: ArrayLike<number>): string => packBytes(Uint8Array.from(numbers));
/** Weights have three decimals. */
const packWeights = (numbers: ArrayLike<number>): string =>
  packBytes(bytesOf(Int16Array.from(numbers, (number) => Math.round(number * 1000))));
function unpackWeights(text: string): Float64Array {
  const packed = new Int16Array(unpackBytes(text).buffer);
  const numbers = new Float64Array(packed.length);
  for (let i = 0; i < packed.length; i++) numbers[i] = packed[i]! / 1000;
  return numbers;
}

export const packSenses = (table: SenseTable): PackedSenses => ({
  ...table,
  keys: packWide(table.keys),
  entries: packEntries(table.entries),
  goesOn: packSmall(table.goesOn),
  groups: packSmall(table.groups),
  weightedWords: packEntries(table.weightedWords),
  wordWeights: packWeights(table.wordWeights),
  lists: table.lists.map(({ ours, others }) => ({
    ours: packEntries(ours),
    others: others.map(({ sense, entries }) => ({ sense, entries: packEntries(entries) })),
  })),
});

/** The lists of forms that nobody asks about stay as they are until then. */
export const unpackSenses = (packed: PackedSenses): SenseTable => ({
  ...packed,
  keys: unpackWide(packed.keys),
  entries: unpackEntries(packed.entries),
  goesOn: unpackBytes(packed.goesOn),
  groups: unpackBytes(packed.groups),
  weightedWords: unpackEntries(packed.weightedWords),
  wordWeights: unpackWeights(packed.wordWeights),
  lists: packed.lists.map(({ ours, others }) => ({
    get ours() {
      return unpackEntries(ours);
    },
    others: others.map(({ sense, entries }) => ({
      sense,
      get entries() {
        return unpackEntries(entries);
      },
    })),
  })),
});
