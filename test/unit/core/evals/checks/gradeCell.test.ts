import assert from 'node:assert/strict';
import { gradeCell } from '../../../../../src/core/evals/checks/gradeCell';
import type { CheckOne } from '../../../../../src/core/evals/checks/gradeCell';
import type { CheckResult } from '../../../../../src/core/evals/checks/verdict';
import type { Assertion } from '../../../../../src/core/evals/suite';

const context = { output: 'x', vars: { kind: 'tone' } };

/** A check says what its value is. */
const asValue: CheckOne = ({ value }) => Promise.resolve(value as CheckResult);
const check = (value: CheckResult, more: Partial<Assertion> = {}): Assertion => ({ type: 'equals', value, ...more });
const passes = { pass: true, score: 1, reason: 'It is.' };
const fails = { pass: false, score: 0, reason: 'It is not.' };
const skips = { skipped: 'Nobody makes it.' };

describe('the grade of a cell', () => {
  it('counts no check that is skipped', async () => {
    const { pass, score, checks } = await gradeCell([check(skips), check(passes)], 0.9, context, asValue);
    assert.deepEqual([pass, score], [true, 1]);
    assert.deepEqual(checks[0], { type: 'equals', pass: null, score: null, reason: '', skipped: 'Nobody makes it.' });
  });

  it('is none where every check is skipped, also those of a set', async () => {
    const set = { type: 'assert-set', assert: [check(skips)] } as const;
    const { pass, score, checks } = await gradeCell([check(skips), set], undefined, context, asValue);
    assert.deepEqual([pass, score, checks.map((each) => each.pass)], [null, null, [null, null, null]]);
  });

  it('is a pass without any check, as in promptfoo', async () => {
    const { pass, score } = await gradeCell([], undefined, context, asValue);
    assert.deepEqual([pass, score], [true, 1]);
  });

  it('fails where a check cannot be made, and tells the others all the same', async () => {
    const fault = { error: { code: 'value', message: 'It has no value.' } } as const;
    const grade = await gradeCell([check(passes), check(fault), check(fails)], 0, context, asValue);
    assert.deepEqual([grade.pass, grade.score, grade.error], [false, 0, fault.error]);
    assert.deepEqual(
      grade.checks.map(({ pass, reason }) => [pass, reason]),
      [
        [true, 'It is.'],
        [false, 'It has no value.'],
        [false, 'It is not.'],
      ],
    );
  });

  it('names what a metric comes to, by its name with the values of the test', async () => {
    const asserts = [check(passes, { metric: '{{kind}}', weight: 3 }), check(fails, { metric: 'tone' })];
    const { namedScores, checks } = await gradeCell(asserts, undefined, context, asValue);
    assert.deepEqual(
      [namedScores, checks.map(({ metric, weight }) => [metric, weight])],
      [
        { tone: 0.75 },
        [
          ['tone', 3],
          ['tone', undefined],
        ],
      ],
    );
  });

  it('weighs the metrics of a set by the weight of the set', async () => {
    const set = (weight: number, value: CheckResult) =>
      ({ type: 'assert-set', weight, assert: [check(value, { metric: 'inner', weight: 2 })] }) as const;
    const { namedScores } = await gradeCell([set(3, passes), set(1, fails)], undefined, context, asValue);
    assert.deepEqual(namedScores, { inner: 0.75 });
  });
});
