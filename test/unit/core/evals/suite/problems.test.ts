import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { firstOfTypes, typeProblems } from '../../../../../src/core/evals/checks/typeProblems';
import { suiteOf } from './suiteOf';

/** Lists the problems of a config, as `rule «text of its place»: message`. */
async function found(config: string, files: Record<string, string> = {}): Promise<string[]> {
  const suite = await suiteOf(config, files);
  return [...suite.problems, ...typeProblems(suite, sayInEnglish)].map(
    ({ rule, span, message }) => `${rule} «${config.slice(span?.start, span?.end)}»: ${message}`,
  );
}

describe('the checks of a suite', () => {
  const withType = (type: string): string =>
    `prompts: [x]\nproviders: [y]\ntests:\n  - assert:\n      - type: ${type}\n`;

  it('are told where nobody knows them, with what may be meant', async () => {
    assert.deepEqual(await found(withType('contins')), [
      'unknown-check «type: contins»: There is no check "contins": it is skipped. Did you mean contains?',
    ]);
    const suite = await suiteOf(withType('not-isJson'));
    assert.equal(typeProblems(suite, sayInEnglish)[0]?.instead, 'type: not-is-json');
    assert.equal(typeProblems(await suiteOf(withType('nt-regex')), sayInEnglish)[0]?.instead, 'type: not-regex');
    assert.deepEqual(await found(withType('wholly-else')), [
      'unknown-check «type: wholly-else»: There is no check "wholly-else": it is skipped.',
    ]);
  });

  it('are told where they are not made, with the reason', async () => {
    assert.deepEqual(await found(withType('similar')), [
      'check-left-out «type: similar»: "similar" is not checked: it needs a model that embeds texts.',
    ]);
    // That is said already, as what no config may do.
    assert.deepEqual(await found(withType('javascript')), []);
    assert.deepEqual(await found(withType('not-icontains')), []);
  });

  it('are looked at as far as can be waited for', async () => {
    const types = Array.from({ length: 510 }, (_, i) => `{type: contains${i}}`).join();
    const many = await suiteOf(`prompts: [x]\ntests: [{assert: [${types}]}]`);
    assert.equal(typeProblems(many, sayInEnglish).length, 500);
  });

  it('are told wherever they are written, and once for each type where that is wanted', async () => {
    const config =
      'prompts: [x]\ntests: [{assert: [{type: a1}, {type: assert-set, assert: [{type: a1}, {type: b2}]}]}]';
    const suite = await suiteOf(config);
    assert.deepEqual(
      suite.types.map(({ type }) => type),
      ['a1', 'a1', 'b2'],
    );
    assert.deepEqual(
      firstOfTypes(suite).map(({ type }) => type),
      ['a1', 'b2'],
    );
  });
});

describe('the variables of the prompts of a suite', () => {
  it('are told where no test has a value', async () => {
    const config = 'prompts: ["Hi {{nobody}} {{name}}", file://two.prompt]\ntests: [{vars: {name: A}}, {vars: {b: 1}}]';
    const files = { 'two.prompt': '{{#if calm}}{{calm}}{{/if}}{{name}}{{missing}}' };
    assert.deepEqual(await found(config, files), [
      'unfilled-variable «"Hi {{nobody}} {{name}}"»: No test has a value for "nobody".',
      'unfilled-variable «file://two.prompt»: No test has a value for "missing" in evals/two.prompt.',
    ]);
  });

  it('are right where a default, a condition, a loop or the tests have one', async () => {
    const right = [
      'prompts: ["{{ a | default(1) }}{% if b %}{{ b }}{% endif %}{% for c in d %}{{ c }}{{ loop.index }}{% endfor %}"]\ntests: [{vars: {x: 1}}]',
      'prompts: ["{{a}}"]\ndefaultTest: {vars: {a: 1}}\ntests: [{vars: {x: 1}}]',
      'prompts: ["{{a}}"]\nscenarios: [{config: [{vars: {a: 1}}], tests: [{}]}]',
      'prompts: ["{{a.b[0]}}"]\ntests: [{vars: {a: {b: [1]}}}]',
      'prompts: ["{{a}}"]\ntests: file://t.csv',
      'prompts: ["{% raw %}{{a}}{% endraw %} {# {{b}} #}"]\ntests: [{vars: {x: 1}}]',
    ];
    for (const config of right) assert.deepEqual(await found(config, { 't.csv': 'a,b\n1,2' }), [], config);
  });

  it('are not told where tests are not read, where there are none yet, or none for the prompt', async () => {
    const unsure = [
      'prompts: ["{{a}}"]\ntests: https://example.com/tests.csv',
      'prompts: ["{{a}}"]\ntests: [{vars: {x: 1}, options: {transformVars: code}}]',
      'prompts: ["{{a}}"]\ntests: [{vars: {x: 1}, options: {storeOutputAs: a}}]',
      'prompts: ["{{a}}"]\nredteam: {}\ntests: [{vars: {x: 1}}]',
      'prompts: ["{{a}}"]',
      'prompts: [{raw: "{{a}}", label: one}, {raw: "{{x}}", label: two}]\ntests: [{vars: {x: 1}, prompts: [two]}]',
    ];
    for (const config of unsure) assert.deepEqual(await found(config), [], config);
  });

  it('are told beside checks, judges and values that are not obeyed', async () => {
    const config =
      'prompts: ["{{a}}"]\ntests: [{vars: {b: "file://b.py"}, assert: [{type: javascript}], options: {transform: x}}]';
    const rules = (await found(config)).map((problem) => problem.split(' ', 1)[0]);
    assert.deepEqual(rules, ['unfilled-variable']);
  });

  it('are not looked for in a prompt that cannot be filled, which is told', async () => {
    const [only = '', ...more] = await found('prompts: ["{{ a | wrong }}"]\ntests: [{vars: {x: 1}}]');
    assert.match(only, /^unreadable-prompt «"\{\{ a \| wrong \}\}"»: This prompt cannot be filled: The filter "wrong"/);
    assert.deepEqual(more, []);
  });
});

describe('the problems of a suite', () => {
  it('are errors where nothing can be asked, and warnings where something is asked that may not be meant', async () => {
    const config = `prompts: ['{{nobody}}', '{{ x | wrong }}', 'file://missing.txt', {label: none}]
providers: [{id: 'openai:m', prompts: [nowhere]}, 5]
tests: [{vars: {x: 1}, assert: [{type: contins}, {type: similar, value: x}]}, 7]`;
    const suite = await suiteOf(config);
    const severities = [...suite.problems, ...typeProblems(suite, sayInEnglish)].map(
      ({ rule, severity }) => `${rule}: ${severity}`,
    );
    assert.deepEqual([...new Set(severities)].toSorted(), [
      ...['check-left-out: information', 'missing-file: error', 'name: error', 'prompt: error', 'provider: error'],
      ...['test: error', 'unfilled-variable: warning', 'unknown-check: warning', 'unreadable-prompt: warning'],
    ]);
  });
});
