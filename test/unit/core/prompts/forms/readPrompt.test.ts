import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { promptFormOf, readPrompt } from '../../../../../src/core/prompts/forms/readPrompt';
import type { Prompt } from '../../../../../src/core/prompts/prompt';
import { tries } from '../../../../support/tries';

/** Each problem: its rule, the text at its place, and what it says. */
const problemsOf = (text: string, { problems }: Prompt): string[][] =>
  problems.map(({ rule, span, message }) => [rule, text.slice(span.start, span.end), message(sayInEnglish)]);

/** The role of each template, its source, and what stands at its place. */
const templatesOf = (text: string, { templates }: Prompt): unknown[] =>
  templates.map(({ role, source, span }) => [role, source, text.slice(span.start, span.end)]);

const prompty = `---
name: greet
description: Says hello
metadata:
  version: "2"
model:
  id: gpt-4o
  provider: openai
  options:
    temperature: 0.5
    maxOutputTokens: 100
inputs:
  - name: question
    kind: string
    required: true
  - name: style
    kind: string
    default: brief
    description: How to answer
  - name: past
    kind: thread
outputs:
  - name: answer
    kind: string
tools:
  - name: look_up
    kind: function
    description: Finds a word
    parameters:
      - name: word
        kind: string
        required: true
---
system:
Be {{style}}.

{{past}}
user:
{{question}}
`;

