import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { failuresOf } from '../../../../../src/core/evals/run/failures';
import { evalCell } from '../../../../support/evalCells';

const failed = (type: string, reason: string) => ({ type, pass: false, score: 0, reason, skipped: null });

describe('why a cell did not pass', () => {
  it('says each check that failed, and what a text was to be', () => {
    const cell = evalCell({
      checks: [
        { ...failed('contains', ''), pass: true },
        failed('equals', 'Tea is not it.'),
        failed('latency', 'Slow.'),
      ],
    });
    const assertions = [
      { type: 'contains', value: 'x' },
      { type: 'equals', value: 'Only {{topic}}' },
      { type: 'latency', threshold: 5 },
    ];
    assert.deepEqual(failuresOf(cell, { assert: assertions, vars: { topic: 'tea' } }, sayInEnglish), [
      { message: 'equals: Tea is not it.', expected: 'Only tea' },
      { message: 'latency: Slow.' },
    ]);
  });

  it('finds the checks of a set behind the set', () => {
    const cell = evalCell({ checks: [failed('assert-set', 'Not all.'), failed('equals', 'No.')] });
    const set = { type: 'assert-set' as const, assert: [{ type: 'equals', value: { a: 1 } }] };
    assert.deepEqual(
      failuresOf(cell, { assert: [set], vars: {} }, sayInEnglish).map(({ expected }) => expected),
      [undefined, '{\n  "a": 1\n}'],
    );
  });

  it('names the score where no check alone failed', () => {
    const [failure] = failuresOf(evalCell({ score: 0.25, checks: [] }), { assert: [], vars: {} }, sayInEnglish);
    assert.match(failure?.message ?? '', /0\.2500 is below the threshold/);
  });
});
