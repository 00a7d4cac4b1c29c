import assert from 'node:assert/strict';
import { changeOf, compareRuns } from '../../../../../src/core/evals/results/compareRuns';
import { brokenCell, evalCheck, passedCell, failedCell, uncheckedCell } from '../../../../support/cellKinds';

const [passed, failed, unchecked, broken] = [passedCell(), failedCell('It is not.'), uncheckedCell(), brokenCell()];

describe('two runs', () => {
  it('say of each answer whether it got worse or better', () => {
    assert.deepEqual(
      [passed, failed, unchecked, broken].map((before) =>
        [passed, failed, unchecked, broken].map((after) => changeOf(before, after)),
      ),
      [
        ['same', 'worse', 'worse', 'worse'],
        ['better', 'same', 'same', 'worse'],
        ['better', 'worse', 'same', 'worse'],
        ['better', 'better', 'same', 'same'],
      ],
    );
  });

  it('look at the score where both have the same verdict, but not at what rounding makes of it', () => {
    const at = (score: number) => passedCell({ score });
    const change = (before: number, after: number): string => changeOf(at(before), at(after));
    assert.deepEqual([change(0.9, 0.8), change(0.8, 0.9), change(0.8, 0.8 + 1e-9)], ['worse', 'better', 'same']);
  });

  it('look at what a judge decides, and not at its scores, which differ from time to time', () => {
    const at = (score: number, pass = true, other = 1) => {
      const check = { reason: '', skipped: null };
      const opinions = [{ pass, score, reason: '' }];
      const judged = { type: 'llm-rubric', pass, score, ...check, judge: 'j', opinions };
      const checks = [judged, { type: 'levenshtein', pass: true, score: other, ...check }];
      return passedCell({ score: (score + other) / 2, checks });
    };
    assert.deepEqual(
      [at(0.5), at(1), at(0.9, false), at(1, true, 0.9)].map((after) => changeOf(at(0.9), after)),
      ['same', 'same', 'worse', 'worse'],
    );
  });

  it('look at the checks in an assert-set, and not at its own score, which the scores of a judge change', () => {
    const at = (score: number, other: number) => {
      const opinions = [{ pass: true, score, reason: '' }];
      const judged = evalCheck({ type: 'llm-rubric', score, judge: 'j', opinions });
      const set = evalCheck({ type: 'assert-set', score: (score + other) / 2 });
      return passedCell({ score: set.score, checks: [set, judged, evalCheck({ type: 'levenshtein', score: other })] });
    };
    assert.deepEqual(
      [at(0.5, 0.8), at(1, 0.8), at(0.5, 0.9), at(1, 0.7)].map((after) => changeOf(at(0.9, 0.8), after)),
      ['same', 'same', 'better', 'worse'],
    );
  });

  it('find a question by its values, prompt, provider and repeat, wherever its test stands', () => {
    const before = [
      passedCell({ test: 0, vars: { a: 1, b: { c: 2, d: [3] } } }),
      passedCell({ test: 1, vars: { a: 2 } }),
      passedCell({ test: 2, vars: { a: 3 }, repeat: 1 }),
    ];
    const after = [
      passedCell({ test: 5, vars: { b: { d: [3], c: 2 }, a: 1 }, pass: false, score: 0 }),
      passedCell({ test: 6, vars: { a: 4 } }),
      passedCell({ test: 7, vars: { a: 3 }, repeat: 1 }),
    ];
    const { cells, counts } = compareRuns(before, after);
    assert.deepEqual(
      cells.map((each) => [each.change, each.before?.test, each.after?.test]),
      [
        ['worse', 0, 5],
        ['new', undefined, 6],
        ['same', 2, 7],
        ['gone', 1, undefined],
      ],
    );
    assert.deepEqual(counts, { worse: 1, better: 0, same: 1, new: 1, gone: 1 });
  });

  it('compare what a prompt with other words, or another model, says in the place of the one before', () => {
    const before = [passedCell({ prompt: 'kept' }), passedCell({ prompt: 'Say {{a}}' })];
    const other = [failedCell('It is not.', { prompt: 'Say nothing' }), passedCell({ prompt: 'kept' })];
    assert.deepEqual(
      compareRuns(before, other).cells.map(({ change, before: was }) => [change, was?.prompt]),
      [
        ['worse', 'Say {{a}}'],
        ['same', 'kept'],
      ],
    );
    const model = before.map((each) => ({ ...each, provider: 'another', pass: false, score: 0 }));
    assert.equal(compareRuns(before, model).counts.worse, 2);
    assert.equal(compareRuns(before, [...before, ...model]).counts.new, 2);
  });

  it('take tests that ask the same one by one', () => {
    const { cells } = compareRuns([passed, failed], [passed, passed, passed]);
    assert.deepEqual(
      cells.map(({ change }) => change),
      ['same', 'better', 'new'],
    );
  });
});
