import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalog } from '../../../../../generated/catalog';
import { hostIds } from '../../../../../generated/hostIds';
import { lifecycle } from '../../../../../generated/lifecycle';
import { parameters } from '../../../../../generated/parameters';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { readPrompt } from '../../../../../src/core/prompts/forms/readPrompt';
import type { ModelFacts } from '../../../../../src/core/prompts/language/modelProblems';
import { checkPrompt } from '../../../../../src/core/prompts/language/checkPrompt';
import type { PromptFacts } from '../../../../../src/core/prompts/language/checkPrompt';
import { templateLimits } from '../../../../../src/core/prompts/template/templateError';
import { guideWith } from '../../../../support/fieldGuides';
import { tries } from '../../../../support/tries';

const guide = guideWith({
  files: {
    catalog: () => Promise.resolve(catalog),
    lifecycle: () => Promise.resolve(lifecycle),
    parameters: () => Promise.resolve(parameters),
    hostIds: () => Promise.resolve(hostIds),
  },
  day: '2026-11-30',
});
let models: ModelFacts;
before(async () => {
  models = {
    names: await guide.modelNames(),
    catalog: await guide.catalog(),
    lifecycle: await guide.lifecycle(),
    hostIds: await guide.hostIds(),
    parameters: await guide.parameters(),
  };
});

/** Lists the problems of a prompt, each as `rule «text of its place»`. */
const found = (text: string, facts: PromptFacts = {}, file = 'a.prompt'): string[] =>
  checkPrompt(text, readPrompt(file, text), facts).map(
    ({ rule, span }) => `${rule} «${text.slice(span.start, span.end)}»`,
  );

const schema = (fields: string, template: string): string => `---\ninput:\n  schema: ${fields}\n---\n${template}`;

