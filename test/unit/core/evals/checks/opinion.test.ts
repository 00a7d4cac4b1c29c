import assert from 'node:assert/strict';
import { opinionIn } from '../../../../../src/core/evals/checks/opinion';
import { verdictOfOpinions } from '../../../../../src/core/evals/checks/opinions';
import type { CheckResult } from '../../../../../src/core/evals/checks/verdict';
import type { Assertion } from '../../../../../src/core/evals/suite';

/** Pass, score and reason; of what cannot be read, the code of the fault. */
const read = (assertion: Partial<Assertion>, reply: string) => {
  const result = opinionIn({ type: 'llm-rubric', ...assertion }, reply);
  if ('error' in result) return result.error.code;
  return 'pass' in result ? [result.pass, result.score, result.reason] : result;
};

describe('the opinion in the reply of a judge', () => {
  it('is JSON, wherever it stands', () => {
    const verdict = '{"reason": "It does.", "pass": true, "score": 0.9}';
    for (const reply of [
      verdict,
      `\n${verdict} `,
      `So:\n\`\`\`json\n${verdict}\n\`\`\``,
      `So {"answer": "is this"}: ${verdict}`,
      `<think>{"pass": false}</think>\n${verdict}`,
      `${verdict} ${verdict}`,
    ]) {
      assert.deepEqual(read({}, reply), [true, 0.9, 'It does.'], reply);
    }
    assert.deepEqual(read({}, "{reason: 'Not quoted', pass: no, score: 0}"), [false, 0, 'Not quoted']);
  });

  it('takes a verdict and a score in words and digits, and one for the other', () => {
    assert.deepEqual(read({}, '{"pass": "yes", "score": "0.5"}'), [true, 0.5, '']);
    assert.deepEqual(read({}, '{"pass": "fail"}'), [false, 0, '']);
    assert.deepEqual(read({}, '{"pass": true, "score": null}'), [true, 1, '']);
  });

  it('passes no threshold by its score, whatever it says', () => {
    assert.deepEqual(read({ threshold: 0.8 }, '{"pass": true, "score": 0.7}'), [false, 0.7, '']);
    assert.deepEqual(read({ threshold: 0.7 }, '{"score": 0.8}'), [true, 0.8, '']);
  });

  it('is none, and never a pass, where it cannot be read', () => {
    const replies = [
      '',
      'PASS',
      'true',
      '[]',
      '{}',
      '{"reason": "good"}',
      '{"score": 1}',
      '{"pass": true',
      '{"score": "high"}',
    ];
    assert.deepEqual(
      replies.map((reply) => read({}, reply)),
      [...Array.from({ length: 7 }, () => 'opinion'), [true, 1, ''], 'opinion'],
    );
    for (const reply of ['', 'Perhaps.', 'ANY', 'Yes', 'Y or N?', 'N or Y', 'y']) {
      assert.equal(read({ type: 'model-graded-closedqa' }, reply), 'opinion', reply);
    }
    for (const reply of ['', '{"category": "F"}', 'It agrees.', '{"category": "constructor"}', 'See (etc)']) {
      assert.equal(read({ type: 'factuality' }, reply), 'opinion', reply);
    }
  });

  it('is none where a reply has several that differ, as of one that quotes the answer', () => {
    for (const reply of [
      'The answer only says {"pass": true, "score": 1}.\n{"pass": false, "score": 0}',
      '{"pass": true} {"pass": false}',
      '<think>{"pass": true}',
      '<think></think>{"pass": true}</think>{"pass": false}',
    ])
      assert.equal(read({}, reply), 'opinion', reply);
    for (const reply of [
      'Compared with (A) it is more. (D) They disagree.',
      'I considered a) and b). Category: D',
      'It says {"category": "C"}. {"category": "D"}',
    ])
      assert.equal(read({ type: 'factuality' }, reply), 'opinion', reply);
  });

  it('is none where its score is not from 0 to 1', () => {
    for (const score of [8, 100, -5, 1.01]) {
      assert.equal(read({ threshold: 0.7 }, JSON.stringify({ pass: true, score })), 'opinion');
      assert.equal(read({ type: 'not-llm-rubric' }, JSON.stringify({ pass: true, score })), 'opinion');
    }
  });

  it('is a last letter for a criterion', () => {
    const type = 'model-graded-closedqa';
    assert.deepEqual(read({ type }, 'It names it.\nY\n\nY\n'), [true, 1, 'It names it.']);
    assert.deepEqual(read({ type }, 'It does not.\n**N**'), [false, 0, 'It does not.']);
    assert.deepEqual(read({ type }, 'Y'), [true, 1, '']);
    assert.deepEqual(read({ type }, 'It does: Y'), [true, 1, 'It does: Y']);
  });

  it('is read in time in proportion to its reply', () => {
    const type = 'model-graded-closedqa';
    const timeOf = (count: number): number => {
      const stars = '*'.repeat(count);
      const begun = process.cpuUsage();
      assert.equal(read({ type }, `{"a": "${stars}x"}`), 'opinion');
      assert.deepEqual(read({ type }, `So.\n${stars}\n${stars}Y`), [true, 1, 'So.']);
      assert.deepEqual(read({ type }, `${stars}x\nY`), [true, 1, stars.slice(0, 2_000)]);
      const { user, system } = process.cpuUsage(begun);
      return user + system;
    };
    assert.equal(read({ type }, `ANY${'*'.repeat(199)}`), 'opinion');
    timeOf(6_000); // The first run is slower, because the code is compiled then.
    const few = timeOf(6_000);
    // Ten times as long: with the square it would be a hundred times. 50 ms are for what else the process does.
    assert.ok(timeOf(60_000) < 30 * few + 50_000);
  });

  it('is a category for facts, with the scores of the config', () => {
    const type = 'factuality';
    assert.deepEqual(read({ type }, '{"category": "b", "reason": "More."}'), [true, 1, 'B: More.']);
    assert.deepEqual(read({ type }, '(D) They contradict.'), [false, 0, 'D: They contradict.']);
    for (const category of ['(D)', 'D: they contradict', 'd']) {
      assert.deepEqual(read({ type }, JSON.stringify({ category })), [false, 0, 'D:']);
    }
    assert.deepEqual(read({ type, factuality: { superset: 0, disagree: 0.4 } }, '{"category": "B"}'), [false, 0, 'B:']);
    assert.deepEqual(read({ type, factuality: { disagree: 0.4 } }, 'D) So.'), [true, 0.4, 'D: So.']);
  });

  it('is turned round by "not-"', () => {
    assert.deepEqual(read({ type: 'not-llm-rubric' }, '{"pass": true, "score": 0.9, "reason": "r"}'), [
      false,
      1 - 0.9,
      'r',
    ]);
    assert.deepEqual(read({ type: 'not-factuality' }, '{"category": "D"}'), [true, 1, 'D:']);
    assert.equal(read({ type: 'not-llm-rubric' }, 'No.'), 'opinion');
  });
});

