import assert from 'node:assert/strict';
import fc from 'fast-check';
import { packSenses, unpackSenses } from '../../../../../src/core/glossary/sense/packedSenses';
import type { PackedSenses } from '../../../../../src/core/glossary/sense/packedSenses';
import type { SenseTable } from '../../../../../src/core/glossary/sense/senseTable';

const plain = { noNullPrototype: true };
const tables: fc.Arbitrary<SenseTable> = fc.record(
  {
    keys: fc.int32Array(),
    buckets: fc.int32Array(),
    packed: fc.int32Array(),
    entries: fc.uint16Array(),
    goesOn: fc.uint8Array(),
    wordWeights: fc.int16Array(),
    listEntries: fc.uint16Array(),
    listEnds: fc.int32Array(),
    lists: fc.array(fc.record({ ours: fc.nat(), others: fc.array(fc.string()) }, plain), { maxLength: 3 }),
    fieldNames: fc.constant(['a']),
    fieldLists: fc.constant([[], [1]]),
    forms: fc.constant({}),
    weights: fc.constant([0.5]),
    threshold: fc.constant(0.45),
  },
  plain,
);

describe('the tables of the sense', () => {
  it('are unpacked as they were before they were packed, wherever their bytes lie in a buffer', () => {
    fc.assert(
      fc.property(tables, fc.nat(9), (table, offset) => {
        const { bytes, ...rest } = packSenses(table);
        const buffer = new Uint8Array(bytes.length + offset);
        buffer.set(bytes, offset);
        // As the build writes it.
        const read = JSON.parse(JSON.stringify(rest)) as Omit<PackedSenses, 'bytes'>;
        assert.deepEqual(unpackSenses({ ...read, bytes: buffer.subarray(offset) }), table);
      }),
    );
  });

  it('whose file was cut are no tables', () => {
    const [table] = fc.sample(
      tables.filter(({ goesOn }) => goesOn.length > 0),
      1,
    );
    const packed = packSenses(table!);
    assert.throws(() => unpackSenses({ ...packed, bytes: packed.bytes.slice(0, -1) }), RangeError);
  });
});
