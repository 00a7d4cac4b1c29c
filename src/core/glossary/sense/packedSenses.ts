import { decodeBase64, encodeBase64 } from '../../base/base64';
import type { DecodeBase64 } from '../../base/base64';
import type { SenseTable } from './senseTable';

/** The long lists of a table, the widest numbers first: so each of them begins where numbers of its width may. */
const arrays = {
  keys: Int32Array,
  buckets: Int32Array,
  listEnds: Int32Array,
  entries: Uint16Array,
  listEntries: Uint16Array,
  weightedWords: Uint16Array,
  wordWeights: Int16Array,
  goesOn: Uint8Array,
  groups: Uint8Array,
} as const;

type ArrayName = keyof typeof arrays;
const arrayNames = Object.keys(arrays) as ArrayName[];

/** The table as the build writes it: long lists of numbers as one text, which is read many times as fast as JSON's. */
export interface PackedSenses extends Omit<SenseTable, ArrayName> {
  /** All of them one after the other, in base64. Every machine that runs an editor has the lowest byte first. */
  readonly numbers: string;
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
    numbers: encodeBase64(Uint8Array.from(bytes)),
    lengths: Object.fromEntries(arrayNames.map((name) => [name, table[name].length])) as PackedSenses['lengths'],
  };
}

/** The lists lie in the bytes that `decode` gives. */
export function unpackSenses(packed: PackedSenses, decode: DecodeBase64 = decodeBase64): SenseTable {
  const { numbers, lengths, ...rest } = packed;
  const { buffer } = decode(numbers);
  let at = 0;
  const unpacked = arrayNames.map((name) => {
    const list = new arrays[name](buffer, at, lengths[name]);
    at += list.byteLength;
    return [name, list];
  });
  return { ...rest, ...(Object.fromEntries(unpacked) as Pick<SenseTable, ArrayName>) };
}
