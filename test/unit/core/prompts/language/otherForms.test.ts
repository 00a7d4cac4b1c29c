import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { sayInEnglish as say } from '../../../../../src/core/base/say';
import type { PromptForm } from '../../../../../src/core/prompts/prompt';
import { readPromptForm } from '../../../../../src/core/prompts/forms/readPrompt';
import { completionsAt } from '../../../../../src/core/prompts/language/completion';
import { hoverAt } from '../../../../../src/core/prompts/language/hover';
import { foldingOf, outlineOf } from '../../../../../src/core/prompts/language/outline';
import { missingNames } from '../../../../../src/core/prompts/language/neededNames';
import { checkPrompt } from '../../../../../src/core/prompts/language/checkPrompt';
import { quickPromptSource, readPromptSource } from '../../../../../src/core/prompts/language/promptSource';
import {
  namesWithout,
  placesOf,
  renameFault,
  variableAt,
  variablesOf,
} from '../../../../../src/core/prompts/language/variables';
import { tries } from '../../../../support/tries';

const prompty = `---
name: Ask
model: { id: gpt-4o, provider: openai }
inputs:
  - name: topic
    kind: string
    description: what it is about
  - { name: tone, kind: string, default: brief }
---
system:
Be {{tone}}.

user:
{% if topic %}About {{ topic | upper }}{% endif %}
{% for file in files %}{{ file.name }}{{ loop.index }}{% endfor %}
`;

const github = `name: Sum
messages:
  - role: system
    content: |
      You sum up.
        In {{ language }}.
  - role: user
    content: "Line\\n{{text}} \\u007b{{ language }}"
testData:
  - text: long
    expected: short
evaluators:
  - name: same
    string: { contains: '{{expected}} {{text}}' }
`;

/** The texts at the places of a name. */
const written = (text: string, form: PromptForm, name: string): string[] =>
  placesOf(readPromptSource(text, form), name).places.map(({ start, end }) => text.slice(start - 1, end + 1));

const found = (text: string, form: PromptForm): string[] =>
  checkPrompt(text, readPromptForm(form, text), {}).map(
    ({ rule, span }) => `${rule} «${text.slice(span.start, span.end)}»`,
  );

function marked(text: string, form: PromptForm): { source: ReturnType<typeof readPromptSource>; at: number } {
  const at = text.indexOf('¦');
  return { source: readPromptSource(text.slice(0, at) + text.slice(at + 1), form), at };
}

const offered = (text: string, form: PromptForm): string[] => {
  const { source, at } = marked(text, form);
  const found = completionsAt(source, at, say);
  return found?.kind === 'entries' ? found.entries.map(({ label }) => label) : [];
};