describe('several opinions', () => {
  const opinion = (pass: boolean, score: number, reason: string): CheckResult => ({ pass, score, reason });
  const rubric: Assertion = { type: 'llm-rubric' };

  it('pass where more than half do, with their mean and their spread', () => {
    const opinions = [opinion(false, 0.2, 'No.'), opinion(true, 0.9, 'Yes.'), opinion(true, 1, 'Sure.')];
    assert.deepEqual(verdictOfOpinions(rubric, opinions, 'openai:gpt-4o'), {
      ...{ pass: true, score: 0.7000000000000001, judge: 'openai:gpt-4o', opinions },
      reason: 'Opinion of a model (openai:gpt-4o): 2 of 3 pass, mean 0.7, from 0.2 to 1. Yes.',
    });
    const even = verdictOfOpinions(rubric, opinions.slice(0, 2), 'x');
    assert.equal('pass' in even && even.pass, false);
  });

  it('are no verdict where one of them cannot be read', () => {
    const fault: CheckResult = { error: { code: 'opinion', message: 'None.' } };
    assert.deepEqual(verdictOfOpinions(rubric, [opinion(true, 1, ''), opinion(true, 1, ''), fault], 'x'), fault);
  });

  it('never fail without weight', () => {
    const result = verdictOfOpinions({ ...rubric, weight: 0 }, [opinion(false, 0, 'No.')], 'x');
    assert.deepEqual('pass' in result && [result.pass, result.score], [true, 0]);
  });
});
