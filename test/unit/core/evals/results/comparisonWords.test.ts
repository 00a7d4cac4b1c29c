import assert from 'node:assert/strict';
import type { Cell } from '../../../../../src/core/evals/results';
import { compareRuns } from '../../../../../src/core/evals/results/compareRuns';
import { comparisonCounts, comparisonVerdict, whyWorse } from '../../../../../src/core/evals/results/comparisonWords';
import { brokenCell, failedCell, passedCell, uncheckedCell } from '../../../../support/cellKinds';

const said = (before: readonly Cell[], after: readonly Cell[]): string => {
  const comparison = compareRuns(before, after);
  return `${comparisonVerdict(comparison)} ${comparisonCounts(comparison)}`;
};
const other = (cell: Cell): Cell => ({ ...cell, vars: { city: 'Oslo' } });
const [passed, failed, unchecked] = [passedCell(), failedCell('No.'), uncheckedCell()];

describe('the words about two runs', () => {
  it('say that nothing got worse only where something was compared', () => {
    assert.equal(said([passed], [passed]), 'Nothing got worse. 0 worse, 0 better, 1 the same, 0 new, 0 gone.');
    assert.equal(
      said([], []),
      'Nothing was compared: both runs are empty. 0 worse, 0 better, 0 the same, 0 new, 0 gone.',
    );
    assert.match(
      said([passed], [other(passed)]),
      /^Nothing was compared: the runs have no question in common\. .*1 new, 1 gone\.$/,
    );
    assert.match(said([passed], [other(failed)]), /in common, and 1 new answer did not pass\./);
  });

  it('name new answers that did not pass, and count what got worse among what both runs have', () => {
    assert.match(said([passed], [passed, other(failed)]), /^Nothing got worse, but 1 new answer did not pass\./);
    assert.match(said([passed], [failed, other(failed)]), /^1 of 1 got worse, and 1 new answer did not pass\./);
    assert.match(said([passed, other(passed)], [passed]), /^Nothing got worse\. .* 0 new, 1 gone\.$/);
  });

  it('do not say that an answer which is not checked any more stayed the same without that', () => {
    assert.match(said([failed], [unchecked]), / 1 the same \(1 not checked any more\), /);
    assert.match(said([unchecked], [unchecked]), / 1 the same, /);
    assert.match(said([passed], [unchecked]), /^1 of 1 got worse\./);
  });

  it('give a reason for everything that got worse', () => {
    assert.equal(whyWorse(failed), 'contains: No.');
    assert.equal(whyWorse(passedCell({ score: 0.5 })), 'Its score is lower.');
    assert.equal(whyWorse(passedCell({ pass: false, score: 0.5 })), 'Its score is below the threshold.');
    for (const cell of [unchecked, { ...unchecked, checks: [] }, brokenCell()]) assert.notEqual(whyWorse(cell), '');
  });
});
