import type { SenseTable } from './senseTable';

/** The long lists of a table, the widest numbers first, so that each list is aligned to the width of its numbers. */
const arrays = {
  keys: Int32Array,
  buckets: Int32Array,
  packed: Int32Array,
  listEnds: Int32Array,
  entries: Uint16Array,
  listEntries: Uint16Array,
  wordWeights: Int16Array,
  goesOn: Uint8Array,
} as const;

type ArrayName = keyof typeof arrays;
const arrayNames = Object.keys(arrays) as ArrayName[];

/**
 * The table as the build writes it. Its long lists of numbers are bytes in a file of their own, and are used in place.
 */
export interface PackedSenses extends Omit<SenseTable, ArrayName> {
  /** All long lists, one after the other. The lowest byte is first, as on every machine that runs an editor. */
  readonly bytes: Uint8Array;
  readonly lengths: Readonly<Record<ArrayName, number>>;
}

export function packSenses(table: SenseTable): PackedSenses {
  const rest = Object.fromEntries(Object.entries(table).filter(([name]) => !Object.hasOwn(arrays, name)));
  const bytes = arrayNames.flatMap((name) => {
    const { buffer, byteOffset, byteLength } = table[name];
    return Array.from(new Uint8Array(buffer, byteOffset, byteLength));
  });
  return {
    ...(rest as Omit<SenseTable, ArrayName>),
    bytes: Uint8Array.from(bytes),
    lengths: Object.fromEntries(arrayNames.map((name) => [name, table[name].length])) as PackedSenses['lengths'],
  };
}

/** @throws RangeError where there are fewer bytes than the table has */
export function unpackSenses({ bytes, lengths, ...rest }: PackedSenses): SenseTable {
  // Bytes that were read into a larger buffer may lie anywhere in it.
  const { buffer, byteOffset } = bytes.byteOffset % Int32Array.BYTES_PER_ELEMENT === 0 ? bytes : Uint8Array.from(bytes);
  let at = byteOffset;
  const unpacked = arrayNames.map((name) => {
    const list = new arrays[name](buffer as ArrayBuffer, at, lengths[name]);
    at += list.byteLength;
    return [name, list];
  });
  return { ...rest, ...(Object.fromEntries(unpacked) as Pick<SenseTable, ArrayName>) };
}
