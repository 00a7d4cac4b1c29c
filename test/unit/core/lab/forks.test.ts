import assert from 'node:assert/strict';
import fc from 'fast-check';
import { branchKey, forksText, readForks } from '../../../../src/core/lab/forks';
import type { Fork } from '../../../../src/core/lab/forks';

/** A tree: each fork leaves the answer or a fork before it. */
const anyTree: fc.Arbitrary<Fork[]> = fc
  .array(fc.tuple(fc.nat(20), fc.nat(99), fc.nat(19)), { maxLength: 8 })
  .map((all) => all.map(([from, at, rank], index) => ({ from: from % (index + 1), at, rank })));

describe('the branches of a link', () => {
  it('are read as they were written', () => {
    fc.assert(fc.property(anyTree, (forks) => assert.deepEqual(readForks(forksText(forks), 8), forks)));
  });

  it('are a tree, whatever stands there', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('0', '1', '9', '.', ' ', '-', 'x') }), (text) => {
        const forks = readForks(text, 3);
        assert.ok(forks.length <= 3);
        for (const [index, { from }] of forks.entries()) assert.ok(from <= index);
      }),
    );
  });

  it('end with the first that leaves a branch that is not there', () => {
    assert.deepEqual(readForks('0.1.1 5.2.1 0.2.2', 8), [{ from: 0, at: 1, rank: 1 }]);
  });

  it('have the same name where the same tokens were taken', () => {
    const forks = readForks('0.3.1 1.5.2 0.3.1 3.5.2 0.5.2', 8);
    assert.equal(branchKey(forks, 0), '');
    assert.equal(branchKey(forks, 2), branchKey(forks, 4));
    assert.notEqual(branchKey(forks, 2), branchKey(forks, 5));
  });
});
