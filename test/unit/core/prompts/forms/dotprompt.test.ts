import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { readDotprompt } from '../../../../../src/core/prompts/forms/dotprompt';

const template = (text: string): string | undefined => readDotprompt(text).templates[0]?.source;

/** Lists the problems of a file, each as `rule «text of its place» message`. */
const wrong = (text: string): string[] =>
  readDotprompt(text).problems.map(
    ({ rule, span, message }) => `${rule} «${text.slice(span.start, span.end)}» ${message(sayInEnglish)}`,
  );

describe('a file of Dotprompt', () => {
  it('is a template alone without front matter', () => {
    const text = '# Title\n\n---\n a: 1 {{b}}\n';
    const { templates, metadata, problems } = readDotprompt(text);
    assert.deepEqual(templates, [{ span: { start: 0, end: text.length }, source: text }]);
    assert.deepEqual(metadata, {});
    assert.deepEqual(problems, []);
  });

  it('has front matter above, with comments before it and white space around the template', () => {
    const text = '\uFEFF# Licence\r\n\r\n---  \r\nmodel: m\r\n---\r\n\r\n  Hi\r\n ';
    const { templates, metadata } = readDotprompt(text);
    assert.equal(metadata.model, 'm');
    assert.equal(templates[0]!.source, 'Hi');
    assert.equal(templates[0]!.span.start, text.indexOf('Hi'));
  });

  it('may have an empty one, or nothing below it', () => {
    assert.equal(template('---\n---\nHi'), 'Hi');
    assert.equal(template('---\nmodel: m\n---'), '');
    assert.equal(template('---\n\nA text below a line.'), '---\n\nA text below a line.');
  });

  it('says what it says, and where', () => {
    const text = `---
name: greeting
model: googleai/gemini-2.5-flash
config:
  temperature: 0.5
input:
  schema:
    user?: string, who it is
  default:
    user: you
output: { format: json, schema: { answer: string } }
tools: [search]
toolDefs:
  - name: own
acme.cost: 3
acme.team.name: us
other: kept
---
Hi {{user}}`;
    const { metadata, values, keys, problems } = readDotprompt(text);
    assert.deepEqual(problems, []);
    const { raw, ...rest } = metadata;
    assert.deepEqual(rest, {
      name: 'greeting',
      model: 'googleai/gemini-2.5-flash',
      config: { temperature: 0.5 },
      input: {
        schema: {
          type: 'object',
          properties: { user: { type: ['string', 'null'], description: 'who it is' } },
          additionalProperties: false,
        },
        defaults: { user: 'you' },
      },
      output: {
        format: 'json',
        schema: {
          type: 'object',
          properties: { answer: { type: 'string' } },
          required: ['answer'],
          additionalProperties: false,
        },
      },
      tools: ['search'],
      toolDefs: [{ name: 'own' }],
      ext: { acme: { cost: 3 }, 'acme.team': { name: 'us' } },
    });
    assert.equal(raw?.['other'], 'kept');
    const at = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    assert.equal(at(values.get('/config/temperature')!), '0.5');
    assert.equal(at(values.get('/tools/0')!), 'search');
    assert.equal(at(keys.get('/input/schema/user?')!), 'user?');
    assert.equal(at(keys.get('/acme.cost')!), 'acme.cost');
  });

  it('says of YAML that is made to be slow what is too much of it', () => {
    const saidOf = (yaml: string): string[] =>
      readDotprompt(`---\n${yaml}\n---\n`).problems.map(({ message }) => message(sayInEnglish));
    assert.deepEqual(saidOf(`a: ${'['.repeat(3_000)}${']'.repeat(3_000)}`), [
      'The YAML is nested too deep, or has too many parts, to be read.',
    ]);
    assert.deepEqual(saidOf('a: b'.repeat(60_000)), ['The YAML is too long to be read.']);
    const start = process.cpuUsage();
    assert.deepEqual(saidOf(Array.from({ length: 12_000 }, (_, n) => `k${n}: v`).join('\n')), []);
    assert.ok(process.cpuUsage(start).user < 5_000_000);
  });

  const faults: readonly [text: string, ...wrong: string[]][] = [
    ['---\nmodel: [\n---\nHi', 'invalid-yaml «[» This bracket is not closed.'],
    ['---\nmodel: a\nmodel: b\n---\n', 'invalid-yaml «model: b» This is not valid YAML: Map keys must be unique.'],
    ['---\n- a\n---\n', 'invalid-yaml «- a\n» Keys and values are expected here.'],
    ['---\na: &x [*x]\n---\n', 'invalid-yaml «a: &x [*x]\n» The YAML cannot be read.'],
    [
      '---\nmodel: m\nHi',
      'invalid-yaml «---» The front matter that begins here has no end: a line of "---" is missing.',
    ],
    ['---\nmodel: {a: 1}\n---\n', 'invalid-metadata «{a: 1}» A text is expected here.'],
    ['---\nconfig: 5\n---\n', 'invalid-metadata «5» Keys and values are expected here.'],
    ['---\ninput: {default: [1]}\n---\n', 'invalid-metadata «[1]» Keys and values are expected here.'],
    ['---\ntools: search\n---\n', 'invalid-metadata «search» A list is expected here.'],
    ['---\ntools: [a, {b: 1}]\n---\n', 'invalid-metadata «{b: 1}» The name of a tool is expected here.'],
    ['---\ntoolDefs: [{a: 1}]\n---\n', 'invalid-metadata «{a: 1}» A tool with a "name" is expected here.'],
    [
      '---\noutput:\n  schema:\n    a(set): string\n    b: 5\n    c(enum): x\n    d: strng, what\n    e: string[]\n---\n',
      'invalid-schema «string» "set" cannot follow a name in brackets: array, object and enum can.',
      'invalid-schema «5» A schema is a line like "string, what it is", or fields with such lines.',
      'invalid-schema «x» "enum" takes a list of values.',
      'unknown-schema «strng, what» There is no type and no schema "strng". The types are string, boolean, null, number, integer, any.',
      'invalid-schema «string[]» A list is written as "name(array): string".',
    ],
  ];
  for (const [text, ...expected] of faults) {
    it(`is wrong at its place: ${JSON.stringify(text.slice(4, 40))}`, () => assert.deepEqual(wrong(text), expected));
  }

  it('takes values that are empty for none', () => {
    const { metadata, problems } = readDotprompt('---\nmodel:\nconfig:\ninput:\n  schema:\ntools:\n---\n');
    assert.deepEqual(problems, []);
    assert.deepEqual(Object.keys(metadata), ['input', 'raw']);
  });
});
