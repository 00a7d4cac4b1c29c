import assert from 'node:assert/strict';
import { problemsOf, skippedIn, suiteOf } from './suiteOf';

/** Attempts that a config may not make. Any of them that was obeyed would show in the suite. */
describe('a config that attacks', () => {
  const secrets = {
    '/work/.env': 'SECRET',
    '/etc/passwd': 'SECRET',
    '/other/prompt.txt': 'SECRET',
    'link.txt': { link: '/etc/passwd' },
    way: { link: '/other' },
    'evil.js': 'SECRET',
    'evil.py': 'SECRET',
    'evil.yaml': 'x: SECRET',
  };
  const refused = async (config: string, files = {}) => {
    const suite = await suiteOf(config, { ...secrets, ...files });
    const { skips, problems, ...obeyed } = suite;
    assert.doesNotMatch(JSON.stringify(obeyed), /SECRET/);
    for (const { reason } of [...skips, ...suite.prompts.filter(({ skip }) => skip)] as {
      reason?: string;
      skip?: string;
    }[]) {
      assert.notEqual(reason, '');
    }
    return { suite, skips: skippedIn(suite).map((skip) => skip.replace('evals/suite.yaml ', '')), problems };
  };

  it('names no address, no key, no header and no variable for a provider', async () => {
    const keys = ['apiBaseUrl', 'apiHost', 'apiKey', 'apiKeyEnvar', 'headers', 'env', 'basePath', 'url', 'mystery'];
    const config = keys.map((key) => `${key}: SECRET`).join(', ');
    const { suite, skips } = await refused(`providers: [{id: 'openai:gpt-4o', config: {temperature: 0, ${config}}}]`);
    assert.deepEqual(
      skips,
      keys.map((key) => `providers[0].config.${key}`),
    );
    assert.deepEqual(suite.providers[0]?.config, { temperature: 0 });
    assert.equal(suite.providers[0].skip, undefined);
  });

  it('gets none of these by a merge key, an anchor, an alias or a reference either', async () => {
    const { suite, skips } = await refused(`
x-evil: &evil {apiKey: SECRET, apiBaseUrl: SECRET, env: {A: SECRET}}
x-list: [&url 'https://evil.example/address']
definitions: {evil: {config: {<<: *evil, headers: {a: SECRET}}}}
providers:
  - {id: 'openai:a', config: {<<: *evil, top_p: 1}}
  - {id: 'openai:b', config: *evil}
  - {id: 'openai:c', $ref: '#/definitions/evil'}
  - {id: 'openai:d', config: {<<: [{headers: SECRET}, *evil]}}
  - *url
tests: [*url, {vars: {q: *url}, assert: [{$ref: 'https://evil.example/a.yaml#/x'}, {$ref: './evil.yaml#/x'}]}]
`);
    for (const [at, keys] of [
      [0, 3],
      [1, 3],
      [2, 4],
      [3, 4],
    ] as const) {
      assert.equal(skips.filter((skip) => skip.startsWith(`providers[${at}].config.`)).length, keys, String(at));
    }
    assert.ok(
      ['providers[4]', 'tests[0]', 'tests[1].assert[0].$ref', 'tests[1].assert[1].$ref'].every((skip) =>
        skips.includes(skip),
      ),
    );
    assert.ok(suite.providers[4]?.skip);
    assert.deepEqual(suite.providers[0]?.config, { top_p: 1 });
  });

  it('runs no code, in no place', async () => {
    const { suite, skips } = await refused(
      `
extensions: ['file://evil.js:hook']
nunjucksFilters: {f: evil.js}
prompts: [evil.js, 'file://evil.py:fn', 'exec:./evil.sh', 'python:evil.py', {id: 'file://evil.js', label: l}]
providers: ['exec:cat /etc/passwd', 'python:evil.py', 'file://evil.js', 'golang:x.go', {id: 'openai:a', transform: SECRET}]
tests:
  - 'file://evil.js'
  - {path: 'file://evil.py:make', config: {a: SECRET}}
  - {vars: {q: 'file://evil.js'}}
  - {vars: {q: 'package:evil:fn'}}
  - {options: {transform: SECRET}}
  - {options: {transformVars: SECRET, postprocess: SECRET}}
  - {assertScoringFunction: 'file://evil.js'}
  - assert:
      - {type: javascript, value: SECRET_}
      - {type: not-python, value: 'file://evil.py'}
      - {type: webhook, value: 'https://evil.example'}
      - {type: equals, value: 'file://evil.js:fn'}
      - {type: equals, value: x, transform: SECRET}
      - {type: assert-set, assert: [{type: ruby, value: x}]}
`.replace('SECRET_', 'output'),
    );
    assert.ok(
      suite.prompts.every(({ skip }) => skip !== undefined),
      'prompts',
    );
    assert.deepEqual(
      suite.providers.map(({ skip }) => skip !== undefined),
      [true, true, true, true, true],
    );
    const [file, packaged, transform, vars, scoring, checks] = suite.tests;
    for (const test of [file, packaged, transform, vars, scoring]) assert.ok(test?.skip, JSON.stringify(test));
    const flat = checks?.assert.flatMap((each) =>
      each.type === 'assert-set' && 'assert' in each ? each.assert : [each],
    );
    assert.ok(flat?.length === 6 && flat.every((each) => 'skip' in each && each.skip), JSON.stringify(flat));
    for (const what of ['extensions', 'nunjucksFilters', 'prompts[0]', 'providers[0]', 'tests[0]', 'tests[1]']) {
      assert.ok(skips.includes(what), what);
    }
  });

  it('reads no variable of the environment, whatever it is called in', async () => {
    const { suite } = await refused(
      `
env: {A: SECRET}
prompts: ['Key {{env.OPENAI_API_KEY}}', '{% if env.X %}a{% endif %}', "{{ env['X'] }}", '{{ q | default(env.X) }}', 'The env is {{environment}}', p.txt]
providers: ['openai:{{env.MODEL}}', {id: 'openai:x', config: {temperature: '{{ env.T }}', stop: ['{{ env.T }}']}}]
tests:
  - vars: {q: '{{ env.HOME }}'}
  - vars: {q: file://doc.txt}
  - vars: {q: [plain, '{{- env.HOME}}']}
  - {vars: {q: plain}, assert: [{type: equals, value: '{{env.HOME}}'}, {type: contains-any, value: ['{{env.HOME}}']}]}
  - {vars: {q: plain}, assert: [{type: llm-rubric, value: x, rubricPrompt: '{{env.HOME}}'}]}
`,
      { 'p.txt': 'x {{ env.HOME }}', 'doc.txt': 'y {{env.HOME}}' },
    );
    assert.deepEqual(
      suite.prompts.map(({ skip }) => skip !== undefined),
      [true, true, true, true, false, true],
    );
    assert.deepEqual(
      suite.providers.map(({ skip }) => skip !== undefined),
      [true, true],
    );
    assert.deepEqual(suite.providers[1]?.config, {});
    assert.deepEqual(
      suite.tests.map(({ skip }) => skip !== undefined),
      [true, true, true, false, false],
    );
    assert.ok(suite.tests.slice(3).every(({ assert: checks }) => checks.every((each) => 'skip' in each && each.skip)));
  });

  it('reads no file outside of its folder, and none that holds keys, in no place and through no other file', async () => {
    const names = ['/etc/passwd', '../../etc/passwd', '../.env', 'link.txt', 'way/prompt.txt', '..%2f..%2fetc/passwd'];
    for (const name of names) {
      const { suite } = await refused(
        `
prompts: ['file://${name}', chat.json]
providers: ['file://${name}.yaml', {id: 'openai:x', config: {tools: 'file://${name}', response_format: {schema: 'file://${name}'}}}]
defaultTest: {vars: {d: x}}
tests:
  - 'file://${name}'
  - {vars: {q: 'file://${name}'}}
  - {vars: '${name}'}
  - {vars: {q: x}, assert: [{type: equals, value: 'file://${name}'}, 'file://${name}']}
  - nested.yaml
scenarios: 'file://${name}'
`,
        {
          'chat.json': `[{"role":"user","content":"file://${name}"}]`,
          'nested.yaml': `- file://${name}\n- vars: {q: "file://${name}"}\n- assert: [{type: is-json, value: "file://${name}"}]\n`,
        },
      );
      assert.ok(suite.prompts[0]?.skip, name);
      const asked = suite.tests.filter(({ skip, vars }) => skip === undefined && Object.keys(vars).includes('q'));
      assert.deepEqual(
        asked.map(({ vars }) => vars['q']),
        ['x'],
        name,
      );
      const checks = asked[0]?.assert ?? [];
      assert.ok(checks.length === 2 && checks.every((each) => 'skip' in each && each.skip), name);
    }
    const { suite } = await refused("defaultTest: 'file://../../etc/passwd'\ntests: [{vars: {q: x}}]");
    assert.ok(suite.tests[0]?.skip);
  });

  it('loads nothing over the network', async () => {
    const urls = [
      'https://evil.example/t.csv',
      'http://127.0.0.1/',
      'huggingface://datasets/x',
      'az://a/b.csv',
      'langfuse://p',
    ];
    for (const url of urls) {
      const { suite, skips } = await refused(
        `prompts: ['${url}']\nproviders: ['${url}']\ntests: ['${url}', {vars: '${url}'}]`,
      );
      assert.deepEqual(skips, ['prompts[0]', 'providers[0]', 'tests[0]', 'tests[1].vars'], url);
      assert.ok(suite.prompts[0]?.skip && suite.providers[0]?.skip && suite.tests[0]?.skip);
    }
    const { suite } = await refused('providers: [https, webhook:x, {id: http, config: {url: x}}, browser, mcp]');
    assert.ok(suite.providers.every(({ skip }) => skip));
  });

  it('takes no name of an object for a field', async () => {
    const { suite } = await refused(`
prompts: [x]
__proto__: {prompts: [SECRET]}
constructor: SECRET
tests:
  - {vars: {__proto__: {polluted: 1}, constructor: c, toString: t}, hasOwnProperty: x}
`);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    assert.deepEqual(
      suite.prompts.map(({ label }) => label),
      ['x'],
    );
    assert.deepEqual(Object.keys(suite.tests[0]?.vars ?? {}), ['__proto__', 'constructor', 'toString']);
  });

  it('sends no field of a request that is not known, in another one either', async () => {
    const { suite, skips } = await refused(
      `providers: [{id: 'google:m', config: {generationConfig: {temperature: 1, plugins: SECRET, apiKey: SECRET}}}]`,
    );
    assert.deepEqual(suite.providers[0]?.config, { generationConfig: { temperature: 1 } });
    assert.deepEqual(skips, [
      'providers[0].config.generationConfig.plugins',
      'providers[0].config.generationConfig.apiKey',
    ]);
  });

  it('is read as fast where a text opens very many tags', async function () {
    this.timeout(2_000);
    const row = JSON.stringify({ vars: { q: `${'{{'.repeat(50_000)} env` } });
    const { suite } = await refused('tests: [rows.jsonl]', { 'rows.jsonl': row });
    assert.deepEqual([suite.tests.length, suite.tests[0]?.skip], [1, undefined]);
  });

  it('has no row that is nested without end', async () => {
    const row = `{"q": ${'['.repeat(3_000)}${']'.repeat(3_000)}}`;
    const { suite } = await refused('tests: [rows.jsonl]', { 'rows.jsonl': `{"vars": {"q": 1}}\n${row}\n` });
    assert.deepEqual(
      suite.problems.map(({ file, span }) => [file, span?.start]),
      [['evals/rows.jsonl', 19]],
    );
  });

  it('asks no more than can be waited for, and not all at once', async () => {
    const columns = `prompts: [a, b]\nproviders: ['openai:m']\n`;
    const list = Array.from({ length: 300 }, (_, at) => `t${at}`).join(', ');
    for (const [config, rule] of [
      [`${columns}evaluateOptions: {repeat: 1000000000}\ntests: [{vars: {q: x}}]`, 'cells'],
      [`${columns}tests: [{options: {repeat: 500001}}]`, 'cells'],
      [`x: &x {vars: {a: [${list}], b: [${list}]}}\ntests: [${Array(60).fill('*x').join(', ')}]`, 'rows'],
    ] as const) {
      const { suite } = await refused(config);
      assert.deepEqual([suite.problems[0]?.rule, suite.problems.length], [rule, 1]);
    }
    const { suite } = await refused(`${columns}evaluateOptions: {maxConcurrency: 100000}\ntests: [{}]`);
    assert.deepEqual([suite.maxConcurrency, suite.problems], [256, []]);
  });

  it('grows to nothing that is not borne', async () => {
    const laughs = Array.from(
      { length: 9 },
      (_, at) => `l${at + 1}: &l${at + 1} [${Array(9).fill(`*l${at}`).join(', ')}]`,
    );
    const ring = { 'a.yaml': '- file://b.yaml\n- vars: {q: 1}', 'b.yaml': '- file://a.yaml\n' };
    for (const config of [
      `l0: &l0 [x, x]\n${laughs.join('\n')}\ntests: *l9`,
      'a: {$ref: "#/b"}\nb: {$ref: "#/a"}',
      'a: &a {b: {c: [*a]}}',
      '['.repeat(50_000),
      `a: ${'{a: '.repeat(5_000)}`,
      `x: ${'y'.repeat(4_000_001)}`,
    ]) {
      const { suite } = await refused(config);
      assert.equal(suite.problems[0]?.rule, 'syntax', config.slice(0, 40));
      assert.equal(suite.problems.length, 1);
    }
    const { suite } = await refused('tests: [a.yaml]', ring);
    assert.ok(suite.tests.length < 30);
    assert.deepEqual(
      problemsOf(suite).filter((problem) => !problem.startsWith('test')),
      [],
    );
  });
});
