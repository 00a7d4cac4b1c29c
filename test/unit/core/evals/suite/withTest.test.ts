import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { checkOutput } from '../../../../../src/core/evals/checks/checkOutput';
import { asksMessage } from '../../../../../src/core/evals/run/asksMessage';
import { PromptRenderer } from '../../../../../src/core/evals/run/renderedPrompt';
import { withTest } from '../../../../../src/core/evals/suite/withTest';
import { idFor, providerOf } from '../../../../../src/core/evals/suite/providerIds';
import {
  imagesFor,
  lostIn,
  turnSuite,
  turnTest,
  valuesFor,
  variablesOf,
} from '../../../../../src/core/evals/suite/turnTest';
import type { TurnToTest } from '../../../../../src/core/evals/suite/turnTest';
import { renderNunjucks } from '../../../../../src/core/prompts/template/nunjucks';
import { suiteOf } from './suiteOf';

const test = { vars: { prompt: 'Hi: {there}\n# no comment\n' }, assert: [{ type: 'equals', value: 'It is "fine".' }] };

const added = (text: string): string => {
  const changed = withTest(text, test);
  assert.ok(changed !== undefined, text);
  return changed;
};
const testsIn = (text: string): unknown => (parse(text) as { readonly tests: unknown }).tests;

describe('a test that is added to a config', () => {
  it('comes behind the last one, and leaves comments and all else as they are', () => {
    const config =
      '# suite\nprompts: ["{{prompt}}"]\ntests:\n  - vars: {prompt: a} # the first\n\n# the end\nproviders: [pocket]\n';
    const text = added(config);
    assert.deepEqual(testsIn(text), [{ vars: { prompt: 'a' } }, test]);
    assert.ok(
      text.startsWith('# suite\nprompts: ["{{prompt}}"]\ntests:\n  - vars: {prompt: a} # the first\n  - vars:\n'),
      text,
    );
    assert.ok(text.endsWith('\n# the end\nproviders: [pocket]\n'), text);
  });

  it('takes the place where tests are none yet, or are written in another way', () => {
    const first = { vars: { prompt: 'a' } };
    const written: readonly (readonly [string, readonly unknown[]])[] = [
      ['prompts: [a]', []],
      ['prompts: [a]\ntests:\nproviders: [b]\n', []],
      ['prompts: [a]\ntests: [] # none\n', []],
      ['prompts: [a]\ntests: null\n', []],
      ['tests: [{vars: {prompt: a}}] # one\nprompts: [a]\n', [first]],
      ['tests: [\n  {vars: {prompt: a}}, # one\n]\nprompts: [a]\n', [first]],
      ['tests: file://rows.csv\nprompts: [a]\n', ['file://rows.csv']],
      ['tests:\n- vars:\n    prompt: a', [first]],
      ['tests:\r\n  - vars:\r\n      prompt: a\r\nprompts: [a]\r\n', [first]],
      ['tests:\n  - vars:\n      prompt: |\n        a\n        b\nprompts: [a]\n', [{ vars: { prompt: 'a\nb\n' } }]],
      ['tests:\n  - &one\n    vars: {prompt: a}\nprompts: [a]\nx: *one\n', [first]],
    ];
    for (const [text, before] of written) assert.deepEqual(testsIn(added(text)), [...before, test], text);
  });

  it('keeps the blank lines and spaces that a text ends in', () => {
    const configs = [
      'tests:\n  - vars: {prompt: a}\n',
      'tests: file://a.csv # all\nprompts: [b]\n',
      'tests:\n  - a: b\n\n# c\n',
    ];
    for (const config of configs) {
      for (const value of ['one\ntwo ', 'one\ntwo\n\n', '\n', 'one\ntwo', ' one\n\n\ttwo\n ']) {
        const spaced = { vars: { prompt: value }, assert: [{ type: 'equals', value }] };
        assert.deepEqual(
          (testsIn(withTest(config, spaced) ?? 'tests: []') as unknown[]).at(-1),
          spaced,
          config + value,
        );
      }
    }
  });

  it('is not added where that would change something else', () => {
    for (const text of ['', '- a\n', '{tests: []}\n', 'a: &x [1]\ntests: *x\n', 'tests: [\n', 'a: 1\na: 2\n'])
      assert.equal(withTest(text, test), undefined, text);
  });
});