describe('the check of a prompt', () => {
  it('says which variable may be meant, and puts it in the place of the other one', () => {
    const text = schema('{name: string, town: string}', '{{naem}} {{town}} {{other}}');
    const problems = checkPrompt(text, readPrompt('a.prompt', text), {}).filter(
      ({ rule }) => rule === 'unknown-variable',
    );
    assert.deepEqual(
      problems.map(({ message }) => message(sayInEnglish)),
      ['The schema of the input has no "naem". Did you mean name?', 'The schema of the input has no "other".'],
    );
    const [{ fix } = {}, other] = problems;
    assert.equal(fix?.title(sayInEnglish), 'Replace with name');
    assert.deepEqual(
      fix.edits.map(({ span, text: by }) => text.slice(0, span.start) + by + text.slice(span.end)),
      [text.replace('{{naem}}', '{{name}}')],
    );
    assert.equal(other?.fix, undefined);
  });

  it('finds nothing in one that is right', () => {
    const text = schema('{a: string, b?: string}', '{{role "system"}}{{a}}{{#if b}}{{b}}{{/if}}');
    assert.deepEqual(found(text, { models, isTool: () => false, partial: () => undefined }), []);
  });

  const cases: readonly [title: string, text: string, ...found: string[]][] = [
    ['bad YAML', '---\nmodel: [\n---\n{{a', 'invalid-yaml «[»', 'template-syntax «{{a»'],
    [
      'unknown roles and helpers, all of them',
      '{{role "wizard"}}{{x y}}{{z y}}',
      'unknown-role «"wizard"»',
      'unknown-helper «x»',
      'unknown-helper «z»',
    ],
    ['unknown tools', '---\ntools: [a, own, known]\ntoolDefs: [{name: own}]\n---\n', 'unknown-tool «a»'],
    [
      'variables that the schema does not have',
      schema('{a: string}', '{{a}}{{b.c}}{{#each a}}{{d}}{{../e}}{{/each}}{{@f}}'),
      'unknown-variable «b»',
      'unknown-variable «e»',
    ],
    ['input that nothing reads', schema('{a: string, "b?(array, of it)": string}', '{{a}}'), 'unused-input «b»'],
    [
      'unknown partials, but for those of the template',
      '{{> a}}{{> p}}{{#*inline "i"}}{{> b}}{{/inline}}{{> i}}{{#> c}}{{/c}}',
      'unknown-partial «a»',
      'unknown-partial «b»',
    ],
    [
      'what a helper is given by a name that it does not know',
      '{{media url=a mime="x"}}{{role "user"}}',
      'helper-arguments «mime»',
    ],
    [
      'braces that close nothing',
      '---\nmodel: m\n---\n{a}}} {"a":{"b":"{{c}}"}} }}',
      'unbalanced-brace «}}»',
      'unbalanced-brace «}}»',
    ],
    [
      'types that a schema cannot have',
      '---\noutput: {schema: {type: object, properties: {a: {type: strng}}}}\n---\n',
      'invalid-schema «strng»',
    ],
    ['types of Picoschema that there are not', '---\noutput: {schema: {a: strng}}\n---\n', 'unknown-schema «strng»'],
  ];
  for (const [title, text, ...expected] of cases) {
    it(`finds ${title}`, () => {
      const partial = (name: string): string | undefined => (name === 'p' ? '' : undefined);
      assert.deepEqual(found(text, { isTool: (name) => name === 'known', partial }), expected);
    });
  }

  const silent: readonly [title: string, text: string, partial?: string][] = [
    ['there is no schema', '{{a}}'],
    ['others are allowed', schema('{a: string, (*): any}', '{{b}}')],
    ['all of the input is read at once', schema('{a: string}', '{{json this}}')],
    [
      'all of the root is read',
      schema('{a: string}', '{{#each x.y as |z|}}{{json @root}}{{/each}}').replace('a: string', 'a: string, x: any'),
    ],
    ['a partial reads it', schema('{a: string}', '{{> p}}'), '{{a}}'],
    ['nobody knows what a partial reads', schema('{a: string}', '{{> p}}')],
  ];
  for (const [title, text, source] of silent) {
    it(`says nothing of variables where ${title}`, () =>
      assert.deepEqual(found(text, source === undefined ? {} : { partial: () => source }), []));
  }

  it('finds at its call what is wrong in a partial, and one that calls itself', () => {
    const partials: Readonly<Record<string, string>> = {
      broken: 'a {{b',
      loop: '{{> again}}',
      again: '{{> loop}}',
      fine: '{{#if a}}{{> fine}}{{/if}}',
    };
    const partial = (name: string): string | undefined => partials[name];
    assert.deepEqual(found('x {{> broken}}', { partial }), ['template-syntax «{{> broken»']);
    assert.deepEqual(found('x {{> loop}}', { partial }), ['too-deep «{{> loop»']);
    assert.deepEqual(found('{{> fine}}', { partial }), []);
  });

  it('takes no more for a trial than it is given', () => {
    const text = `---\ninput: {default: {l: [1, 2, 3]}}\n---\n{{#each l}}{{> p}}{{/each}}`;
    const partial = (): string => '{{@index}}'.repeat(5);
    const limits = { ...templateLimits, steps: 8 };
    assert.deepEqual(found(text, { partial, limits }), ['too-many-steps «{{> p»']);
    assert.deepEqual(found(text, { partial, limits: { ...limits, steps: 100, code: 60 } }), []);
    assert.deepEqual(found(text, { partial, limits: { ...limits, steps: 100, code: 40 } }), ['too-long «{{> p»']);
  });

  it('takes no input for unused where a helper may read it', () =>
    assert.deepEqual(found(schema('{a: string}', '{{#role "user"}}{{a}}{{/role}}')), ['unknown-helper «role»']));

  it('does not take input for unused where the template cannot be read', () =>
    assert.deepEqual(found(schema('{a: string}', '{{#if a}}')), ['template-syntax «{{#if»']));

  it('looks at templates of other forms', () => {
    const text = '---\nname: x\n---\nsystem:\nHi {% foo %}';
    assert.deepEqual(found(text, {}, 'a.prompty'), ['template-syntax «foo»']);
  });
});

