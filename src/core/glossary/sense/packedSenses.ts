import type { SenseTable } from './senseTable';

/** The table as the build writes it: long lists of numbers as text, which is read ten times as fast as JSON's. */
export interface PackedSenses extends Omit<SenseTable, 'keys' | 'entries' | 'goesOn' | 'groups' | 'lists'> {
  readonly keys: string;
  readonly entries: string;
  readonly goesOn: string;
  readonly groups: string;
  readonly lists: readonly {
    readonly ours: string;
    readonly others: readonly { readonly sense: string; readonly entries: string }[];
  }[];
}

/** How many digits a number has. */
const widths = { key: 6, entry: 3, bits: 2 } as const;
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const values = new Uint8Array(128);
for (let value = 0; value < 64; value++) values[digits.charCodeAt(value)] = value;

function pack(numbers: ArrayLike<number>, width: number): string {
  let text = '';
  for (let i = 0; i < numbers.length; i++) {
    // Keys have a sign, entries may be -1.
    let rest = width === widths.key ? numbers[i]! >>> 0 : numbers[i]! + 1;
    for (let digit = 0; digit < width; digit++) {
      text += digits[rest % 64]!;
      rest = Math.floor(rest / 64);
    }
  }
  return text;
}

function unpack(text: string, width: number): Int32Array {
  const numbers = new Int32Array(text.length / width);
  const less = width === widths.key ? 0 : 1;
  for (let i = 0, at = 0; i < numbers.length; i++, at += width) {
    let number = 0;
    for (let digit = width - 1; digit >= 0; digit--) number = (number << 6) | values[text.charCodeAt(at + digit)]!;
    numbers[i] = number - less;
  }
  return numbers;
}

export const packSenses = (table: SenseTable): PackedSenses => ({
  ...table,
  keys: pack(table.keys, widths.key),
  entries: pack(table.entries, widths.entry),
  goesOn: pack(table.goesOn, widths.bits),
  groups: pack(table.groups, widths.bits),
  lists: table.lists.map(({ ours, others }) => ({
    ours: pack(ours, widths.entry),
    others: others.map(({ sense, entries }) => ({ sense, entries: pack(entries, widths.entry) })),
  })),
});

/** The lists of forms that nobody asks about stay as they are until then. */
export const unpackSenses = (packed: PackedSenses): SenseTable => ({
  ...packed,
  keys: unpack(packed.keys, widths.key),
  entries: unpack(packed.entries, widths.entry),
  goesOn: unpack(packed.goesOn, widths.bits),
  groups: unpack(packed.groups, widths.bits),
  lists: packed.lists.map(({ ours, others }) => ({
    get ours() {
      return unpack(ours, widths.entry);
    },
    others: others.map(({ sense, entries }) => ({
      sense,
      get entries() {
        return unpack(entries, widths.entry);
      },
    })),
  })),
});