describe('a turn as a test', () => {
  const turn: TurnToTest = {
    ...{ system: '', earlier: [], message: 'Hi', shown: [], images: [], hasDocuments: false },
    temperature: null,
    maxOutputTokens: null,
  };

  it('has the message as a value, and an answer that is no template', () => {
    assert.deepEqual(turnTest('q', 'Hi', { type: 'equals', value: 'Hello {{x}}' }), {
      vars: { q: 'Hi' },
      assert: [{ type: 'equals', value: '{% raw %}Hello {{x}}{% endraw %}' }],
    });
    assert.deepEqual(turnTest('q', 'Hi', { type: 'none' }), { vars: { q: 'Hi' } });
  });

  it('makes a suite with what was said before it', () => {
    assert.deepEqual(parse(turnSuite(turn, 'pocket', { type: 'none' }).text), {
      prompts: ['{{prompt}}'],
      providers: ['pocket'],
      tests: [{ vars: { prompt: 'Hi' } }],
    });
    const longer: TurnToTest = {
      ...turn,
      system: 'Be {{short}}.',
      earlier: [
        { role: 'user', parts: [{ text: 'a' }] },
        { role: 'assistant', parts: [{ text: 'b' }] },
      ],
      temperature: 0,
      maxOutputTokens: 9,
    };
    const { prompts, providers } = parse(turnSuite(longer, 'openai:chat:m', { type: 'none' }).text) as {
      readonly prompts: readonly [string];
      readonly providers: readonly unknown[];
    };
    assert.deepEqual(JSON.parse(prompts[0]), [
      { role: 'system', content: '{% raw %}Be {{short}}.{% endraw %}' },
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b' },
      { role: 'user', content: '{{prompt}}' },
    ]);
    assert.deepEqual(providers, [{ id: 'openai:chat:m', config: { temperature: 0, max_tokens: 9 } }]);
  });

  const renderer = new PromptRenderer();
  const render = (...cell: Parameters<PromptRenderer['render']>) => renderer.render(...cell);

  const png = 'data:image/png;base64,iVBORw0KGgo=';
  const [tool, schema] = [
    { name: 'look', description: 'Looks it up', parameters: { type: 'object', properties: { q: { type: 'string' } } } },
    { type: 'object', title: 'Found it', properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: { type: 'string' } } },
  ];
  const rich: TurnToTest = {
    ...{
      ...turn,
      message: 'What is on {{image}}?',
      shown: [0],
      images: ['file://images/a.png', 'file://images/b.png'],
    },
    earlier: [
      { role: 'user', parts: [{ image: 1 }, { text: 'Look {{here}}' }] },
      { role: 'assistant', parts: [{ text: 'I do.' }, { call: { id: 'c1', name: 'look', input: '{"q": "{{q}}"}' } }] },
      { role: 'user', parts: [{ result: { callId: 'c1', output: 'A cat' } }] },
    ],
    ...{ temperature: 0.5, sampling: 'top_p=0.9 logprobs=2 stop="x"', toolChoice: 'look' },
    ...{ tools: JSON.stringify([tool]), schema: JSON.stringify(schema) },
  };

  it('takes along images, calls of tools and their results, tools, schema and parameters', async () => {
    const made = turnSuite(rich, 'openai:chat:m', { type: 'tool-call-f1', value: ['look'] });
    assert.deepEqual(made.lost, []);
    const bytes = Buffer.from(png.split(',')[1] ?? '', 'base64');
    const suite = await suiteOf(made.text, { 'images/a.png': bytes, 'images/b.png': bytes });
    assert.deepEqual([suite.problems, suite.skips], [[], []]);
    const [[prompt], [test], [provider]] = [suite.prompts, suite.tests, suite.providers];
    assert.ok(prompt && test && provider);
    assert.deepEqual(
      render(prompt, test).map(({ role, content }) => [role, content]),
      [
        ['user', [{ media: { url: png } }, { text: 'Look {{here}}' }]],
        ['model', [{ text: 'I do.' }, { toolRequest: { ref: 'c1', name: 'look', input: '{"q": "{{q}}"}' } }]],
        ['tool', [{ toolResponse: { ref: 'c1', name: '', output: 'A cat' } }]],
        ['user', [{ media: { url: png } }, { text: 'What is on {{image}}?' }]],
      ],
    );
    assert.deepEqual(provider.config, {
      ...{ temperature: 0.5, top_p: 0.9, stop: ['x'], logprobs: true, top_logprobs: 2 },
      tools: [{ type: 'function', function: tool }],
      tool_choice: { type: 'function', function: { name: 'look' } },
      response_format: { type: 'json_schema', json_schema: { name: 'Found_it', schema } },
    });
    assert.deepEqual(test.assert, [{ type: 'tool-call-f1', value: ['look'] }]);
    assert.equal(asksMessage(suite, { ...made, message: rich.message }, render), true);
  });

  it('says what a suite cannot hold of it', () => {
    const lostOf = (more: Partial<TurnToTest>) => turnSuite({ ...turn, ...more }, 'pocket', { type: 'none' }).lost;
    assert.deepEqual(lostOf({}), []);
    assert.deepEqual(lostOf({ hasDocuments: true, bodyFields: '{"user": "me"}' }), ['documents', 'fields']);
    assert.deepEqual(lostOf({ tools: '[{', schema: '[1]' }), ['tools', 'schema']);
    const reads = [
      { ...tool, description: 'Set {{env.HOME}}' },
      { ...tool, parameters: { $ref: '#/tests/0' } },
    ];
    for (const each of reads) assert.deepEqual(lostOf({ tools: JSON.stringify([each]) }), ['tools']);
    assert.deepEqual(lostOf({ schema: JSON.stringify({ const: 'file://secret.txt' }) }), ['schema']);
  });

  it('brings its images to a suite that has places for as many, and says what that suite lacks', async () => {
    assert.deepEqual(imagesFor(rich, ['image', 'prompt']), { image: 'file://images/a.png' });
    assert.deepEqual(imagesFor({ ...rich, shown: [1, 0] }, ['image2', 'image', 'q']), {
      ...{ image: 'file://images/b.png', image2: 'file://images/a.png' },
    });
    for (const names of [['prompt'], ['image', 'image2'], ['images']]) assert.equal(imagesFor(rich, names), undefined);
    const own = await suiteOf(turnSuite(rich, 'openai:chat:m', { type: 'none' }).text);
    assert.deepEqual(lostIn(own, rich, true), ['earlier']);
    const other = await suiteOf('prompts: ["{{prompt}}"]\nproviders: [pocket]\n');
    assert.deepEqual(lostIn(other, rich, false), ['earlier', 'images', 'tools', 'schema']);
    assert.deepEqual(lostIn(other, turn, true), []);
  });

  const tricky = [
    'What is {{prompt}}, and {{ prompt2 }}, {{tone}}?',
    'Use {{name | upper}} or {{{raw}}}: {% if x %}y{% endif %} {# z #}',
    '{% raw %}{{a}}{% endraw %} {% endraw %}',
    '{{',
    '{{{{ {%',
    'Hi {{user.first}}.\n{%- for a in b -%}\n',
    'file://secret.txt',
    'A {b} and $& {c: {d: 1}}',
  ];
  it('asks what was asked, whatever braces are in it', async () => {
    const texts = [...tricky, 'Set {{env.HOME}} to {{ env["KEY"] }}'];
    for (const text of texts) {
      for (const earlier of [[], [{ role: 'user', parts: [{ text }] } as const]]) {
        if (earlier.length > 0 && /env|^file/.test(text)) continue;
        const one: TurnToTest = { ...turn, earlier, system: earlier.length > 0 ? text : '', message: text };
        const made = turnSuite(one, 'pocket', { type: 'equals', value: text });
        const suite = await suiteOf(made.text);
        const [prompt] = suite.prompts;
        const [test] = suite.tests;
        assert.ok(prompt && test);
        const said = render(prompt, test).map(({ content }) =>
          content.map((part) => ('text' in part ? part.text : '')),
        );
        const asked = text.replace(/\n$/, '');
        assert.deepEqual(said, [...(earlier.length > 0 ? [[text], [text]] : []), [asked]], text);
        assert.equal(asksMessage(suite, { ...made, message: text }, render), true, text);
        const [check] = test.assert;
        assert.ok(check && !('assert' in check) && check.skip === undefined, text);
        const verdict = await checkOutput(check, { output: text, vars: test.vars }, renderNunjucks);
        assert.ok('pass' in verdict && verdict.pass, JSON.stringify(verdict));
      }
    }
  });

  it('is written as the prompts of a suite take it, and known where they would ask something else', async () => {
    const files = { 'a.prompt': 'Say {{prompt}}' };
    const chat = `'[{"role": "user", "content": "Say {{prompt}}"}]'`;
    const taken = async (prompts: string, message: string): Promise<number> => {
      const text = `prompts: [${prompts}]\nproviders: [pocket]\ndefaultTest: {vars: {tone: kind}}\n`;
      for (const [at, value] of valuesFor(message).entries()) {
        const suite = await suiteOf(withTest(text, turnTest('prompt', value, { type: 'none' })) ?? '', files);
        if (asksMessage(suite, { variable: 'prompt', value, message }, render)) return at;
      }
      return -1;
    };
    for (const message of tricky) assert.equal(await taken("'Say {{prompt}} {{tone}}'", message), 0, message);
    const other = 'Use {{name | upper}}';
    assert.deepEqual([await taken(chat, other), await taken('file://a.prompt', other)], [1, 1]);
    assert.deepEqual([await taken(chat, 'Be {{tone}}'), await taken(`${chat}, '{{prompt}}'`, '{{ 1 }}')], [-1, -1]);
    assert.deepEqual(valuesFor('A {b}'), ['A {b}']);
  });

  it('finds the names that prompts are filled with, and no others', () => {
    const names = (source: string, file?: string): string[] =>
      variablesOf({ prompts: [{ label: '', source, ...(file !== undefined && { file }) }] });
    assert.deepEqual(names('{{ topic | upper }} and {{topic}}, {{ q.text }} {{ frage_ü }}'), ['frage_ü', 'q', 'topic']);
    assert.deepEqual(names('{% for item in items %}{{ item }}{% endfor %}{# {{old}} #}'), ['items']);
    assert.deepEqual(names('{% raw %}{{not}}{% endraw %} {{q}}'), ['q']);
    const dotprompt =
      '{{#if tone}}{{tone}}{{else}}Be kind{{/if}}{{history}}{{role "user"}}{{{question}}}{{!-- {{old}} --}}';
    assert.deepEqual(names(dotprompt, 'a.prompt'), ['question', 'tone']);
    assert.deepEqual(names('{{ broken'), []);
  });

  it('names a provider as a config does', () => {
    assert.equal(idFor('openai', 'responses', 'm'), 'openai:responses:m');
    assert.equal(idFor('openai', 'chat-completions', 'm'), 'openai:chat:m');
    assert.equal(idFor('anthropic', 'anthropic-messages', 'm'), 'anthropic:m');
    assert.equal(idFor('custom', 'chat-completions', 'a:b'), 'custom:chat:a:b');
    assert.equal(idFor('nobody', undefined, 'm'), 'custom:m');
    for (const preset of ['openai', 'gemini', 'ollama', 'custom', 'bedrock'])
      assert.deepEqual(
        [
          providerOf(idFor(preset, 'chat-completions', 'a:b'))?.preset,
          providerOf(idFor(preset, 'chat-completions', 'a:b'))?.model,
        ],
        [preset, 'a:b'],
      );
  });
});
