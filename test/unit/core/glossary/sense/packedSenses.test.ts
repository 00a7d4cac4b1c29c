import assert from 'node:assert/strict';
import fc from 'fast-check';
import { packSenses, unpackSenses } from '../../../../../src/core/glossary/sense/packedSenses';
import type { SenseTable } from '../../../../../src/core/glossary/sense/senseTable';

const list = (min: number, max: number): fc.Arbitrary<number[]> => fc.array(fc.integer({ min, max }));
const entries = list(-1, 65_534);
const tables = fc.record({
  keys: list(-(2 ** 31), 2 ** 31 - 1),
  entries,
  goesOn: list(0, 1),
  groups: list(0, 127),
  weightedWords: entries,
  // Thousandths.
  wordWeights: list(-32_768, 32_767).map((weights) => weights.map((weight) => weight / 1000)),
  lists: fc.array(fc.record({ ours: entries, others: fc.array(fc.record({ sense: fc.string(), entries })) }), {
    maxLength: 3,
  }),
});

it('the tables of the sense are unpacked as they were before they were packed', () => {
  fc.assert(
    fc.property(tables, (numbers) => {
      const rest = { fieldNames: ['a'], fields: [[1]], forms: {}, weights: [0.5], threshold: 0.45 };
      const table: SenseTable = { ...numbers, ...rest };
      // As the build writes it, and the worker gets it.
      const packed = JSON.parse(JSON.stringify(packSenses(table))) as ReturnType<typeof packSenses>;
      const plain = JSON.parse(
        JSON.stringify(unpackSenses(packed), (_key, value: unknown) =>
          ArrayBuffer.isView(value) ? Array.from(value as Int32Array) : value,
        ),
      ) as unknown;
      assert.deepEqual(plain, JSON.parse(JSON.stringify(table)));
    }),
  );
});
