import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeBase64 } from '../../../../../src/core/base/base64';
import { packSenses, unpackSenses } from '../../../../../src/core/glossary/sense/packedSenses';
import type { PackedSenses } from '../../../../../src/core/glossary/sense/packedSenses';
import type { SenseTable } from '../../../../../src/core/glossary/sense/senseTable';
import { nodeBase64 } from '../../../../../src/host/node/base64';

const plain = { noNullPrototype: true };
const tables: fc.Arbitrary<SenseTable> = fc.record(
  {
    keys: fc.int32Array(),
    buckets: fc.int32Array(),
    entries: fc.uint16Array(),
    goesOn: fc.uint8Array(),
    groups: fc.uint8Array(),
    weightedWords: fc.uint16Array(),
    wordWeights: fc.int16Array(),
    listEntries: fc.uint16Array(),
    listEnds: fc.int32Array(),
    lists: fc.array(fc.record({ ours: fc.nat(), others: fc.array(fc.string()) }, plain), { maxLength: 3 }),
    fieldNames: fc.constant(['a']),
    fields: fc.constant([[1]]),
    forms: fc.constant({}),
    weights: fc.constant([0.5]),
    threshold: fc.constant(0.45),
  },
  plain,
);

for (const [name, decode] of Object.entries({ decodeBase64, nodeBase64 })) {
  it(`the tables of the sense are unpacked by ${name} as they were before they were packed`, () => {
    fc.assert(
      fc.property(tables, (table) => {
        // As the build writes it, and the worker gets it.
        const packed = JSON.parse(JSON.stringify(packSenses(table))) as PackedSenses;
        assert.deepEqual(unpackSenses(packed, decode), table);
      }),
    );
  });
}
