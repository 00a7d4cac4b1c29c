import assert from 'node:assert/strict';
import { PromptRenderer } from '../../../../../src/core/evals/run/renderedPrompt';
import type { Suite } from '../../../../../src/core/evals/suite';
import { problemsOf, skippedIn, suiteOf } from './suiteOf';

/** The text of each prompt of a suite with the values of each test. */
function textsOf({ prompts, tests }: Suite): string[] {
  const renderer = new PromptRenderer();
  return tests.flatMap((test) =>
    prompts.map((prompt) =>
      renderer
        .render(prompt, test)
        .flatMap(({ content }) => content.map((part) => ('text' in part ? part.text : '?')))
        .join('|'),
    ),
  );
}

describe('the parameters of a suite', () => {
  it('have what they name in files, as a whole or deep inside', async () => {
    const tool = (parameters: unknown): object => ({ type: 'function', function: { name: 'f', parameters } });
    const { providers, problems } = await suiteOf(
      `providers:
  - {id: 'openai:m', config: {tools: 'file://tools.json'}}
  - {id: 'openai:m', config: {tools: [{type: function, function: {name: f, parameters: 'file://schema.yaml'}}]}}`,
      { 'tools.json': JSON.stringify([tool({ type: 'object' })]), 'schema.yaml': 'type: object' },
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      providers.map(({ config }) => config),
      Array(2).fill({ tools: [tool({ type: 'object' })] }),
    );
  });
});

describe('a prompt file of a suite', () => {
  it('is filled with the partials beside it and above it', async () => {
    const suite = await suiteOf(
      "prompts: [file://p/*.prompt, 'Hi {{name}}']\ntests: [{vars: {name: Ada}}, {vars: {name: Bob}}]",
      {
        'p/greet.prompt': '{{> greeting}}, {{name}}!',
        'p/_greeting.prompt': 'Good {{> part}}',
        '_part.prompt': 'day',
      },
    );
    assert.deepEqual(problemsOf(suite), []);
    assert.deepEqual(textsOf(suite), ['Good day, Ada!', 'Hi Ada', 'Good day, Bob!', 'Hi Bob']);
  });

  it('is filled with the same values as a text of the config', async () => {
    const suite = await suiteOf(
      'prompts: [\'Say {{w}}|\', a.prompt, b.prompt.yml, c.prompty]\ntests: [{vars: {x: s1, w: "{{x}}\\n"}}]',
      {
        'a.prompt': 'Say {{w}}|',
        'b.prompt.yml': "messages: [{role: user, content: 'Say {{w}}|'}]",
        'c.prompty': '---\nname: c\n---\nuser:\nSay {{w}}|',
      },
    );
    assert.deepEqual(textsOf(suite), Array(4).fill('Say s1|'));
  });

  it('is told where it takes a list, and each text of the list is a row', async () => {
    const prompts = {
      'each.prompt': '{{#each files}}{{this}} {{/each}}',
      'schema.prompt': '---\ninput: {schema: {files(array): string}}\n---\n{{json files}}',
      'other.prompt': '{{#each names}}{{this}}{{/each}}{{files}}',
    };
    const config = (options: string): string =>
      `prompts: [each.prompt, schema.prompt, other.prompt]\ntests: [{vars: {files: [a, b], names: [{n: 1}]}${options}}]`;
    const suite = await suiteOf(config(''), prompts);
    assert.deepEqual(
      suite.problems.map(({ rule, severity, message }) => [rule, severity, message.split(' ').slice(0, 9).join(' ')]),
      ['each', 'schema'].map((name) => [
        ...['list-of-rows', 'warning', `Each text of "files" is a row, but evals/${name}.prompt`],
      ]),
    );
    const whole = await suiteOf(config(', options: {disableVarExpansion: true}'), prompts);
    assert.deepEqual(problemsOf(whole), []);
    assert.equal(textsOf(whole)[0], 'a b ');
  });

  it('says of a request what the config does not say', async () => {
    const dotprompt = '---\nmodel: m\nconfig: {temperature: 0.5, maxOutputTokens: 9, apiKey: k}\n---\nHi {{name}}';
    const suite = await suiteOf(
      "prompts: [a.prompt, {id: 'file://a.prompt', label: b, config: {temperature: 1, headers: {a: b}}}, bad.prompt]",
      { 'a.prompt': dotprompt, 'bad.prompt': '---\nconfig: [\n---\nHi' },
    );
    assert.deepEqual(
      suite.prompts.slice(0, 2).map(({ label, source, config }) => [label, source, config]),
      [
        ['evals/a.prompt', dotprompt, { temperature: 0.5, maxOutputTokens: 9 }],
        ['b', dotprompt, { temperature: 1, maxOutputTokens: 9 }],
      ],
    );
    assert.deepEqual(skippedIn(suite), [
      ...['evals/a.prompt apiKey', 'evals/suite.yaml prompts[1].config.headers', 'evals/a.prompt apiKey'],
    ]);
    assert.ok(suite.prompts[2]?.skip);
    assert.deepEqual(
      suite.problems.map(({ file }) => file),
      ['evals/bad.prompt'],
    );
  });

  it('is not asked without the tools that it names', async () => {
    const suite = await suiteOf('prompts: [a.prompt, b.prompt]', {
      'a.prompt': '---\ntools: [search]\n---\nHi',
      'b.prompt': '---\ntools: [search]\ntoolDefs: [{name: search}]\n---\nHi',
    });
    assert.deepEqual(
      suite.prompts.map(({ skip }) => skip),
      ['There is no tool "search".', undefined],
    );
    assert.deepEqual(suite.skips, [
      { what: 'tools', reason: 'There is no tool "search".', file: 'evals/a.prompt', span: { start: 12, end: 18 } },
    ]);
  });

  it('is filled within the limits of whoever runs it, as a text is', async () => {
    const loops = (open: string, close: string): string => `${open.repeat(4)}x${close.repeat(4)}`;
    const suite = await suiteOf(
      `prompts: ['${loops('{% for i in l %}', '{% endfor %}')}', a.prompt]\ntests: [{vars: {l: [${Array(10).fill(1).join()}]}}]`,
      { 'a.prompt': loops('{{#each @root.l}}', '{{/each}}') },
    );
    assert.deepEqual(textsOf(suite), Array(2).fill('x'.repeat(10_000)));
    const renderer = new PromptRenderer({ steps: 1_000, depth: 20, output: 1_000 });
    for (const prompt of suite.prompts) {
      assert.throws(
        () => renderer.render(prompt, suite.tests[0]!),
        /The template takes more than 1000 steps/,
        prompt.label,
      );
    }
  });
});
