import assert from 'node:assert/strict';
import { judgedAsserts, judgesOf, unnamedJudge } from '../../../../../src/core/evals/suite/judging';
import { suiteOf } from './suiteOf';

describe('who judges the answers of a suite, and in which words', () => {
  it('are said at a check, by its test or for all', async () => {
    const suite = await suiteOf(
      `
defaultTest:
  options: {provider: 'openai:gpt-4o', rubricPrompt: file://words.txt}
tests:
  - assert: [{type: llm-rubric, value: a}, {type: equals, value: a}]
  - options: {provider: {text: {id: 'openai:gpt-4o'}, embedding: 'openai:e'}, factuality: {agree: 0.5}}
    assert: [{type: assert-set, assert: [{type: not-factuality, value: b}]}]
  - assert: [{type: llm-rubric, value: c, provider: {id: 'vllm:m', config: {max_tokens: 9, apiKey: x}}, rubricPrompt: Own}]
  - options: {rubricPrompt: '{{env.HOME}}'}
    assert: [{type: llm-rubric, value: d}, {type: llm-rubric, value: e, rubricPrompt: Own}]
`,
      { 'words.txt': 'Judge {{output}}' },
    );
    const [first, second, third, fourth] = suite.tests.map(judgedAsserts);
    const common = { id: 'openai:gpt-4o', config: { max_tokens: 4_096 } };
    assert.deepEqual(
      [...judgesOf(suite.tests)].map(({ id, config }) => ({ id, config })),
      [common, { id: 'vllm:m', config: { max_tokens: 9 } }],
    );
    assert.deepEqual([first?.length, first?.[0]?.rubricPrompt], [1, 'Judge {{output}}']);
    // Two that are alike are one.
    assert.equal(second?.[0]?.judge, first?.[0]?.judge);
    assert.deepEqual(second?.[0]?.factuality, { agree: 0.5 });
    assert.equal(third?.[0]?.rubricPrompt, 'Own');
    assert.deepEqual(
      fourth?.map(({ value }) => value),
      ['e'],
    );
    assert.ok(suite.skips.some(({ what }) => what === 'tests[3].options.rubricPrompt'));
    assert.ok(suite.skips.some(({ what }) => what === 'tests[2].assert[0].provider.config.apiKey'));
    const nobody = await suiteOf('tests: [{assert: [{type: llm-rubric, value: a}]}]');
    assert.deepEqual([...judgesOf(nobody.tests)], [unnamedJudge]);
  });
});
