import fc from 'fast-check';

/** Whatever a template may meet, under names that the templates below ask for. */
export const templateValues = {
  name: 'Ada',
  empty: '',
  spaced: '  two words\n',
  zero: 0,
  count: 3,
  rate: -1.5,
  yes: true,
  no: false,
  nothing: null,
  list: ['a', 'b', 'c'],
  numbers: [3, 1, 2],
  mixed: [1, 'x', null, true, ['in', ['ner']], { name: 'item' }],
  none_left: [],
  people: [
    { name: 'Ada', age: 36, tags: ['x', 'y'] },
    { name: 'Bob', tags: [] },
  ],
  pairs: [
    ['k', 1],
    ['l', [2]],
  ],
  user: { name: 'Eve', address: { city: 'Paris', lines: ['1', '2'] }, length: 2 },
  keys: { a: 1, b: 'two', c: null },
  unicode: 'ÄßΣ 😀',
  html: '<b>&"\'</b>',
  json: '{"a":1}',
};

const names = [...Object.keys(templateValues), 'missing', 'x', 'y', 'loop'];
const fields = ['name', 'age', 'tags', 'city', 'address', 'length', 'a', '0', 'index', 'last', 'missing'];

const quoted = fc
  .array(fc.constantFrom('a', 'b', 'Ada', ' ', '\\n', '\\\\', "\\'", '{{', '%}', 'é', '\n', ', '), { maxLength: 3 })
  .map((parts) => `'${parts.join('')}'`);
const literal = fc.oneof(
  quoted,
  fc.constantFrom('""', '"it\'s"', '1', '0', '-1', '2.50', '007', '1.', 'true', 'false', 'none', 'null'),
);

const space = fc.constantFrom('', ' ', '\n', '\t', '\u00a0 ');

/** Expressions that stand in the tags. */
const { expression } = fc.letrec<{ expression: string; operand: string; path: string; argument: string }>((tie) => ({
  path: fc
    .tuple(
      fc.constantFrom(...names),
      fc.array(
        fc.oneof(
          fc.constantFrom(...fields.filter((field) => !/^\d/.test(field))).map((field) => `.${field}`),
          fc.constantFrom(...fields).map((field) => `["${field}"]`),
          fc.constantFrom('[0]', '[1]', '[-1]', '[count]', '[loop.index0]'),
        ),
        { maxLength: 3 },
      ),
    )
    .map(([name, rest]) => name + rest.join('')),
  argument: fc.oneof({ depthSize: 'small' }, literal, tie('path'), tie('expression')),
  operand: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('path'),
    literal,
    fc.array(tie('expression'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    tie('expression').map((inner) => `(${inner})`),
    fc
      .tuple(tie('operand'), fc.constantFrom('length', 'dump', 'default("")|lower', 'default(list)|first'), space)
      .map(([target, filter, gap]) => `${target}${gap}|${gap}${filter}`),
    fc
      .tuple(fc.oneof(quoted, tie('path')), fc.constantFrom('upper', 'lower', 'trim', 'first', 'last', 'join'))
      .map((parts) => parts.join('|')),
    fc
      .tuple(
        tie('operand'),
        fc.constantFrom('default', 'default', 'dump', 'replace', 'join', 'first'),
        fc.array(tie('argument'), { maxLength: 3 }),
      )
      .map(([target, filter, args]) => `${target}|${filter}(${args.join(', ')})`),
  ),
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('operand'),
    fc
      .tuple(tie('operand'), fc.constantFrom('==', '!=', '===', '!==', '<', '>', '<=', '>='), tie('operand'))
      .map((parts) => parts.join(' ')),
    fc.tuple(tie('operand'), fc.constantFrom(' in ', ' not in '), tie('operand')).map((parts) => parts.join('')),
    fc.tuple(tie('expression'), fc.constantFrom(' and ', ' or '), tie('operand')).map((parts) => parts.join('')),
    tie('expression').map((target) => `not ${target}`),
    fc.tuple(tie('operand'), tie('operand'), tie('operand')).map(([a, b, c]) => `${a} if ${b} else ${c}`),
  ),
}));

const dash = fc.constantFrom('', '', '-');
const tag = (inner: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(dash, space, inner, dash).map(([before, gap, text, after]) => `{%${before} ${gap}${text} ${after}%}`);

const plain = fc.constantFrom(' ', '\n', 'text', ' text\n ', '}}', '%}', '{.', '{ {', '# ', "'", '\\n', '$x', '\u2028');
const loopNames = fc.constantFrom('x', 'y', 'x, y', 'name', 'x , y, z');

export const { template } = fc.letrec<{ template: string; part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    plain,
    fc.tuple(dash, space, expression, space, dash).map((parts) => {
      const [before, gap, text, end, after] = parts;
      return `{{${before}${gap} ${text}${end}${after === '' ? '' : ` ${after}`}}}`;
    }),
    fc.tuple(dash, plain, dash).map(([before, text, after]) => `{#${before}${text}${after}#}`),
    fc.constantFrom(
      '{% raw %}{{ x }} {% if %}{% endraw %}',
      '{%- raw -%} a {# {%endraw%} b',
      '{% verbatim %}{{{% endverbatim %}',
    ),
    fc
      .tuple(
        tag(expression.map((condition) => `if ${condition}`)),
        tie('template'),
        fc.option(fc.tuple(tag(expression.map((condition) => `elif ${condition}`)), tie('template')), { nil: [] }),
        fc.option(fc.tuple(tag(fc.constant('else')), tie('template')), { nil: [] }),
        tag(fc.constant('endif')),
      )
      .map((parts) => parts.flat().join('')),
    fc
      .tuple(
        tag(fc.tuple(loopNames, expression).map(([name, list]) => `for ${name} in ${list}`)),
        tie('template'),
        fc.option(fc.tuple(tag(fc.constant('else')), tie('template')), { nil: [] }),
        tag(fc.constant('endfor')),
      )
      .map((parts) => parts.flat().join('')),
  ),
  template: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
}));