describe('a prompt file', () => {
  it('has the form that its name says', () => {
    const names = [
      'a.prompt',
      'A.PROMPT',
      'a.prompty',
      'a.prompt.yml',
      'a.prompt.yaml',
      'a.prompt.md',
      'a.md',
      'prompt',
    ];
    assert.deepEqual(names.map(promptFormOf), [
      ...(['dotprompt', 'dotprompt', 'prompty', 'github', 'github', 'vscode', undefined, undefined] as const),
    ]);
  });

  it('of Prompty says what its fields do', () => {
    const prompt = readPrompt('a.prompty', prompty);
    const { raw, ...metadata } = prompt.metadata;
    assert.ok(raw);
    assert.deepEqual(metadata, {
      ...{ name: 'greet', description: 'Says hello', version: '2', model: 'openai/gpt-4o' },
      config: { temperature: 0.5, maxOutputTokens: 100 },
      input: {
        schema: {
          type: 'object',
          properties: { question: { type: 'string' }, style: { type: 'string', description: 'How to answer' } },
          required: ['question'],
        },
        defaults: { style: 'brief' },
      },
      output: { format: 'json', schema: { type: 'object', properties: { answer: { type: 'string' } } } },
      toolDefs: [
        {
          ...{ name: 'look_up', description: 'Finds a word' },
          inputSchema: { type: 'object', properties: { word: { type: 'string' } }, required: ['word'] },
        },
      ],
    });
    assert.deepEqual(problemsOf(prompty, prompt), []);
    const at = prompt.values.get('/model/options/temperature');
    assert.equal(prompty.slice(at?.start, at?.end), '0.5');
    const [template] = prompt.templates;
    assert.equal(prompty.slice(template?.span.start, template?.span.end), template?.source);
  });

  it('of the first version of Prompty means the same', () => {
    const text = `---
name: old
model:
  api: chat
  configuration:
    type: azure_openai
    azure_deployment: gpt-35-turbo
  parameters:
    max_tokens: 3
sample:
  question: Why?
  n: 2
inputs:
  question:
    type: string
---
user:
{{question}}`;
    const { metadata } = readPrompt('a.prompty', text);
    assert.equal(metadata.model, 'azure_openai/gpt-35-turbo');
    assert.deepEqual(metadata.config, { max_tokens: 3 });
    assert.deepEqual(metadata.input?.defaults, { question: 'Why?', n: 2 });
  });

  it('of GitHub Models says what its fields do', () => {
    const text = `name: sum
model: openai/gpt-4o
modelParameters:
  maxTokens: 5
responseFormat: json_schema
jsonSchema: '{"name": "x", "schema": {"type": "object"}}'
messages:
  - role: system
    content: |
      Be brief.
  - role: user
    content: "Sum up {{ text }}, {{text}}\\n{{n}}"
`;
    const prompt = readPrompt('a.prompt.yml', text);
    assert.equal(prompt.metadata.model, 'openai/gpt-4o');
    assert.deepEqual(prompt.metadata.config, { maxOutputTokens: 5 });
    assert.deepEqual(prompt.metadata.output, { format: 'json', schema: { type: 'object' } });
    assert.deepEqual(Object.keys(prompt.metadata.input?.schema?.['properties'] ?? {}), ['text', 'n']);
    assert.deepEqual(templatesOf(text, prompt), [
      ['system', 'Be brief.\n', '|\n      Be brief.\n'],
      ['user', 'Sum up {{ text }}, {{text}}\n{{n}}', '"Sum up {{ text }}, {{text}}\\n{{n}}"'],
    ]);
  });

  it('of VS Code is what the user says', () => {
    const text =
      '---\ndescription: Reviews\nmodel: [GPT-5, GPT-4]\ntools: [search]\n---\nReview ${file} for ${input:what:a kind}. ${HOME}\n';
    const prompt = readPrompt('a.prompt.md', text);
    assert.equal(prompt.metadata.model, 'GPT-5');
    assert.deepEqual(prompt.metadata.tools, ['search']);
    assert.deepEqual(prompt.metadata.input?.schema, {
      type: 'object',
      properties: { file: { type: 'string' }, what: { type: 'string', description: 'a kind' } },
    });
    const source = 'Review ${file} for ${input:what:a kind}. ${HOME}';
    assert.deepEqual(templatesOf(text, prompt), [['user', source, source]]);
  });

  it('of promptfoo is a text, or messages in JSON or YAML', () => {
    const one = (text: string): unknown => templatesOf(text, readPrompt('a.txt', text));
    assert.deepEqual(one('\nHi {{name}}\n'), [['user', 'Hi {{name}}', 'Hi {{name}}']]);
    assert.deepEqual(one('{{ a }} is no JSON'), [['user', '{{ a }} is no JSON', '{{ a }} is no JSON']]);
    const chat =
      '[{"role":"system","content":"a\\n{{b}}"},{"role":"user","content":[{"type":"text","text":"c"},{"type":"image_url","image_url":{"url":"{{d}}"}}]}]';
    assert.deepEqual(one(chat), [
      ['system', 'a\n{{b}}', '"a\\n{{b}}"'],
      ['user', 'c', '"c"'],
      ['user', '{{d}}', '"{{d}}"'],
    ]);
    assert.deepEqual(
      readPrompt('a.json', chat).templates.map(({ isMedia, message }) => [isMedia, message]),
      [
        ...[
          [undefined, undefined],
          [undefined, 1],
          [true, 1],
        ],
      ],
    );
    assert.deepEqual(one('- role: user\n  content: Hi {{name}}\n'), [['user', 'Hi {{name}}', 'Hi {{name}}']]);
    const loop = '[{% for m in all %}{"role": "user", "content": {{ m | dump }}}{% endfor %}]';
    assert.equal(readPrompt('a.json', loop).templates[0]?.isJson, true);
  });

  it('says what is wrong with it, at its place', () => {
    const cases: readonly (readonly [file: string, text: string, rule: string, at: string, message: RegExp])[] = [
      ['a.prompty', '---\nname: a\nmodel: {id: x\n---\nuser:\nHi', 'invalid-yaml', '{', /bracket is not closed/],
      ['a.prompty', '---\nname: a\nuser:\nHi', 'invalid-yaml', '---', /has no end/],
      ['a.prompty', '---\n- a\n---\n', 'invalid-yaml', '- a\n', /Keys and values/],
      ['a.prompty', '---\ntemplate: jinja2\n---\n', 'invalid-template', 'jinja2', /"format" and "parser"/],
      [
        'a.prompty',
        '---\ntemplate: {format: {kind: erb}}\n---\n',
        'invalid-template',
        '{kind: erb}',
        /jinja2, nunjucks, mustache/,
      ],
      ['a.prompty', '---\nmodel: ${env:MODEL}\n---\n', 'unread-reference', '${env:MODEL}', /are not read: MODEL/],
      [
        'a.prompty',
        '---\nmodel: ${file:../../etc/passwd}\n---\n',
        'unread-reference',
        '${file:../../etc/passwd}',
        /is not read/,
      ],
      [
        'a.prompt.yml',
        'messages:\n- role: boss\n  content: a',
        'unknown-role',
        'boss',
        /^There is no role "boss". The roles are system, developer, user/,
      ],
      [
        'a.json',
        '[{"role":"usr","content":"a"}]',
        'unknown-role',
        '"usr"',
        /^There is no role "usr". Did you mean user\?$/,
      ],
      ['a.json', '[{"role":7,"content":"a"}]', 'unknown-role', '7', /^A message needs a role/],
      ['a.prompt.yml', 'name: a', 'no-messages', 'name: a', /"messages"/],
      ['a.prompt.yml', 'messages: &a [*a]', 'invalid-yaml', 'messages: &a [*a]', /cannot be read/],
      ['a.prompt.md', '---\nname: "a\n---\nHi', 'invalid-yaml', '"', /quotation mark is not closed/],
      ['a.json', '[{"role":"user","content":[{"type":"audio"}]}]', 'unread-part', '{"type":"audio"}', /left out/],
      ['a.json', '[{"content":"a"}]', 'unknown-role', '{"content":"a"}', /needs a role/],
      ['a.json', '{"a": 1}', 'no-messages', '{"a": 1}', /no list of messages/],
      ['a.txt', 'one\n---\ntwo\n', 'several-prompts', 'two', /Only the first/],
    ];
    for (const [file, text, rule, at, message] of cases) {
      const [found, ...others] = problemsOf(text, readPrompt(file, text));
      assert.deepEqual([found?.[0], found?.[1], others], [rule, at, []], text);
      assert.match(found?.[2] ?? '', message);
    }
  });

  it('is read however large, deep or broken it is, and places are within it', () => {
    const huge = [
      '['.repeat(30_000),
      'a: '.repeat(50),
      '---\n' + 'a:\n'.repeat(60_000),
      '{"role":'.repeat(100),
      '---\n---\n' + 'user:\n'.repeat(100),
    ];
    const pieces = fc.constantFrom(
      '---\n',
      'name: a\n',
      '- ',
      'role: user\n',
      '[',
      '{',
      '"',
      "'",
      '}',
      ']',
      ': ',
      '\n',
      '  ',
      '&a ',
      '*a',
      'user:\n',
      '{{',
      '}}',
      '\t',
      '!!set ',
      '?',
      '__proto__: ',
      '|\n',
    );
    const texts = fc.array(pieces, { maxLength: 15 }).map((parts) => parts.join(''));
    const check = (text: string): void => {
      for (const file of ['a.prompt', 'a.prompty', 'a.prompt.yml', 'a.prompt.md', 'a.txt']) {
        const { templates, problems, values, keys } = readPrompt(file, text);
        const spans = [...templates, ...problems].map(({ span }) => span);
        for (const { start, end } of [...spans, ...values.values(), ...keys.values()]) {
          assert.ok(start >= 0 && start <= end && end <= text.length, `${file}: ${text.slice(0, 100)}`);
        }
      }
    };
    for (const text of huge) check(text);
    fc.assert(fc.property(texts, check), tries(60));
  });
});
