import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fillHandlebars } from '../../../../../src/core/prompts/template/handlebars';
import { readHandlebars } from '../../../../../src/core/prompts/template/readHandlebars';
import { TemplateError, templateLimits } from '../../../../../src/core/prompts/template/templateError';
import type { TemplateLimits } from '../../../../../src/core/prompts/template/templateError';
import { tries } from '../../../../support/tries';

const fill = (
  source: string,
  values: unknown = {},
  partial?: (name: string) => string | undefined,
  limits: Partial<TemplateLimits> = {},
  history: readonly unknown[] = [],
): unknown =>
  fillHandlebars(
    readHandlebars(source),
    { values, history, ...(partial && { partial }) },
    { ...templateLimits, ...limits },
  );

describe('a template that attacks', () => {
  it('sees nothing that every object has', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__', 'valueOf'];
    const source = names
      .map(
        (name) =>
          `{{${name}}}{{a.${name}}}{{l.[${name}]}}{{@${name}}}{{@root.${name}}}{{lookup a "${name}"}}{{lookup "t" "${name}"}}`,
      )
      .join('');
    assert.deepEqual(fill(source, { a: {}, l: [] }), []);
    assert.deepEqual(
      fill('{{#with __proto__}}a{{/with}}{{#each constructor}}a{{/each}}{{#constructor}}a{{/constructor}}'),
      [],
    );
  });

  it('reads a field of such a name where the input has one', () =>
    assert.deepEqual(fill('{{__proto__.a}}{{constructor}}', JSON.parse('{"__proto__":{"a":1},"constructor":2}')), [
      '12',
    ]));

  it('calls no function', () => {
    const throws = (): never => {
      throw new Error('called');
    };
    assert.deepEqual(fill('{{f}}{{#f}}a{{/f}}{{lookup this "f"}}', { f: throws }), ['a']);
    assert.deepEqual(fill('{{o}}', { o: { toString: throws, toJSON: throws } }), ['[object Object]']);
  });

  const [l, t, none] = [Array<number>(100).fill(0), 'x'.repeat(1_000), undefined];
  const [m, long, few] = [Array<number>(5_000).fill(0), 'y'.repeat(1_000_000), { steps: 19_000 }];
  const deep = '{{#if a}}'.repeat(200) + '{{/if}}'.repeat(200);
  const cases: readonly [title: string, fault: string, offset: number | undefined, work: () => unknown][] = [
    ['calls itself', 'too-deep', 1, () => fill(' {{> p}}', {}, () => 'x{{> p}}')],
    ['calls itself twice each time', 'too-deep', 0, () => fill('{{> p}}', {}, () => '{{> p}}{{> p}}')],
    ['is nested without end', 'too-deep', 900, () => fill(deep, { a: 1 })],
    ['chains without end', 'too-deep', undefined, () => fill(`{{#if a}}${'{{else if a}}'.repeat(200)}{{/if}}`)],
    ['has brackets without end', 'too-deep', undefined, () => fill(`{{${'('.repeat(200)}`)],
    ['is longer than any prompt', 'too-long', 4_000_000, () => fill('a'.repeat(10_000_000))],
    ['has more code than any prompt', 'too-long', undefined, () => fill('{{a}}'.repeat(20_000))],
    ['loops in loops', 'too-many-steps', 68, () => fill(loops(5), { l }, none, { steps: 1_000 })],
    [
      'makes too long a text',
      'too-long',
      11,
      () => fill('{{#each l}}{{@root.t}}{{/each}}', { l, t }, none, { output: 5_000 }),
    ],
    [
      'indents too much',
      'too-long',
      1_001,
      () => fill(`\n${' '.repeat(1_000)}{{> p}}\n`, {}, () => 'a\n'.repeat(100), { output: 5_000 }),
    ],
    [
      'writes too much JSON',
      'too-many-steps',
      17,
      () => fill('{{#each l}}{{#if (json @root.t)}}{{/if}}{{/each}}', { l, t }, none, { steps: 39 }),
    ],
    [
      'doubles what it then writes as JSON',
      'too-many-steps',
      undefined,
      () => fill(doubled('{{json this}}'), {}, none, few),
    ],
    [
      'goes through a long list again and again',
      'too-many-steps',
      undefined,
      () => fill(each('{{lookup @root @root.m}}'), { m }, none, few),
    ],
    [
      'copies many names again and again',
      'too-many-steps',
      undefined,
      () => fill(each('{{> p @root a=1}}', '@root'), Object.fromEntries(m.entries()), () => 'x', few),
    ],
    [
      'compares long texts again and again',
      'too-many-steps',
      undefined,
      () => fill(each('{{#ifEquals @root.t @root.u}}{{/ifEquals}}'), { m, t: long, u: 'y'.repeat(long.length) }),
    ],
    [
      'reads many values at once',
      'too-many-steps',
      undefined,
      () => fill(each(`{{log ${'1 '.repeat(1_000)}}}`), { m }, none, few),
    ],
    [
      'follows a long path',
      'too-many-steps',
      undefined,
      () => fill(each(`{{this.a${'.a'.repeat(1_000)}}}`), { m }, none, few),
    ],
    ['adds too many files', 'too-long', undefined, () => fill(each('{{media url=@root.t}}'), { m, t: long })],
    ['marks too many places', 'too-long', undefined, () => fill(each('{{section @root.t}}'), { m, t: long })],
    [
      'repeats what was said',
      'too-long',
      undefined,
      () => fill(each('{{history}}'), { m }, none, {}, [{ text: long }]),
    ],
    ['writes what has no end', 'too-deep', 0, () => fill('{{json a}}', { a: nested(30_000) })],
  ];
  for (const [title, fault, offset, work] of cases) {
    it(`ends where it ${title}`, () => {
      assert.throws(work, (error) => {
        assert.ok(error instanceof TemplateError, String(error));
        assert.equal(error.fault, fault);
        if (offset !== undefined) assert.equal(error.offset, offset);
        return true;
      });
    });
  }

  it('is filled, or ends at a place of it, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), (parts) => {
        const source = parts.join('');
        try {
          fill(source, { a: [1, { b: 'c' }], b: 'x' }, (name) => (name === 'p' ? source : undefined));
        } catch (error) {
          assert.ok(error instanceof TemplateError, String(error));
          assert.ok(error.offset >= 0 && error.offset <= source.length, `${error.message} at ${error.offset}`);
        }
      }),
      tries(300),
    );
  });
});

