import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { convertPrompt } from '../../../../../src/core/prompts/convert/convertPrompt';
import type { ConvertTarget } from '../../../../../src/core/prompts/convert/convertPrompt';
import { readPrompt } from '../../../../../src/core/prompts/forms/readPrompt';
import type { JsonObject } from '../../../../../src/core/prompts/prompt';
import { renderPrompt } from '../../../../../src/core/prompts/render/renderPrompt';
import { tries } from '../../../../support/tries';

const files = { dotprompt: 'a.prompt', promptfoo: 'a.json' } as const;

/** A prompt in another form, which has to be read without a fault. */
function converted(file: string, text: string, target: ConvertTarget): { text: string; lost: string[] } {
  const { text: made, problems } = convertPrompt(readPrompt(file, text), text, target);
  assert.ok(made !== undefined, problems.map(({ message }) => message(sayInEnglish)).join());
  assert.deepEqual(readPrompt(files[target], made).problems, [], made);
  return {
    text: made,
    lost: problems.map(({ span, message }) => `${text.slice(span.start, span.end)}: ${message(sayInEnglish)}`),
  };
}

const messagesOf = (file: string, text: string, input: JsonObject): unknown =>
  renderPrompt(readPrompt(file, text), { input }).messages;

const values = {
  name: 'Ada',
  other: '',
  list: ['a', '{{b}}'],
  user: { name: 'Eve', tags: ['x'] },
  n: 3,
  yes: true,
  pairs: { k: 'v' },
};

/** Templates of what both languages have. */
const { body } = fc.letrec<{ body: string; part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'text',
      ' ',
      '\n',
      '\n\n',
      '\\',
      '{{ "{" }}',
      '}',
      '"',
      "'",
      '  \n',
      '{{ "{{" }}',
      '{{ "{%" }}',
      '{{ "{#" }}',
      'é',
    ),
    fc.constantFrom(
      '{{ name }}',
      '{{user.name}}',
      '{{ list[0] }}',
      '{{ user | dump }}',
      '{{ missing }}',
      '{{ list | dump(2) }}',
      '{{ user["tags"][0] }}',
    ),
    fc
      .tuple(
        fc.constantFrom(
          'name',
          'other',
          'not name',
          'name == "Ada"',
          'name != "Ada"',
          'n === 3',
          'user.name',
          'not (name == "a")',
        ),
        tie('body'),
        tie('body'),
      )
      .map(([condition, then, otherwise]) => `{% if ${condition} %}${then}{% else %}${otherwise}{% endif %}`),
    tie('body').map((inner) => `{% if yes %}${inner}{% elif name %}x{% endif %}`),
    tie('body').map(
      (inner) => `{% for x in list %}${inner}{{ x }}{{ loop.index0 }}{% if loop.last %}!{% endif %}{% endfor %}`,
    ),
    tie('body').map((inner) => `{% for k, v in pairs %}${inner}{{ k }}={{ v }}{% endfor %}`),
    tie('body').map((inner) => `{% for log in missing %}{% else %}${inner}{% endfor %}`),
  ),
  body: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
}));

const chat = fc
  .array(
    fc.record({ role: fc.constantFrom('system', 'user', 'assistant'), content: body.map((text) => `x${text}.`) }),
    { minLength: 1, maxLength: 3 },
  )
  .map((messages) => JSON.stringify(messages));

