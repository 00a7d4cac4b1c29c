import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PersistentMap } from '../../../../src/core/base/persistentMap';

describe('PersistentMap', () => {
  it('holds what a Map holds, in the same order, and every earlier version stays as it was', () => {
    const steps = fc.array(fc.tuple(fc.nat(60), fc.nat()), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (all) => {
        const versions: [PersistentMap<number, number>, Map<number, number>][] = [];
        let map = PersistentMap.empty<number, number>();
        const oracle = new Map<number, number>();
        for (const [key, value] of all) {
          map = map.with(key, value);
          oracle.set(key, value);
          versions.push([map, new Map(oracle)]);
        }
        for (const [version, expected] of versions) {
          assert.deepEqual([...version], [...expected]);
          assert.equal(version.size, expected.size);
          assert.deepEqual([...version.values()], [...expected.values()]);
        }
        for (let key = 0; key <= 60; key++) {
          assert.equal(map.get(key), oracle.get(key));
          assert.equal(map.has(key), oracle.has(key));
        }
      }),
    );
  });
});