describe('the check of the model of a prompt', () => {
  const retired: readonly [file: string, text: string, fixed: string][] = [
    ['a.prompt', '---\nmodel: openai/gpt-3.5-turbo-0301\n---\nHi', 'openai/gpt-5.6-terra'],
    ['a.prompt.yml', 'model: gpt-3.5-turbo-0301\nmessages:\n  - role: user\n    content: Hi\n', 'gpt-5.6-terra'],
    ['a.prompty', '---\nmodel:\n  id: gpt-3.5-turbo-0301\n  provider: openai\n---\nuser:\nHi', 'gpt-5.6-terra'],
  ];
  for (const [file, text, fixed] of retired) {
    it(`finds one that has been retired, and replaces it, in ${file}`, () => {
      const [problem] = checkPrompt(text, readPrompt(file, text), { models });
      assert.equal(problem?.rule, 'retired-model');
      assert.match(problem.message(sayInEnglish), /was retired at .* Its successor is gpt-5\.6-terra/);
      const [edit] = problem.fix?.edits ?? [];
      assert.ok(edit, 'no fix');
      const mended = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
      assert.ok(mended.includes(`: ${fixed}\n`), mended);
      assert.deepEqual(found(mended, { models }, file), []);
    });
  }

  it('finds parameters that it refuses, by their values', () => {
    const text = (config: string): string => `---\nmodel: claude-opus-5\nconfig: ${config}\n---\nHi`;
    assert.deepEqual(found(text('{temperature: 0.5, maxOutputTokens: 10}'), { models }), [
      'refused-parameter «temperature»',
    ]);
    assert.deepEqual(found(text('{thinking: {type: enabled}}'), { models }), ['refused-parameter «type»']);
    assert.deepEqual(found(text('{thinking: {type: adaptive}}'), { models }), []);
    assert.deepEqual(found(text('{maxOutputTokens: 10000000}'), { models }), ['refused-parameter «maxOutputTokens»']);
  });

  it('finds a prompt that is larger than its window', () => {
    const text = '---\nmodel: gpt-4o\n---\nHi';
    assert.deepEqual(found(text, { models: { ...models, tokens: 128_001 } }), ['over-window «Hi»']);
    assert.deepEqual(found(text, { models: { ...models, tokens: 128_000 } }), []);
  });

  it('says nothing of a model that nobody knows', () =>
    assert.deepEqual(found('---\nmodel: my/own-model\nconfig: {temperature: 9}\n---\nHi', { models }), []));
});

describe('any text as a prompt', () => {
  const pieces = [
    ...[
      '---\n',
      '\n',
      '\r\n',
      '  ',
      '- ',
      '# x\n',
      'model: ',
      'gpt-4o\n',
      'config:\n',
      '  temperature: 9\n',
      'input:\n',
      '  schema:\n',
    ],
    ...[
      '  default:\n',
      '    a: string\n',
      '    b?(array, c): any\n',
      'output: {schema: {type: object, properties: {a: {type: x}}}}\n',
    ],
    ...[
      'tools: [a, b]\n',
      'toolDefs: [{name: a}]\n',
      'messages:\n',
      '  - role: user\n',
      '    content: "{{a}}"\n',
      'a.b: &x 1\n',
      '*x',
      '[',
      '{',
      '"',
    ],
    ...[
      '{{a}}',
      '{{#each a}}',
      '{{/each}}',
      '{{role "x"}}',
      '{{> p}}',
      '{{json this}}',
      '{% if a %}',
      '{% endif %}',
      '{{ a | upper }}',
      'system:\n',
    ],
    ...[
      '\uFEFF',
      '\0',
      '\ud83d',
      '${input:a}',
      'é',
      '\t',
      'name: x\n',
      'template: {format: mustache}\n',
      '{{^a}}',
      '{{/a}}',
    ],
  ];
  for (const file of ['a.prompt', 'a.prompty', 'a.prompt.yml', 'a.prompt.md', 'a.txt', 'a.json']) {
    it(`is read without a failure, and its problems have places in it: ${file}`, () => {
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), (parts) => {
          const text = parts.join('');
          for (const { span, message } of checkPrompt(text, readPrompt(file, text), { models, partial: () => text })) {
            assert.ok(
              0 <= span.start && span.start <= span.end && span.end <= text.length,
              JSON.stringify([span, text]),
            );
            assert.notEqual(message(sayInEnglish), '');
          }
        }),
        tries(50),
      );
    });
  }
});
