import assert from 'node:assert/strict';
import { madeTypes } from '../../../../../src/core/evals/checks/checkOutput';
import { whyLeftOut } from '../../../../../src/core/evals/checks/checkTypes';
import type { CheckContext, CheckResult } from '../../../../../src/core/evals/checks/verdict';
import { judgedTypes } from '../../../../../src/core/evals/suite/judgedTypes';
import type { Assertion } from '../../../../../src/core/evals/suite';
import { checkOutput } from '../../../../support/checkOutput';

const check = (
  assertion: Assertion,
  output: unknown = 'Paris',
  context: Partial<CheckContext> = {},
): Promise<CheckResult> => checkOutput(assertion, { output, ...context });

const reasonOf = (result: CheckResult): string => ('reason' in result ? result.reason : JSON.stringify(result));

describe('a check of an answer', () => {
  it('says what was expected and what there is', async () => {
    assert.equal(
      reasonOf(await check({ type: 'equals', value: 'Rome' })),
      'Expected to equal "Rome"; the answer is "Paris".',
    );
    assert.equal(
      reasonOf(await check({ type: 'word-count', value: { min: 2 } })),
      'Expected at least 2 words; the answer has 1.',
    );
    assert.match(
      reasonOf(await check({ type: 'levenshtein', value: 'Prague!', threshold: 1 })),
      /at most 1 edits.*there are 5/u,
    );
    const schema = { type: 'object', required: ['city'] };
    assert.match(
      reasonOf(await check({ type: 'is-json', value: schema }, '{}')),
      /must have required property 'city'/u,
    );
  });

  it('holds likeness to the thresholds of promptfoo where none is written', async () => {
    const passes = async (type: string, value: string, output: string): Promise<boolean> => {
      const result = await check({ type, value }, output);
      return 'pass' in result && result.pass;
    };
    assert.deepEqual(await Promise.all(['12345', '123456'].map((output) => passes('levenshtein', '', output))), [
      true,
      false,
    ]);
    // Of one word five of eight are there, of four in a row two of five.
    const [words, half] = ['a b c d e f g h', 'a b c d e x y z'];
    assert.deepEqual(await Promise.all(['bleu', 'gleu', 'rouge-n'].map((type) => passes(type, words, half))), [
      true,
      true,
      false,
    ]);
    assert.deepEqual(
      await Promise.all(['bleu', 'gleu', 'rouge-n'].map((type) => passes(type, words, words))),
      Array(3).fill(true),
    );
  });

  it('of why an answer ended takes no reason for another one, and capitals for the same', async () => {
    const found = async (type: string, finishReason?: string): Promise<unknown> => {
      const result = await check({ type, value: 'Stop' }, 'x', finishReason === undefined ? {} : { finishReason });
      return 'pass' in result && result.pass;
    };
    assert.deepEqual(
      [
        ...[await found('finish-reason'), await found('finish-reason', 'stop'), await found('finish-reason', 'length')],
        ...[await found('not-finish-reason'), await found('not-finish-reason', 'stop')],
      ],
      [false, true, false, true, false],
    );
  });

  it('shortens what it says of a long answer', async () => {
    assert.ok(reasonOf(await check({ type: 'contains', value: 'x' }, 'long '.repeat(10_000))).length < 400);
  });

  it('renders values, and takes what stands deeper as it is', async () => {
    const vars = { city: 'Paris' };
    assert.deepEqual(await check({ type: 'equals', value: '{{city}}' }, 'Paris', { vars }), {
      ...{ pass: true, score: 1 },
      reason: 'Expected to equal "Paris"; the answer is "Paris".',
    });
    const deep = await check({ type: 'equals', value: { a: '{{city}}' } }, '{"a":"{{city}}"}', { vars });
    assert.ok('pass' in deep && deep.pass);
  });

  it('is skipped with its reason where it runs code, reads files or the environment, or asks a model', async () => {
    const skipped: readonly Assertion[] = [
      { type: 'javascript', value: 'true' },
      { type: 'not-python', value: 'True' },
      { type: 'equals', value: 'Paris', transform: 'output.trim()' },
      { type: 'contains', value: 'package:x:y' },
      { type: 'contains', value: 'file://expected.txt' },
      { type: 'contains-any', value: ['Paris', 'file://expected.txt'] },
      { type: 'contains', value: '{{ env.HOME }}' },
      { type: 'llm-rubric', value: 'is polite' },
      { type: 'is-sql' },
      { type: 'promptfoo:redteam:harmful' },
      { type: 'no-such-type' },
      { type: 'constructor' },
      { type: 'equals', value: 'Paris', skip: 'It is written so.' },
    ];
    for (const each of skipped) {
      const result = await check(each);
      assert.ok('skipped' in result && result.skipped.endsWith('.'), JSON.stringify([each, result]));
    }
  });

  it('is an error in words where it cannot be made', async () => {
    const of = async (assertion: Assertion, output?: unknown): Promise<unknown> => {
      const result = await check(assertion, output);
      return 'error' in result ? [result.error.code, result.error.message] : result;
    };
    assert.deepEqual(await of({ type: 'contains' }), ['value', '"contains" needs a text or a number as its value.']);
    assert.deepEqual(await of({ type: 'latency', threshold: 1 }), [
      'missing',
      'The latency of this answer is not known.',
    ]);
    assert.deepEqual(await of({ type: 'cost' }), ['value', '"cost" needs a threshold.']);
    const template = await of({ type: 'contains', value: '{{ x | nothing }}' });
    assert.match(String(template), /^template,The value of "contains": .*nothing/u);
    const remote = await of({ type: 'is-json', value: { $ref: 'https://example.org/schema.json' } }, '{}');
    assert.match(
      String(remote),
      /value,The schema of "is-json" cannot be used: .*https:\/\/example\.org\/schema\.json/u,
    );
    assert.match(String(await of({ type: 'is-json', value: { $ref: '#' } }, '{}')), /^value,/u);
  });

  it('keeps nothing of a schema for the next one', async () => {
    const value = { $id: 'https://example.org/a', type: 'object' };
    for (const each of [value, structuredClone(value)]) {
      const result = await check({ type: 'is-json', value: each }, '{}');
      assert.ok('pass' in result && result.pass);
    }
  });

  it('never fails without weight', async () => {
    const result = await check({ type: 'equals', value: 'Rome', weight: 0 });
    assert.deepEqual('pass' in result && [result.pass, result.score], [true, 0]);
  });
});

describe('types of checks', () => {
  it('are made or left out, and never both', () => {
    for (const type of madeTypes) assert.equal(whyLeftOut(type), 'is not known here', type);
  });

  it('ask for a judge where an opinion is wanted, and are made by nobody else', async () => {
    for (const type of judgedTypes) {
      assert.deepEqual(await check({ type: `not-${type}`, value: 'x' }), {
        skipped: `"not-${type}" needs a model as judge.`,
      });
    }
  });
});
