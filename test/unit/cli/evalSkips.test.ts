import assert from 'node:assert/strict';
import { evalJson, evalOf, greetings, useEvalServer } from './evalRun';

describe('eval of a config that is not obeyed in all', () => {
  const evals = useEvalServer();
  const { run } = evals;

  it('skips what it does not obey, which is never a pass', async () => {
    const config = `prompts: ['Greet {{name}}', 'file://evil.py', '{{env.HOME}} {{name}}']
providers: ['openai:chat:m', 'exec:rm -rf /', 'mystery:x']
tests:
  - {vars: {name: Ada}, assert: [{type: javascript, value: 'true'}, {type: contains, value: Ada}]}
  - {vars: {name: Bob}, assert: [{type: python, value: 'True'}]}
  - {vars: {name: Cyd}, options: {transform: output}, assert: [{type: contains, value: Cyd}]}
`;
    const { code, results, errors } = await run(config);
    assert.equal(evals.server.asked.length, 2);
    assert.deepEqual([results.stats.cells, results.stats.passed, results.stats.skipped, code], [27, 1, 26, 0]);
    for (const { checks, pass } of results.cells.slice(1)) {
      assert.equal(pass, null);
      assert.ok(checks.every(({ skipped }) => skipped !== null && skipped !== ''));
    }
    assert.match(errors, /Skipped: .*prompts\[1\]: No code of a config is run\./);
  });

  it('passes no answer to a request that lacks what the config says of it', async () => {
    const left = [
      ...['instructions: Be rude', 'systemInstruction: Answer in French', 'passthrough: {a: 1}', 'tools: file://t.js'],
      ...['tools: [file://t.js]', 'response_format: file://f.py', 'responseSchema: {type: object}', 'toolConfig: {}'],
    ];
    for (const config of left) {
      for (const suite of [
        `prompts: [x]\nproviders: [{id: 'openai:chat:m', config: {${config}}}]`,
        `prompts: [{raw: x, config: {${config}}}]\nproviders: ['openai:chat:m']`,
      ]) {
        const { code } = await run(`${suite}\ntests: [{assert: [{type: contains, value: x}]}]`);
        assert.deepEqual([code, evals.server.asked.length], [2, 0], suite);
      }
    }
    const wrong = ['tools: [{nothing: 1}]', 'response_format: {type: json_schema, schema: []}', 'response_format: xml'];
    for (const config of wrong) {
      const { code, results, errors } = await run(
        `prompts: [x]\nproviders: [{id: 'openai:chat:m', config: {${config}}}]\ntests: [{assert: [{type: contains, value: x}]}]`,
      );
      assert.deepEqual([code, results.cells[0]?.error?.code], [2, 'prompt'], errors);
    }
    assert.equal(evals.server.asked.length, 0);
    await run(
      "prompts: [x]\nproviders: [{id: 'openai:chat:m', config: {maxTokens: 7, response_format: {type: text}}}]",
    );
    assert.deepEqual(
      evals.server.asked[0]?.body['max_completion_tokens'] ?? evals.server.asked[0]?.body['max_tokens'],
      7,
    );
  });

  it('sends no message as another one than the config has', async () => {
    const image = '{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}';
    const { results, code } = await run(`prompts:
  - '[{"role":"user","content":[{"type":"text","text":"hi"},{"type":"input_audio","input_audio":{"data":"QUJD"}}]}]'
  - '[{"role":"system","content":[{"type":"text","text":"s"},${image}]},{"role":"user","content":"hi"}]'
  - '[{"role":"nosuch","content":"x"},{"role":"user","content":"hi"}]'
  - '[{"role":"user","content":"hi"},{"role":"assistant","tool_calls":[{"id":"1"}]}]'
providers: ['openai:chat:m']
tests: [{assert: [{type: contains, value: hi}]}]
`);
    assert.deepEqual([code, results.cells.map(({ error }) => error?.code)], [2, Array(4).fill('prompt')]);
    assert.match(results.cells[2]?.error?.message ?? '', /nosuch/);
    evals.folder.write('p.prompt', 'Greet {{name}}');
    const framed = await run(`prompts: [p.prompt]
providers: ['openai:chat:m']
tests: [{vars: {name: Ada}, options: {prefix: 'Now: '}, assert: [{type: contains, value: Ada}]}]
`);
    assert.equal(framed.results.cells[0]?.checks[0]?.skipped, 'A prompt file takes no prefix and no suffix.');
    assert.equal(evals.server.asked.length, 0);
  });

  it('asks the others where a provider has no address or no key', async () => {
    const ids = ['openai:chat:m', 'azure:chat:gpt-4o', 'anthropic:messages:claude-x'];
    const config = `prompts: [x]\nproviders: [${ids.map((id) => `'${id}'`).join()}]\ntests: [{assert: [{type: contains, value: x}]}]`;
    const { code, results, errors } = await run(config);
    assert.deepEqual([code, results.cells.map(({ pass }) => pass)], [0, [true, null, null]], errors);
    assert.match(errors, /Skipped: the provider azure:chat:gpt-4o: .* has no address/);
    assert.match(errors, /Skipped: the provider anthropic:messages:claude-x: .* needs a key/);
    const wrong = await run(config, '--key-env', 'anthropic=NOT_THERE');
    assert.deepEqual([wrong.code, /--key-env: there is no environment variable/.test(wrong.errors)], [2, true]);
  });

  it('passes no answer whose checks are in a file that is not read, or in a set within a set', async () => {
    const { results } = await run(`prompts: [x]
providers: ['openai:chat:m']
tests:
  - {assert: ['file://../outside.yaml']}
  - {assert: [{type: assert-set, assert: ['file://evil.js']}]}
  - {assert: [{type: assert-set, assert: [{type: assert-set, assert: [{type: contains, value: nowhere}]}]}]}
`);
    assert.deepEqual(
      results.cells.map(({ pass, checks }) => [pass, checks.every(({ skipped }) => skipped !== null)]),
      results.cells.map(() => [null, true]),
    );
  });

  it('asks nobody where the config has the answer', async () => {
    const config = `prompts: [x]
providers: ['openai:chat:m']
tests: [{providerOutput: 'a given answer', assert: [{type: contains, value: given}]}]`;
    const { code, results } = await run(config);
    assert.deepEqual([code, evals.server.asked.length, results.cells[0]?.output], [0, 0, 'a given answer']);
    const echo = await evalJson(evals.folder, config.replace('openai:chat:m', 'echo'));
    assert.deepEqual([echo.code, echo.results.stats.passed], [0, 1]);
    await run(config.replace('a given answer', ''));
    assert.equal(evals.server.asked.length, 1);
  });

  it('checks an answer with the values as the prompt is filled with them', async () => {
    const { code, results } = await run(`prompts: ['{{w}}']
providers: ['openai:chat:m']
tests:
  - {vars: {x: s1, w: 'in {{x}}!'}, assert: [{type: equals, value: 'You said: {{w}}'}]}
  - {vars: {w: "line\\n"}, assert: [{type: equals, value: 'You said: {{w}}'}]}
`);
    assert.deepEqual([code, results.cells[1]?.vars], [0, { w: 'line\n' }]);
  });

  it('says what is wrong with a command or a config, and sends nothing', async () => {
    const cases: [config: string, args: string[], message: RegExp][] = [
      ['providers: [mystery:x]', [], /None of the providers/],
      [greetings, ['--max-cost', 'x'], /--max-cost takes an amount/],
      [greetings, ['--base-url', 'openai=http://127.0.0.1:9', '--json', '/no/such/folder/o.json'], /Cannot write \/no/],
      [greetings, ['--repeat', '0'], /--repeat takes a whole number/],
      [greetings, ['--base-url', 'openai=http://x', '--base-url', 'other=http://x'], /no provider "other"/],
      ['prompts: [', [], /suite\.yaml:1:10 cannot be read: This bracket is not closed\./],
      ['providers: ["openai:chat:m"]\nprompts: [file://none.txt]', [], /suite\.yaml:2:11: There is no file/],
    ];
    for (const [config, args, message] of cases) {
      const { code, errors, output } = await evalOf(evals.folder, [evals.folder.write('suite.yaml', config), ...args]);
      assert.deepEqual([code, output], [2, ''], errors);
      assert.match(errors, message);
    }
    assert.equal(evals.server.asked.length, 0);
  });

  it('tells a prompt that cannot be filled, with its cell', async () => {
    const { code, results } = await run(greetings.replace("'Greet {{name}}'", "'{% macro x %}{% endmacro %}{{name}}'"));
    assert.deepEqual([code, evals.server.asked.length], [2, 0]);
    assert.deepEqual(
      results.cells.map(({ error }) => error?.code),
      ['template', 'template'],
    );
  });

  it('says which checks were not made, and why', async () => {
    const checks = '[{type: contain, value: x}, {type: llm-rubric, value: good}, {type: contains, value: x}]';
    const tests = `[{assert: ${checks}}, {assert: ${checks}}]`;
    const { code, errors } = await run(`prompts: [x]\nproviders: ['openai:chat:m', echo]\ntests: ${tests}`);
    assert.equal(code, 0);
    assert.match(errors, /^suite\.yaml:3:20: There is no check "contain": it is skipped\. Did you mean contains\?$/m);
    assert.doesNotMatch(errors, /Skipped: .*(?:contains|llm-rubric)/);
    assert.match(errors, /Not checked, 2 times: "contain" is not known here\./);
    assert.match(errors, /Not checked, 2 times: "llm-rubric" needs a model as judge: the config names none\./);
    assert.match(errors, /Not checked, 6 times: This is asked nowhere here/);
  });

  it('sends no message without a part of it', async () => {
    const parts = [
      '"role": "user", "content": [{"type": "input_audio", "input_audio": {"data": "AAAA"}}]',
      '"role": "system", "content": [{"type": "image_url", "image_url": {"url": "https://x.example/a.png"}}]',
    ];
    const prompts = parts.map((part) => `'[{${part}}, {"role": "user", "content": "x"}]'`).join(', ');
    const { code, results } = await run(`prompts: [${prompts}]\nproviders: ['openai:chat:m']\ntests: [{}]`);
    assert.deepEqual(
      [code, evals.server.asked.length, results.cells.map(({ error }) => error?.code)],
      [2, 0, ['prompt', 'prompt']],
    );
  });

  it('is no success where nothing was checked', async () => {
    const rubric = "prompts: [x]\nproviders: ['openai:chat:m']\ntests: [{assert: [{type: llm-rubric, value: good}]}]";
    for (const [config, ...args] of [[rubric], [greetings, '--filter', 'nobody has this']]) {
      const { code, errors } = await run(config!, ...args);
      assert.equal(code, 2, errors);
      assert.match(errors, /Nothing was checked/);
    }
  });

  it('refuses a config that is a program, and tells a run that broke off', async () => {
    const program = await evalOf(evals.folder, [evals.folder.write('promptfooconfig.js', 'module.exports = {}')]);
    assert.deepEqual([program.code, /is a program/.test(program.errors)], [2, true]);
    await run(greetings);
    evals.folder.write(
      'suite.eval.jsonl',
      `${evals.folder.read('suite.eval.jsonl')}${JSON.stringify({ asking: 'x' })}\n`,
    );
    assert.match((await run(greetings)).errors, /was broken off\. .*--resume .*suite\.before\.eval\.jsonl/);
  });
});