describe('a prompt in another form', () => {
  it('says the same there, and after the way back', () => {
    fc.assert(
      fc.property(chat, (source) => {
        const expected = messagesOf('a.json', source, values);
        const there = converted('a.json', source, 'dotprompt');
        assert.deepEqual(there.lost, [], source);
        assert.deepEqual(messagesOf('a.prompt', there.text, values), expected, there.text);
        const back = converted('a.prompt', there.text, 'promptfoo');
        assert.deepEqual(back.lost, [], there.text);
        assert.deepEqual(messagesOf('a.json', back.text, values), expected, `${there.text}\n${back.text}`);
      }),
      tries(20),
    );
  });

  it('of any tool says the same as Dotprompt', () => {
    const roles = fc.constantFrom('system:\n', 'user:\n', '# assistant:\n');
    const prompty = fc
      .array(
        fc
          .tuple(
            roles,
            body.map((text) => `x${text}.\n\n`),
          )
          .map((lines) => lines.join('')),
        { minLength: 1, maxLength: 3 },
      )
      .map((messages) => `---\ninputs: {name: {kind: string}}\n---\n${messages.join('')}`);
    fc.assert(
      fc.property(prompty, (source) => {
        const { text, lost } = converted('a.prompty', source, 'dotprompt');
        assert.deepEqual(lost, [], source);
        assert.deepEqual(messagesOf('a.prompt', text, values), messagesOf('a.prompty', source, values), text);
      }),
      tries(20),
    );
    const others: readonly (readonly [file: string, text: string])[] = [
      [
        'a.prompt.yml',
        'messages:\n- {role: system, content: "A {{name}} {{#if}}"}\n- {role: user, content: "{{ other }}}"}',
      ],
      ['a.prompt.md', '---\nname: a\n---\nDo ${input:name:whom} {{not}} \\${input:name}\n'],
      [
        'a.prompty',
        '---\ntemplate: {format: {kind: mustache}}\n---\nuser:\n{{name}}{{^missing}}\n no\n{{/missing}}{{#list}}<{{.}}>{{/list}}',
      ],
      [
        'a.prompty',
        '---\ninputs: [{name: photo, kind: image}, {name: past, kind: thread}]\n---\nsystem:\nA\n{{past}}\nuser:\n{{photo}}?',
      ],
      ['a.txt', 'Only {{ name }}'],
    ];
    for (const [file, source] of others) {
      const { text, lost } = converted(file, source, 'dotprompt');
      assert.deepEqual(lost, [], text);
      const input = { ...values, photo: 'https://x/y.png' };
      assert.deepEqual(messagesOf('a.prompt', text, input), messagesOf(file, source, input), text);
    }
  });

  it('has names that are words of Handlebars', () => {
    const words = ['this', 'else', 'as', 'true', 'null', 'undefined', 'role', 'if', 'each', 'json', 'history', 'log'];
    const input = Object.fromEntries(words.map((name) => [name, `<${name}>`]));
    const texts = words.map((name) => `{{ ${name} }}`).join('');
    const content = `${texts}{% for x in list %}${texts}{% endfor %}{% for else in list %}{{ else }}{% endfor %}`;
    const source = JSON.stringify([{ role: 'user', content: `${content}{{ o["a]\\\\b"] }}{{ o.this }}` }]);
    const all = { ...input, true: undefined, null: undefined, list: [1, 2], o: { 'a]\\b': 'o', this: 't' } };
    const { text } = converted('a.json', source, 'dotprompt');
    assert.deepEqual(messagesOf('a.prompt', text, all), messagesOf('a.json', source, all), text);
    const ofGitHub = words.map((name) => `{{${name}}}`).join('');
    const form = `messages: [{role: user, content: "${ofGitHub}"}]`;
    const made = converted('a.prompt.yml', form, 'dotprompt').text;
    assert.deepEqual(messagesOf('a.prompt', made, input), messagesOf('a.prompt.yml', form, input), made);
  });

  it('keeps a backslash at the end of a message, and lines that promptfoo would split', () => {
    for (const end of ['', ' ']) {
      const source = JSON.stringify([
        { role: 'system', content: `a\\` },
        { role: 'user', content: `b{${end}` },
        { role: 'user', content: `c` },
      ]);
      const { text } = converted('a.json', source, 'dotprompt');
      assert.deepEqual(messagesOf('a.prompt', text, {}), messagesOf('a.json', source, {}), text);
    }
    for (const line of ['---', '\t---', '--- ', '---\r']) {
      const source = `a\n${line}\nb`;
      assert.match(converted('a.prompt.md', source, 'promptfoo').text, /^\[/);
    }
  });

  it('stays as it is where it has the form already', () => {
    const text = '---\nname: a # why\n---\n{{> part}}';
    assert.deepEqual(convertPrompt(readPrompt('a.prompt', text), text, 'dotprompt'), { text, problems: [] });
  });

  it('writes defaults where promptfoo has a place for them', () => {
    const source =
      '---\ninput: {default: {style: "a \\"b\\"", n: 2, list: [1]}}\n---\n{{style}} {{n}} {{list}} {{other}}';
    const { text, lost } = converted('a.prompt', source, 'promptfoo');
    assert.equal(text, '{{ style | default("a \\"b\\"") }} {{ n | default(2) }} {{ list }} {{ other }}\n');
    assert.equal(lost.length, 1);
    assert.match(lost[0] ?? '', /^list: "input.default.list" has no place/);
  });

  it('lists all that does not fit, each at its place', () => {
    const lists: readonly (readonly [file: string, text: string, target: ConvertTarget, lost: readonly string[]])[] = [
      [
        'a.prompt',
        '---\nmodel: m\nconfig: {a: 1}\n---\n{{history}}{{> part}}{{@state.x}}{{#if a}}b{{role "user"}}{{/if}}',
        'promptfoo',
        ['model', 'config', '{{history}}', '{{> part}}', '@state.x', '{{role "user"}}'],
      ],
      [
        'a.txt',
        '{{ a | replace("b", "c") }}{% if a > 1 %}d{% endif %}{% for x in [1] %}{{ loop.index }}{% endfor %}',
        'dotprompt',
        ['a | replace("b", "c")', 'a > 1', '[1]', 'loop.index'],
      ],
      [
        'a.prompt.yml',
        'messages: [{role: user, content: a}]\ntestData: []\nevaluators: []',
        'dotprompt',
        ['testData', 'evaluators'],
      ],
      ['a.prompt.md', '---\nagent: ask\n---\nSee ${file}', 'dotprompt', ['agent', '${file}']],
      [
        'a.prompty',
        '---\nmetadata: {authors: [a]}\nmodel: {id: a, apiType: chat}\n---\nuser[name=a]:\n{{b}}',
        'dotprompt',
        ['metadata', 'apiType', 'user[name=a]:'],
      ],
    ];
    for (const [file, text, target, expected] of lists) {
      const { problems } = convertPrompt(readPrompt(file, text), text, target);
      assert.deepEqual(
        problems.map(({ span }) => text.slice(span.start, span.end)),
        expected,
        file,
      );
      assert.ok(problems.every(({ rule, severity }) => rule === 'not-converted' && severity === 'warning'));
    }
  });

  it('says what lists and objects mean in the other language, where the schema says that they are', () => {
    const front = '---\ninput: {schema: {list(array): string, map(object): {a: string}, text: string}}\n---\n';
    const notes = (file: string, text: string, target: ConvertTarget): string[] =>
      convertPrompt(readPrompt(file, text), text, target).problems.map(
        ({ severity, span, message }) =>
          `${severity} ${text.slice(span.start, span.end)}: ${message(sayInEnglish).slice(0, 30)}`,
      );
    const template =
      '{{#if list}}a{{/if}}{{#if text}}b{{/if}}{{#each map}}{{this}}{{/each}}{{#each list}}{{this}}{{/each}}';
    assert.deepEqual(notes('a.prompt', front + template, 'promptfoo').slice(1), [
      'information list: An empty list is true in an "i',
      'information map: A loop of Nunjucks with one na',
    ]);
    const prompty =
      '---\ninputs: [{name: list, kind: array}]\n---\nuser:\n{% for k, v in list %}{{k}}{% endfor %}{% if list %}a{% endif %}';
    assert.deepEqual(notes('a.prompty', prompty, 'dotprompt'), [
      'information list: A loop of Nunjucks with two na',
      'information list: An empty list is true in an "i',
    ]);
    // The same language on both sides.
    assert.deepEqual(
      notes('a.prompty', prompty, 'promptfoo').filter((each) => each.startsWith('information')),
      [],
    );
  });

  it('names what stands beside a schema, and the models that are asked in its place', () => {
    const schema = '{"name": "n", "strict": true, "schema": {"type": "object"}}';
    const github = `messages: [{role: user, content: hi}]\nresponseFormat: json_schema\njsonSchema: '${schema}'\n`;
    const { lost } = converted('a.prompt.yml', github, 'dotprompt');
    assert.deepEqual(
      lost.map((line) => line.replace(/^.*(?="jsonSchema)/, '')),
      ['name', 'strict'].map((name) => `"jsonSchema.${name}" has no place in the other form, and is left out.`),
    );
    const models = converted('a.prompt.md', '---\nmodel: [A, B]\n---\nhi', 'dotprompt');
    assert.deepEqual(models.lost, ['B: "model.1" has no place in the other form, and is left out.']);
  });
});
