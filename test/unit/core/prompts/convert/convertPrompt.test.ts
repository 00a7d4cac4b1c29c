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
  const { text: made, problems } = convertPrompt(readPrompt(file, text), target);
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
});
