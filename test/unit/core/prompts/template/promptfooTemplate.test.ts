import assert from 'node:assert/strict';
import { renderPromptfoo } from '../../../../../src/core/prompts/template/promptfooTemplate';
import { TemplateError } from '../../../../../src/core/prompts/template/templateError';

/** Prompts with their values, and what promptfoo 0.123.1 makes of them. */
const cases: readonly (readonly [raw: string, vars: Readonly<Record<string, unknown>>, rendered: string])[] = [
  ['Hi {{name}}', { name: 'Ada\n' }, 'Hi Ada'],
  ['{{a}}', { a: '{{b}}', b: '{{c}}', c: 'x' }, 'x'],
  ['{{a}}', { a: '{{ b | upper }}', b: 'x' }, 'X'],
  ['{{a}}', { a: '{{ missing | upper }}' }, '{{ missing | upper }}'],
  ['{{a}}', { a: '{% if b %}yes{% endif %}', b: 1 }, 'yes'],
  ['{{a}}', { a: 'open {{ tag' }, 'open {{ tag'],
  ['{{a}}', { a: '{{b}} {{b}}', b: '$& $1' }, '$& $1 $1 $1 $1 $1 $1 $& $1'],
  ['{{a}}{% if', { a: 'x' }, '{{a}}{% if'],
  [
    '[{"role":"user","content":"{{a}}"}]',
    { a: 'quote " and \n line' },
    '[\n  {\n    "role": "user",\n    "content": "quote \\" and \\n line"\n  }\n]',
  ],
  ['[{"role":"user","content":{{a | dump}}}]', { a: 'quote "' }, '[{"role":"user","content":"quote \\""}]'],
  [
    '{"a": ["{{b}}", 1, null, {"c": "{{b}}"}]}',
    { b: 'x' },
    '{\n  "a": [\n    "x",\n    1,\n    null,\n    {\n      "c": "x"\n    }\n  ]\n}',
  ],
  ['"{{a}}"', { a: 'x' }, '"x"'],
  ['5', {}, '5'],
  ['- role: user\n  content: {{a}}', { a: 'x' }, '- role: user\n  content: x'],
  ['{{a.b}} {{l}}', { a: { b: 1 }, l: [1, [2]] }, '1 1,2'],
  ['{{a}}', { a: '{# {{missing}} #}{{b}}', b: 'x' }, 'x'],
  ['{{a}}', { a: '{{a}}' }, '{{a}}'],
  ['{{a}}', { a: '{{b}}', b: '{{a}}' }, '{{a}}'],
  ['{{a}}', { a: '{% for x in l %}{{x}}{% endfor %}', l: ['p', 'q'] }, 'pq'],
  ['{"role":"{{a}}', { a: 'x' }, '{"role":"x'],
  ['{% raw %}{{a}}{% endraw %}{{a}}', { a: 'x' }, '{{a}}x'],
  ['line {{\n{{a}}', { a: 'x' }, 'line {{\n{{a}}'],
];

describe("a prompt of promptfoo's", () => {
  for (const [raw, vars, rendered] of cases) {
    it(`is filled as there: ${JSON.stringify(raw)} with ${JSON.stringify(vars)}`, () =>
      assert.equal(renderPromptfoo(raw, vars), rendered));
  }

  it('does not change the values that it is given', () => {
    const vars = Object.freeze({ a: '{{b}}\n', b: 'x' });
    assert.equal(renderPromptfoo('{{a}}', vars), 'x');
  });

  it('that is wrong in both ways says the fault of the first', () => {
    const raw = '[{"role":"user","content":"{{ a() }}"}]';
    assert.throws(
      () => renderPromptfoo(raw, {}),
      (error) => error instanceof TemplateError && error.offset === 4,
    );
  });

  it('ends soon, whatever its values are', () => {
    const hostile = [
      '{{'.repeat(30_000),
      '{#'.repeat(30_000),
      '{{a|'.repeat(30_000),
      '{% if a '.repeat(30_000),
      '{{ b }}'.repeat(30_000),
    ];
    for (const text of hostile) {
      for (const [raw, vars] of [
        [text, {}],
        ['{{v}}', { v: text, b: text }],
      ] as const) {
        try {
          renderPromptfoo(raw, vars);
        } catch (error) {
          assert.ok(error instanceof TemplateError, String(error));
        }
      }
    }
  });
});