describe('variables in prompts of other forms', () => {
  it('are those of the input, and not those of a loop', () => {
    const names = variablesOf(readPromptSource(prompty, 'prompty')).uses.map(({ name }) => name);
    assert.deepEqual(names, ['tone', 'topic', 'topic', 'files']);
  });

  it('are found in all their places, also in lines with indentation, in quotes and in the rows of tests', () => {
    assert.deepEqual(written(prompty, 'prompty', 'topic'), [' topic\n', ' topic ', ' topic ']);
    assert.deepEqual(written(github, 'github', 'language'), [' language ', ' language ']);
    assert.deepEqual(written(github, 'github', 'text'), ['{text}', ' text:', '{text}']);
  });

  it('are renamed where all of their places are known, and to no word of the language', () => {
    const source = readPromptSource(prompty, 'prompty');
    assert.equal(renameFault(source, 'topic', 'subject'), undefined);
    assert.ok(renameFault(source, 'topic', 'for'));
    assert.ok(renameFault(source, 'topic', 'file'));
    assert.ok(renameFault(readPromptSource(`${prompty}{% if`, 'prompty'), 'topic', 'subject'));
  });

  it('get no name that their form does not know', () => {
    const texts: Partial<Record<PromptForm, string>> = {
      promptfoo: 'Hi {{ topic }}',
      vscode: '---\nmode: ask\n---\nHi ${input:topic}',
      ...{ prompty, github: 'messages:\n  - role: user\n    content: Hi {{topic}}\n' },
    };
    for (const [form, text] of Object.entries(texts) as [PromptForm, string][]) {
      const source = readPromptSource(text, form);
      assert.equal(renameFault(source, 'topic', 'subject'), undefined, form);
      for (const name of ['$a', 'é']) {
        const after = placesOf(source, 'topic').places.reduceRight(
          (all, { start, end }) => all.slice(0, start) + name + all.slice(end),
          text,
        );
        const isKnown = variablesOf(readPromptSource(after, form)).uses.some((use) => use.name === name);
        assert.equal(renameFault(source, 'topic', name) === undefined, isKnown, `${form} ${name}`);
      }
    }
  });

  it('may be of a list in a section of Mustache', () => {
    const text =
      '---\ntemplate: { format: mustache }\ninputs: { people: {}, name: {} }\n---\n{{#people}}{{name}}{{other}}{{/people}}{{x.y}}';
    assert.deepEqual(found(text, 'prompty'), ['unknown-variable «x»']);
    assert.deepEqual(written(text, 'prompty', 'people'), [' people:', '#people}', '/people}']);
  });

  it('lack a value where neither the file nor the user has one', () => {
    assert.deepEqual(namesWithout(readPromptSource(prompty, 'prompty'), { files: [] }), ['topic']);
  });

  it('are asked for before a run where the text shows them, and nothing says that they may be left out', () => {
    const missing = (text: string) => missingNames(readPromptSource(text), {});
    const head =
      '---\ninput:\n  schema:\n    code: string\n    focus?: string\n    lines: number\n  default: {lines: 3}\n---\n';
    assert.deepEqual(missing(`${head}{{code}} {{focus}} {{lines}}`), ['code']);
    assert.deepEqual(missing('Hello, I am {{name}}.{{#if more}} More.{{/if}}'), ['name']);
    assert.deepEqual(missingNames(readPromptSource('Hello, I am {{name}}.'), { name: '' }), []);
  });

  it('are said with what the file says of them', () => {
    const { source, at } = marked(prompty.replace('{ topic |', '{ to¦pic |'), 'prompty');
    assert.deepEqual(hoverAt(source, at, say)?.lines, ['what it is about', 'The input may leave it out.']);
    assert.equal(variableAt(source, at)?.declared?.places.length, 1);
    const text = marked('Sum up {{te¦xt}}', 'promptfoo');
    assert.deepEqual(hoverAt(text.source, text.at, say)?.lines, ['A variable of the input.']);
  });

  it('are offered in tags, with what the language has there', () => {
    assert.deepEqual(offered(`${prompty}{{ ¦`, 'prompty'), ['topic', 'tone', 'files']);
    assert.ok(offered(`${prompty}{{ topic | ¦`, 'prompty').includes('default'));
    assert.ok(offered(`${prompty}{% en¦`, 'prompty').includes('endif'));
    assert.deepEqual(offered(`${prompty}{% if ¦ %}`, 'prompty'), ['topic', 'tone', 'files']);
    assert.deepEqual(offered('- role: user\n  content: "{{a}} {{¦}}"', 'promptfoo'), ['a']);
    for (const open of ['{{ ¦', '{{¦\nmore {{ b }}', '{{ x ¦', '{% if ¦'])
      assert.ok(offered(`Hi {{ a }} ${open}`, 'promptfoo').includes('a'), open);
    assert.ok(offered('{% for item in list %}{{ ¦ }}{% endfor %}', 'promptfoo').includes('item'));
    assert.deepEqual(offered(`${prompty}{{ topic }} ¦`, 'prompty'), []);
    assert.deepEqual(offered(`${prompty}{{ "¦" }}`, 'prompty'), []);
    assert.deepEqual(offered('${input:a} {{¦', 'vscode'), []);
  });
});

