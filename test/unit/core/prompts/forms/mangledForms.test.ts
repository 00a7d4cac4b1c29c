import assert from 'node:assert/strict';
import fc from 'fast-check';
import { convertPrompt } from '../../../../../src/core/prompts/convert/convertPrompt';
import { readPrompt } from '../../../../../src/core/prompts/forms/readPrompt';
import { checkPrompt } from '../../../../../src/core/prompts/language/checkPrompt';
import { promptRenderer } from '../../../../../src/core/prompts/render/renderPrompt';
import { TemplateError } from '../../../../../src/core/prompts/template/templateError';
import { ending, mangled } from '../../../../support/mangled';
import { tries } from '../../../../support/tries';

const [input, limits] = [
  { a: 'A', l: ['x', { y: 1 }], b: true },
  { steps: 20_000, depth: 50, output: 1_000_000 },
];

const forms = {
  'a.prompt': `---
model: openai/gpt-4o
input: {schema: {a: string, "l?(array)": string}, default: {b: true}}
output: {format: json, schema: {answer: string, "kind(enum)": [x, y]}}
---
{{role "system"}}Be {{a}}.{{#if b}} Yes{{else}} No{{/if}}
{{history}}{{role "user"}}{{#each l as |x i|}}{{i}}: {{x.y}}{{/each}} {{json l}} {{media url=a}}`,
  'a.prompty': `---
name: n
model: {id: gpt-4o, provider: openai, options: {temperature: 0.5}}
inputs: [{name: a, kind: string, required: true}, {name: past, kind: thread}]
tools: [{name: t, kind: function, parameters: [{name: w, kind: string, required: true}]}]
---
system:
Be {{a}}.
{{past}}
user[name="x"]:
{% for x in l %}{{ x.y | upper }}{% endfor %}
![i]({{a}})
`,
  'a.prompt.yml': `name: n
description: d
model: openai/gpt-4o
modelParameters: {temperature: 0.5, maxTokens: 3}
messages:
  - role: system
    content: "Be \\u0041 {{a}}"
  - role: user
    content: |
      {{l}} and
      {{b}}
testData: [{a: x, expected: y}]
evaluators: [{name: e, string: {contains: x}}]
`,
  'a.prompt.md': `---
description: d
agent: agent
model: [GPT-4o, o3]
tools: ['search', "edit"]
---
Write \${input:a:what to write} of \${selection}, see [x](../a.md) and #file:b.ts.
`,
  'a.json': `[{"role": "system", "content": "Be {{ a | default('x') }}"},
{% for x in l %}{"role": "user", "content": [{"type": "text", "text": "{{ x.y }}"}, {"type": "image_url", "image_url": {"url": "{{a}}"}}]},{% endfor %}
{"role": "assistant", "content": null, "tool_calls": [{"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}]}]`,
  'a.txt': `Say {{ a | upper }}{% if b and not l.length == 2 %} one{% elif l[0] %} two{% else %} three{% endif %}
---
{# no #}{{ l | join(', ') | replace('x', 'y') }}
`,
};

describe('a prompt file that was mangled', () => {
  it('has names that every object of JavaScript has, as kinds, parameters and inputs', () => {
    const own = ['constructor', 'toString', '__proto__', 'hasOwnProperty'];
    for (const name of own) {
      const prompty = forms['a.prompty']
        .replaceAll('kind: string', `kind: ${name}`)
        .replace('name: past', `name: ${name}`);
      const github = forms['a.prompt.yml'].replace('temperature: 0.5', `"${name}": 1`);
      for (const [file, text] of [
        ['a.prompty', prompty],
        ['a.prompt.yml', github],
      ] as const) {
        const prompt = readPrompt(file, text);
        const { text: converted } = convertPrompt(prompt, text, 'dotprompt');
        assert.doesNotMatch(converted ?? '', /native code/, name);
        try {
          promptRenderer(prompt, { limits })({ input });
        } catch (error) {
          assert.ok(error instanceof TemplateError, String(error));
        }
      }
    }
  });

  for (const [file, source] of Object.entries(forms)) {
    it(`is read, checked, filled and converted, or says at its place why not: ${file}`, async () => {
      await fc.assert(
        fc.asyncProperty(
          mangled(source),
          ending((text) => {
            const prompt = readPrompt(file, text);
            const { templates, values, keys } = prompt;
            const problems = checkPrompt(text, prompt, {});
            const converted = (['dotprompt', 'promptfoo'] as const).flatMap(
              (target) => convertPrompt(prompt, text, target).problems,
            );
            const spans = [...templates, ...problems, ...converted].map(({ span }) => span);
            for (const { start, end } of [...spans, ...values.values(), ...keys.values()]) {
              assert.ok(start >= 0 && start <= end && end <= text.length, `${start} to ${end}`);
            }
            try {
              promptRenderer(prompt, { limits })({ input });
            } catch (error) {
              assert.ok(error instanceof TemplateError, String(error));
              assert.ok(error.offset >= 0 && error.offset <= text.length, `${error.message} at ${error.offset}`);
            }
          }),
        ),
        tries(20),
      );
    });
  }
});
