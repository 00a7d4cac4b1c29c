import assert from 'node:assert/strict';
import { problemsOf, skippedIn, suiteOf, promptsOf } from './suiteOf';

describe('a suite of a config', () => {
  it('has prompts, providers and tests as they are written, and their places', async () => {
    const config = `description: Greetings
prompts: ['Greet {{name}}', {id: formal, label: Formal, raw: 'Address {{name}}', config: {temperature: 0}}]
providers:
  - openai:gpt-4o
  - {id: 'anthropic:messages:claude-x', label: mine, config: {temperature: 0.5, max_tokens: 9}, prompts: [formal]}
  - 'ollama:chat:llama3': {config: {seed: 1}}
evaluateOptions: {maxConcurrency: 3, repeat: 2}
tests:
  - vars: {name: Ada}
    assert: [{type: contains, value: Ada, weight: 2, metric: names}]
    threshold: 0.5
`;
    const suite = await suiteOf(config);
    assert.deepEqual([problemsOf(suite), skippedIn(suite)], [[], []]);
    assert.deepEqual(promptsOf(suite), [
      { label: 'Greet {{name}}', source: 'Greet {{name}}' },
      { id: 'formal', label: 'Formal', source: 'Address {{name}}', config: { temperature: 0 } },
    ]);
    assert.deepEqual(
      suite.providers.map(({ id, label, config: parameters, prompts }) => ({ id, label, parameters, prompts })),
      [
        { id: 'openai:gpt-4o', label: 'openai:gpt-4o', parameters: {}, prompts: undefined },
        {
          ...{ id: 'anthropic:messages:claude-x', label: 'mine', prompts: ['formal'] },
          parameters: { temperature: 0.5, max_tokens: 9 },
        },
        { id: 'ollama:chat:llama3', label: 'ollama:chat:llama3', parameters: { seed: 1 }, prompts: undefined },
      ],
    );
    const [test] = suite.tests;
    assert.deepEqual(test?.vars, { name: 'Ada' });
    assert.deepEqual(test.assert, [{ type: 'contains', value: 'Ada', weight: 2, metric: 'names' }]);
    assert.deepEqual([test.threshold, suite.maxConcurrency, suite.repeat], [0.5, 3, 2]);
    assert.match(config.slice(test.span?.start, test.span?.end), /^vars: \{name: Ada\}[^]*threshold: 0\.5\s*$/);
    assert.equal(config.slice(suite.providers[0]?.span?.start, suite.providers[0]?.span?.end), 'openai:gpt-4o');
  });

  it('has the prompts of files by their kinds, each with a label of its own', async () => {
    const suite = await suiteOf(
      'prompts: [two.txt, "file://p/*.md", chat.json, lines.jsonl, rows.csv, one.csv, a/b or c]\n',
      {
        'two.txt': 'One\r\n---\r\nTwo {{x}}\n',
        'p/b.md': 'B',
        'p/a.md': 'A',
        'chat.json': '[{"role": "user", "content": "file://two.txt"}]',
        'lines.jsonl': '["x"]\n["y"]\n',
        'rows.csv': 'prompt, label\nFirst,one\n"Second, {{x}}",\n',
        'one.csv': 'Prompt\r\n"In {{x}} quotes"\r\n\r\nOther\r\n',
      },
    );
    assert.deepEqual(problemsOf(suite), []);
    assert.deepEqual(
      suite.prompts.map(({ label, source }) => [label, source]),
      [
        ['evals/two.txt', 'One'],
        ['evals/two.txt (2)', 'Two {{x}}'],
        ['evals/p/a.md', 'A'],
        ['evals/p/b.md', 'B'],
        ['evals/chat.json', '[{"role":"user","content":"One\\r\\n---\\r\\nTwo {{x}}\\n"}]'],
        ['evals/lines.jsonl', '["x"]'],
        ['evals/lines.jsonl (2)', '["y"]'],
        ['one', 'First'],
        ['evals/rows.csv', 'Second, {{x}}'],
        ['evals/one.csv', '"In {{x}} quotes"'],
        ['evals/one.csv (2)', 'Other'],
        ['a/b or c', 'a/b or c'],
      ],
    );
    const broken = await suiteOf('prompts: [b.csv]', { 'b.csv': 'prompt,label\nFirst,one,two\n' });
    assert.deepEqual(
      broken.prompts.map(({ source }) => source),
      ['prompt,label', 'First,one,two'],
    );
    const without = await suiteOf('tests: []\n');
    assert.deepEqual(promptsOf(without), [{ label: '{{prompt}}', source: '{{prompt}}' }]);
  });

  it('has what the default test says before what a test says itself', async () => {
    const suite = await suiteOf(`
defaultTest:
  vars: {language: French, tone: warm}
  threshold: 0.9
  options: {prefix: '> '}
  assert: [{type: is-json}]
tests:
  - vars: {language: German}
    assert: [{type: equals, value: x}]
  - options: {disableDefaultAsserts: true, repeat: 3, suffix: '!'}
    threshold: 0.1
`);
    const [first, second] = suite.tests;
    assert.deepEqual(first?.vars, { language: 'German', tone: 'warm' });
    assert.deepEqual(first.assert, [{ type: 'is-json' }, { type: 'equals', value: 'x' }]);
    assert.deepEqual([first.threshold, first.prefix], [0.9, '> ']);
    assert.deepEqual([second?.assert, second?.threshold, second?.repeat, second?.suffix], [[], 0.1, 3, '!']);
  });

  it('has a row for each combination of lists of texts, and one for a list of something else', async () => {
    const rows = async (vars: string, options = '') => {
      const suite = await suiteOf(`tests: [{vars: ${vars}${options}}]`, {
        'v/a.txt': ' A\n',
        'v/b.txt': 'B',
        'c.yaml': 'x: [1]',
      });
      assert.deepEqual(problemsOf(suite), []);
      return suite.tests.map(({ vars }) => vars);
    };
    assert.deepEqual(await rows('{a: [x, y], b: [1, 2], c: [p, q]}'), [
      { a: 'x', b: [1, 2], c: 'p' },
      { a: 'x', b: [1, 2], c: 'q' },
      { a: 'y', b: [1, 2], c: 'p' },
      { a: 'y', b: [1, 2], c: 'q' },
    ]);
    assert.deepEqual(await rows('{a: [x, y]}', ', options: {disableVarExpansion: true}'), [{ a: ['x', 'y'] }]);
    assert.deepEqual(await rows('{a: file://v/*.txt, b: file://c.yaml}'), [
      { a: 'A', b: '{"x":[1]}' },
      { a: 'B', b: '{"x":[1]}' },
    ]);
    assert.deepEqual(await rows('{a: []}'), [{ a: [] }]);
    const many = Array.from(
      { length: 6 },
      (_, at) => `v${at}: [${Array.from({ length: 10 }, (_, n) => `x${n}`).join(', ')}]`,
    );
    const tooMany = await suiteOf(`tests: [{vars: {${many.join(', ')}}}]`);
    assert.deepEqual(problemsOf(tooMany), ['rows: The lists of its variables make too many rows of this test.']);
    assert.match(tooMany.tests[0]?.skip ?? '', /too many rows/);
  });

  it('has a row for each row of a scenario with each of its tests', async () => {
    const suite = await suiteOf(`
defaultTest: {assert: [{type: is-json}]}
scenarios:
  - config:
      - {vars: {language: French}, assert: [{type: contains, value: f}]}
      - vars: {language: German}
    tests:
      - {description: hello, vars: {input: Hi}, assert: [{type: contains, value: h}]}
      - vars: {input: Bye, language: Dutch}
`);
    assert.deepEqual(
      suite.tests.map(({ vars, assert: checks }) => [
        vars,
        checks.map((each) => ('value' in each ? each.value : each.type)),
      ]),
      [
        [{ language: 'French', input: 'Hi' }, ['is-json', 'f', 'h']],
        [{ language: 'Dutch', input: 'Bye' }, ['is-json', 'f']],
        [{ language: 'German', input: 'Hi' }, ['is-json', 'h']],
        [{ language: 'Dutch', input: 'Bye' }, ['is-json']],
      ],
    );
    assert.deepEqual(
      suite.tests.map(({ description }) => description),
      ['hello', undefined, 'hello', undefined],
    );
  });

  it('has the tests of files in CSV, JSONL, JSON and YAML, and where each of them is', async () => {
    const csv = `q, __expected ,__expected2,__description,__threshold,__metric,__metadata:kind,__prefix,__config:__expected2:threshold
"two
lines",contains:x,levenshtein: y ,named,0.5,m,k,"p ",3
b,,,,,,,,1
`;
    const suite = await suiteOf('tests: [file://t.csv, "t/*.jsonl", t.json, file://t.yaml]', {
      't.csv': csv,
      't/a.jsonl':
        '{"vars": {"q": "c"}}\n\n{"vars": {"q": "d"}, "assert": [{"type": "equals", "value": "file://e.txt"}]}\n',
      't.json': '[{"vars": {"q": "e"}}]',
      't.yaml': '- vars: vars.yaml\n- file://more.yaml\n',
      'vars.yaml': 'q: f',
      'more.yaml': '- vars: {q: g}\n',
      'e.txt': 'expected\n',
    });
    assert.deepEqual([problemsOf(suite), skippedIn(suite)], [[], []]);
    assert.deepEqual(
      suite.tests.map(({ vars }) => vars['q']),
      ['two\nlines', 'b', 'c', 'd', 'e', 'f', 'g'],
    );
    const [row, second, , fourth] = suite.tests;
    assert.deepEqual(row?.assert, [
      { type: 'contains', value: 'x', metric: 'm' },
      { type: 'levenshtein', value: 'y', threshold: 3, metric: 'm' },
    ]);
    assert.deepEqual([row.description, row.threshold, row.prefix, second?.description], ['named', 0.5, 'p ', 'Row #2']);
    assert.equal(csv.slice(row.span?.start, row.span?.end), csv.split('\n').slice(1, 3).join('\n'));
    assert.deepEqual([second?.file, csv.slice(second?.span?.start, second?.span?.end)], ['evals/t.csv', 'b,,,,,,,,1']);
    assert.deepEqual(fourth?.assert, [{ type: 'equals', value: 'expected' }]);
  });

  it('is asked once where it has no tests, and not at all where it has only scenarios without rows', async () => {
    assert.deepEqual(
      (await suiteOf('prompts: [x]')).tests.map(({ vars }) => vars),
      [{}],
    );
    assert.deepEqual((await suiteOf('scenarios: [{config: []}]')).tests, []);
  });

  it('says what is wrong in a text, and never throws', async () => {
    const rules = async (config: string, files = {}) => {
      const suite = await suiteOf(config, files);
      return suite.problems.map(({ rule, file, span }) => `${rule} ${file}${span ? ` ${span.start}` : ''}`);
    };
    assert.deepEqual(await rules('prompts: [x\nproviders: y'), ['syntax evals/suite.yaml 9']);
    assert.deepEqual(await rules('- a'), ['config evals/suite.yaml']);
    assert.deepEqual(await rules(''), ['config evals/suite.yaml']);
    assert.deepEqual(await rules('prompts: [file://none.txt, 3]'), [
      'prompt evals/suite.yaml 27',
      'missing-file evals/suite.yaml 10',
    ]);
    assert.deepEqual(await rules('tests: [1, t.csv]', { 't.csv': 'a,b\n1,2\n\n' }), [
      ...['test evals/suite.yaml 8', 'syntax evals/t.csv 8'],
    ]);
    assert.deepEqual(await rules('tests: [t.jsonl]', { 't.jsonl': '{"vars": {}}\n{' }), ['syntax evals/t.jsonl 13']);
    assert.deepEqual(await rules('providers: [3, {}]'), [
      'provider evals/suite.yaml 12',
      'provider evals/suite.yaml 15',
    ]);
    const named = `prompts: [{id: p, raw: x}]\nproviders: ['openai:chat:m']\n`;
    const tests = 'tests: [{providers: [openai, typo]}, {prompts: [p, none]}, {prompts: [none]}, {providers: [open*]}]';
    assert.deepEqual(await rules(named + tests), ['name evals/suite.yaml 64', 'name evals/suite.yaml 93']);
    assert.deepEqual(await rules('prompts: [x]\nproviders: [{id: m, prompts: [none]}]'), ['name evals/suite.yaml 25']);
    assert.deepEqual(await rules('tests: [{assert: [3, {value: x}]}]'), [
      ...['assertion evals/suite.yaml 18', 'assertion evals/suite.yaml 21'],
    ]);
  });

  it('takes a text for no program, address or pattern of files because one is named in it', async () => {
    const texts = [
      'Explain main.py',
      'Python: sort {{x}}',
      'https://example.com is down',
      '**Be brief.** {{x}} yes/no?',
    ];
    const files = { 'a/b.txt': 'B', '{{x}} yes/no!': 'no prompt' };
    const suite = await suiteOf(`prompts: ${JSON.stringify([...texts, 'past_conversation', 'a/*.txt'])}`, files);
    assert.deepEqual([problemsOf(suite), skippedIn(suite)], [[], []]);
    assert.deepEqual(
      suite.prompts.map(({ source }) => source),
      [...texts, 'past_conversation', 'B'],
    );
    const refused = await suiteOf("prompts: ['exec:cat /etc/passwd', main.py, 'https://example.com/p.txt']");
    assert.ok(refused.prompts.every(({ skip }) => skip !== undefined));
  });

  it('has each prompt and provider that its tests and providers name', async () => {
    const suite = await suiteOf(`prompts: [{id: formal, label: Formal, raw: a}, b]
providers: ['openai:m', {id: 'openai:n', prompts: [nosuch]}]
tests: [{providers: [openai, 'openai:*'], prompts: [Formal, b]}, {providers: [typo]}, {providers: [typo]}]`);
    assert.deepEqual(problemsOf(suite).sort(), [
      'name: The suite has no prompt "nosuch".',
      'name: The suite has no provider "typo".',
    ]);
  });

  it('asks nobody where what makes the answer is not obeyed', async () => {
    const suite = await suiteOf(`prompts: [a, {raw: b, config: {instructions: Be rude}}]
providers:
  - {id: 'openai:m', config: {temperature: 0, mystery: 1}}
  - {id: 'openai:n', config: {systemInstruction: Answer in French}}
  - {id: 'openai:o', config: {tools: 'file://tools.js'}}
  - {id: 'openai:p', config: {response_format: {schema: 'file://../../s.json'}}}`);
    const isSkipped = ({ skip }: { readonly skip?: string }): boolean => skip !== undefined;
    assert.deepEqual(suite.prompts.map(isSkipped), [false, true]);
    assert.deepEqual(suite.providers.map(isSkipped), [false, true, true, true]);
  });
});
