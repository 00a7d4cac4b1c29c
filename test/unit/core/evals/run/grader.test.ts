import assert from 'node:assert/strict';
import { madeTypes } from '../../../../../src/core/evals/checks/checkOutput';
import { graderOf } from '../../../../../src/core/evals/run/grader';
import type { GradedAnswer } from '../../../../../src/core/evals/run/runDeps';
import type { Assertion } from '../../../../../src/core/evals/suite';

/** Grades one answer; gives the types that the thread was asked for, and what the checks came to. */
async function graded(asserts: readonly Assertion[], vars: GradedAnswer['vars'] = {}) {
  const asked: string[] = [];
  const grade = graderOf({
    check: ({ type }) => {
      asked.push(type);
      return Promise.resolve({ pass: true, score: 1, reason: 'The thread has made it.' });
    },
    opinion: () => assert.fail('There is no judge.'),
  });
  const test = { index: 0, vars: {}, assert: asserts, file: 'a.yaml' };
  const answer = { output: 'x', vars, provider: { config: {} } };
  const found = await grade(test, answer, () => assert.fail('There is no judge.'));
  return { asked, checks: found.checks };
}

/** Takes some 100,000 steps. */
const endless = `${'{% for i in l %}'.repeat(5)}x${'{% endfor %}'.repeat(5)}`;
const l = Array.from({ length: 10 }, (_, i) => i);

describe('the checks of a run', () => {
  it('are made in the thread, but for those that take no longer than a look at the answer', async () => {
    const { asked } = await graded(madeTypes.flatMap((type) => [{ type }, { type: `not-${type}` }]));
    const here = madeTypes.filter((type) => !asked.includes(type));
    assert.deepEqual(here.toSorted(), [
      ...['contains', 'contains-all', 'contains-any', 'cost', 'equals', 'finish-reason', 'icontains', 'icontains-all'],
      ...['icontains-any', 'latency', 'starts-with'],
    ]);
    assert.deepEqual(
      here.filter((type) => asked.includes(`not-${type}`)),
      [],
    );
  });

  it('are made in the thread where filling in their values takes longer', async () => {
    const { asked, checks } = await graded(
      [
        { type: 'contains', value: '{{short}}' },
        { type: 'icontains', value: endless },
        { type: 'not-contains-any', value: ['a', endless] },
        { type: 'equals', value: '{{long}}' },
        { type: 'contains-all', value: Array(1_000).fill('{{short}}') },
        { type: 'starts-with', value: 5 },
      ],
      { l, short: 'x', long: 'x'.repeat(200_000) },
    );
    assert.deepEqual(asked, ['icontains', 'not-contains-any', 'equals', 'contains-all']);
    assert.equal(checks[0]?.pass, true);
  });

  it('keep the name of a metric as it is written where it takes long to fill it', async () => {
    const long = `${'{% for i in l %}'.repeat(3)}x${'{% endfor %}'.repeat(3)}`;
    const { checks } = await graded([{ type: 'contains', value: 'x', metric: long }], { l });
    assert.equal(checks[0]?.metric, long);
  });
});