describe('problems of prompts of other forms', () => {
  it('are none in those that are right', () => {
    assert.deepEqual(found(github, 'github'), []);
    assert.deepEqual(found(prompty.replace('files', 'topic'), 'prompty'), []);
    assert.deepEqual(found('[{"role": "user", "content": "{{ a }}"}]', 'promptfoo'), []);
  });

  it('are variables that the inputs have not, and inputs that nobody reads', () => {
    const text = prompty.replace('{{tone}}', 'kind');
    assert.deepEqual(found(text, 'prompty'), ['unused-input «tone»', 'unknown-variable «files»']);
  });

  it('are no inputs that a tool gets', () => {
    const tool = 'tools: [{name: t, kind: function, bindings: {unit: {input: tone}}}]\n---\nsystem:\nBe kind';
    assert.deepEqual(found(prompty.replace('---\nsystem:\nBe {{tone}}', tool), 'prompty'), [
      'unknown-variable «files»',
    ]);
  });

  it('are faults of templates at their own place, all of them', () => {
    const text = github
      .replace('{{ language }}.', '{{ language }}.')
      .replace('You', '{{name')
      .replace('Line', '{% x %}');
    assert.deepEqual(found(text, 'github'), []);
    const chat =
      '- role: user\n  content: |\n    a\n    {{ a | wrong }}\n- role: user\n  content: "b\\n{{ b | bad }}"\n';
    assert.deepEqual(found(chat, 'promptfoo'), ['template-syntax «wrong»', 'template-syntax «bad»']);
  });
});

describe('the outline of prompts of other forms', () => {
  const namesOf = (text: string, form: PromptForm): string[] =>
    outlineOf(readPromptSource(text, form), say).map(({ name, children }) =>
      [name, ...children.map((each) => each.name)].join(' > '),
    );

  it('has the settings, the messages and the blocks in them', () => {
    assert.deepEqual(namesOf(prompty, 'prompty'), [
      'Settings > name > model > inputs',
      'system',
      'user > if topic > for file in files',
    ]);
    assert.deepEqual(namesOf(github, 'github'), ['system', 'user']);
    assert.equal(foldingOf(readPromptSource(prompty, 'prompty')).length, 3);
  });
});

describe('a prompt of another form in the editor', () => {
  it('is not read where that would hold the editor up', () => {
    const many = Array.from({ length: 3_000 }, (_, i) => `k${i}: v`).join('\n');
    assert.equal(quickPromptSource(many, 'github'), undefined);
    assert.equal(quickPromptSource(`---\n${many}\n---\n`, 'prompty'), undefined);
    assert.ok(quickPromptSource(github, 'github'));
  });

  it('is read in a time that grows with its length alone', () => {
    const spaces = ' '.repeat(50_000);
    const text = `---\ntemplate: { format: mustache }\n---\n{{${spaces}{x}}{{#${spaces}a b}}{{/${spaces}a b}}`;
    assert.equal(readPromptSource(text, 'prompty').templates.length, 1);
  });

  it('has each variable at its place, however YAML and JSON write it', () => {
    const texts = fc.array(fc.constantFrom('{{ n }}', 'n', ' ', '\n', "'", '"', '\\', '  x', '#', ':', 'é', '\t'), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom('QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED', 'PLAIN'),
        fc.integer({ min: 20, max: 80 }),
        (parts, defaultStringType, lineWidth) => {
          const content = parts.join('');
          for (const text of [
            stringify(
              { messages: [{ role: 'user', content }] },
              { defaultStringType, defaultKeyType: 'PLAIN', lineWidth },
            ),
            JSON.stringify({ messages: [{ role: 'user', content }] }, null, 1),
          ]) {
            const { uses } = variablesOf(readPromptSource(text, 'github'));
            assert.equal(uses.length, parts.filter((part) => part === '{{ n }}').length);
            for (const { span } of uses) assert.match(text.slice(span.start - 1, span.end + 1), /^\sn\s$/, text);
          }
        },
      ),
      tries(200),
    );
  });
});