const pieces = [
  ...[
    '{{',
    '}}',
    '{{{',
    '}}}',
    '{{~',
    '~}}',
    '{{{{',
    '}}}}',
    '{{{{/',
    '{{#',
    '{{/',
    '{{^',
    '{{>',
    '{{#>',
    '{{!',
    '{{!--',
    '--}}',
  ],
  ...[
    '{{else',
    'if',
    'each',
    'a',
    'b',
    ' ',
    '\n',
    '.',
    '..',
    '/',
    '@',
    '[',
    ']',
    '(',
    ')',
    '|',
    'as |x|',
    '=',
    '"',
    "'",
    '\\',
    '*inline',
  ],
  ...[
    '{{#if a}}',
    '{{/if}}',
    '{{#each a}}',
    '{{/each}}',
    '{{else}}',
    '{{> p}}',
    '{{a}}',
    '{{b.c}}',
    '{{../b}}',
    '{{role "user"}}',
    '{{json a}}',
  ],
  ...[
    '{{#*inline "p"}}',
    '{{/inline}}',
    'text',
    '\r\n',
    '0',
    '-1.5',
    'true',
    'null',
    '\0',
    '\u2028',
    '\ud83d',
    'é',
    '#',
    '&',
    '{',
    '}',
    '~',
  ],
];

const loops = (depth: number): string => `${'{{#each @root.l}}'.repeat(depth)}a${'{{/each}}'.repeat(depth)}`;

const each = (body: string, list = '@root.m'): string => `{{#each ${list}}}${body}{{/each}}`;

/** A value of 2^30 parts, all of them the same. */
const doubled = (inner: string): string =>
  `{{#*inline "p0"}}${inner}{{/inline}}${Array.from({ length: 30 }, (_, i) => `{{#*inline "p${i + 1}"}}{{> p${i} a=this b=this}}{{/inline}}`).join('')}{{> p30}}`;

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
};
