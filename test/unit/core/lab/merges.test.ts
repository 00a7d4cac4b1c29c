import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../../src/core/base/work';
import { mergeSteps, piecesAt } from '../../../../src/core/lab/merges';
import type { Merging } from '../../../../src/core/lab/merges';
import type { PocketTokenizer } from '../../../../src/core/pocket/pocketTokenizer';
import { pocketModel } from '../../../support/pocket';
import { anyCharacter } from '../../../support/anyCharacter';

describe('the merges of a text', () => {
  let tokenizer: PocketTokenizer;
  before(async () => {
    ({ tokenizer } = await pocketModel());
  });
  const merge = (text: string): Merging => atOnce(mergeSteps(tokenizer, text));
  const idsAt = (merging: Merging, step: number): number[] => piecesAt(merging, step).map(({ id }) => id);

  it('end with the tokens that the tokenizer gives, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 60 }), (text) => {
        const merging = merge(text);
        assert.deepEqual(idsAt(merging, merging.steps.length), [...tokenizer.encode(text)]);
      }),
    );
  });

  it('cover every byte once, at every step', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 6 }), (text) => {
        const merging = merge(text);
        for (let step = 0; step <= merging.steps.length; step++) {
          let at = 0;
          for (const { start, end } of piecesAt(merging, step)) {
            assert.equal(start, at);
            at = end;
          }
          assert.equal(at, merging.bytes.length);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('begin with single bytes, and make each step fewer pieces by the times that its rule fits', () => {
    const merging = merge(' token token');
    assert.equal(piecesAt(merging, 0).length, 12);
    let pieces = 12;
    for (const [index, { times, made, left, right }] of merging.steps.entries()) {
      pieces -= times;
      assert.equal(piecesAt(merging, index + 1).length, pieces);
      assert.deepEqual(tokenizer.partsOf(made), [left, right]);
    }
    assert.equal(merging.steps[0]?.times, 2);
  });

  it('are none for no text', () => {
    assert.deepEqual(merge('').steps, []);
  });
});
