import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import { promptFile } from '../../../../src/core/playground/export/promptFile';
import { importEvents } from '../../../../src/core/playground/import/importedSession';
import { promptRequest } from '../../../../src/core/playground/import/promptRequest';
import { emptyDraft } from '../../../../src/core/playground/session/sessionSchema';
import type { Draft, SessionEvent } from '../../../../src/core/playground/session/sessionSchema';
import { renderedDraft } from '../../../../src/core/playground/session/draftVariables';
import { readPrompt } from '../../../../src/core/prompts/forms/readPrompt';
import type { PromptInput } from '../../../../src/core/prompts/prompt';
import { renderPrompt } from '../../../../src/core/prompts/render/renderPrompt';

const requestOf = (text: string, input?: PromptInput) => promptRequest(readPrompt('a.prompt', text), input);

const greet = `---
name: greet
model: gpt-4o
config:
  temperature: 0.5
  maxOutputTokens: 100
  topP: 0.9
  stopSequences:
    - END
input:
  schema:
    type: object
    properties:
      who:
        type: string
      style:
        type: string
  default:
    style: brief
output:
  format: json
  schema:
    type: object
toolDefs:
  - name: look_up
    description: Finds a word
    inputSchema:
      type: object
---
{{role "system"~}}
Be {{style}}.
{{~role "user"~}}
Hi
{{~role "model"~}}
Hello
{{~role "user"~}}
I am {{who}}.
`;

describe('a prompt in the playground', () => {
  it('is a conversation with its variables, parameters, tools and schema', () => {
    const { messages, tools, schema, variables, ...request } = requestOf(greet);
    assert.deepEqual(request, {
      ...{ model: 'gpt-4o', system: 'Be {{style}}.', temperature: 0.5, maxOutputTokens: 100 },
      ...{ sampling: 'top_p=0.9 stop="END"', bodyFields: '', toolChoice: '', files: [], notes: [] },
    });
    assert.deepEqual(messages, [
      { role: 'user', parts: [{ type: 'text', text: 'Hi' }] },
      { role: 'assistant', parts: [{ type: 'text', text: 'Hello' }] },
      { role: 'user', parts: [{ type: 'text', text: 'I am {{who}}.' }] },
    ]);
    assert.deepEqual(variables, { sets: [{ name: 'greet', values: [{ name: 'style', value: 'brief' }] }], chosen: 0 });
    assert.deepEqual(JSON.parse(tools), [
      { name: 'look_up', description: 'Finds a word', parameters: { type: 'object' } },
    ]);
    assert.deepEqual(JSON.parse(schema), { type: 'object' });
  });

  it('has its parameters by any of their names', () => {
    const config = 'maxTokens: 9, topK: 3, stop: [E], frequencyPenalty: 1, reasoning_effort: low, repeat_penalty: 9e9';
    const { maxOutputTokens, sampling, notes } = requestOf(`---\nconfig: {${config}}\n---\nHi`);
    assert.deepEqual(
      [maxOutputTokens, sampling, notes.map((note) => note(sayInEnglish))],
      [
        ...[9, 'top_k=3 stop="E" frequency_penalty=1 reasoning_effort=low'],
        ['The parameters repeat_penalty are left out.'],
      ],
    );
  });

  it('is rendered where it is more than names', () => {
    const { messages, variables } = requestOf('{{#if who}}Hi {{who}}{{/if}}', { input: { who: '{{x}}' } });
    assert.deepEqual(messages, [{ role: 'user', parts: [{ type: 'text', text: 'Hi {{x}}' }] }]);
    // As its own value it stays a text.
    assert.deepEqual(variables.sets[0]?.values, [{ name: 'x', value: '{{x}}' }]);
    const twice = requestOf('{{role "user"}}{{a}}{{role "model"}}b{{role "user"}}{{c}}', { input: { a: 1, c: 2 } });
    assert.deepEqual(
      twice.messages.map(({ parts }) => parts),
      [1, 'b', 2].map((text) => [{ type: 'text', text: String(text) }]),
    );
  });

  it('brings the images that stand in it, and says what it leaves out', () => {
    const text = '---\nconfig: {magic: 1}\n---\nSee {{media url=a}}{{media url="https://x/y.png"}}';
    const { messages, files, notes } = requestOf(text, { input: { a: 'data:image/png;base64,AAAA' } });
    assert.deepEqual(messages[0]?.parts, [
      { type: 'text', text: 'See ' },
      { type: 'image', blob: '0', mediaType: '' },
    ]);
    assert.deepEqual(files, [{ mark: '0', name: '', base64: 'AAAA' }]);
    assert.deepEqual(
      notes.map((note) => note(sayInEnglish)),
      [
        'Images with an address, places to be filled in, and results of tools are left out.',
        'The parameters magic are left out.',
      ],
    );
  });

  it('sends what the prompt says, whatever its values are', () => {
    const cases: readonly [source: string, input: Readonly<Record<string, unknown>>][] = [
      ['{{x}}{{y}}', { x: '1', y: '' }],
      ['---\ninput: {default: {x: "", n: 0}}\n---\n{{x}}{{n}}', {}],
      ['a{{x}}', { x: null }],
      ['{{x}} {{y}}', { x: ['a', 'b'], y: { a: 1 } }],
      ['{ {{~x}} }', { x: '1' }],
      ['{ {{~!c~}} {x}}', { x: '1' }],
      ['{{a}} {{b}}', { a: '{{b}}', b: true }],
      ['\\{{x}} {{role "user"}}{{#if x}}{{x}}{{/if}}', { x: '1' }],
    ];
    for (const [source, input] of cases) {
      const { system, messages, variables } = requestOf(source, { input });
      const text = messages.flatMap(({ parts }) => parts.map((part) => ('text' in part ? part.text : ''))).join('');
      const said = renderPrompt(readPrompt('a.prompt', source), { input }).messages;
      const expected = said.flatMap(({ content }) => content.map((part) => ('text' in part ? part.text : ''))).join('');
      const { message } = renderedDraft({ system, message: text, variables });
      assert.equal(message.replace('\n\n', ''), expected, source);
    }
    assert.equal(requestOf('{{x}}{{y}}', { input: { x: '1', y: '' } }).variables.sets.length, 1);
  });

  it('says what of it has no place', () => {
    const notesOf = (text: string): string[] => requestOf(text).notes.map((note) => note(sayInEnglish));
    assert.deepEqual(
      notesOf(
        '---\nconfig: {temperature: 3, maxOutputTokens: 1.5}\ntools: [a]\noutput: {format: json}\n---\n{{role "system"}}{{media url="https://x/y.png"}}{{role "user"}}a{{role "system"}}b',
      ),
      [
        'All but the text of the system prompt is left out.',
        'What the system says later is now said by the user.',
        'The parameters temperature, maxOutputTokens are left out.',
        'The fields tools, output.format are left out.',
      ],
    );
  });

  it('has names that are meant as texts for values of their own, which are texts in a prompt that is made of it, too', () => {
    const escaped = '{{role "system"}}Keep \\{{line}} and {{style}}.{{role "user"}}Hi \\{{ other }}';
    const { system, messages, variables } = requestOf(escaped, { input: { style: 'brief' } });
    assert.equal(system, 'Keep {{line}} and {{style}}.');
    const [part] = messages[0]?.parts ?? [];
    const message = part?.type === 'text' ? part.text : '';
    const draft = { ...emptyDraft, system, message, variables };
    const sent = { system: 'Keep {{line}} and brief.', message: 'Hi {{ other }}' };
    const { system: asked, message: said } = renderedDraft(draft);
    assert.deepEqual({ system: asked, message: said }, sent);
    const made = readPrompt('a.prompt', promptFile({ turns: [], draft }).text);
    const texts = renderPrompt(made, {}).messages.map(({ content }) => content);
    assert.deepEqual(texts, [[{ text: sent.system }], [{ text: sent.message }]]);
  });

  it('comes back as the same file', () => {
    const events = importEvents(requestOf(greet), {
      backend: undefined,
      randomId: (() => {
        let id = 0;
        return () => `n${++id}`;
      })(),
      now: 1,
    });
    const all: SessionEvent[] = [];
    for (let step = events.next(); ; step = events.next()) {
      if (step.done) {
        all.push(...step.value);
        break;
      }
    }
    const draft = all.flatMap((event) => (event.type === 'draftChanged' ? [event.draft] : []))[0] as Draft;
    const nodes = all.flatMap((event) => (event.type === 'nodeAdded' ? [event.node] : []));
    const [prompt, answer] = nodes;
    assert.ok(prompt?.kind === 'prompt' && answer?.kind === 'answer');
    const { text, notes } = promptFile({ name: 'greet', turns: [{ prompt, answer }], draft });
    assert.deepEqual(notes, []);
    const { raw, ...metadata } = readPrompt('a.prompt', text).metadata;
    const { raw: before, ...expected } = readPrompt('a.prompt', greet).metadata;
    assert.ok(raw && before);
    assert.deepEqual(metadata, {
      ...expected,
      input: {
        ...expected.input,
        schema: { type: 'object', properties: { style: { type: 'string' }, who: { type: 'string' } } },
      },
    });
    assert.deepEqual(requestOf(text).messages, requestOf(greet).messages);
  });

  it('is written so that its texts stay texts', () => {
    const system = 'A {{b}} {{#if}} {{{c}}} \\';
    const draft = { ...emptyDraft, system, message: '  {{b}} {{role "system"}}' };
    const { text } = promptFile({ turns: [], draft });
    const { messages } = renderPrompt(readPrompt('a.prompt', text), { input: { b: '1' } });
    assert.deepEqual(messages, [
      { role: 'system', content: [{ text: 'A 1 {{#if}} {{{c}}} \\' }] },
      { role: 'user', content: [{ text: '  1 {{role "system"}}' }] },
    ]);
    const names = ['this', 'else', 'true', 'role', 'if', 'a.b', 'x-'];
    const message = names.map((name) => `{{${name}}}`).join(' ');
    const values = names.map((name) => ({ name, value: `<${name}>` }));
    const saved = promptFile({
      turns: [],
      draft: { ...emptyDraft, message, variables: { sets: [{ name: '', values }], chosen: 0 } },
    });
    const said = renderPrompt(readPrompt('a.prompt', saved.text), {}).messages;
    assert.deepEqual(said, [{ role: 'user', content: [{ text: values.map(({ value }) => value).join(' ') }] }]);
  });

  it('says what the prompt says without a value that is missing, where it is sent at once', () => {
    const front = '---\ninput:\n  schema:\n    who: string\n    tone?: string\n---\n';
    const prompt = readPrompt('a.prompt', `${front}{{role "system"}}Be {{tone}}.{{role "user"}}I am {{who}}.`);
    const input = { input: { who: 'Ada' } };
    assert.equal(promptRequest(prompt, input).system, 'Be {{tone}}.');
    const { system, messages, variables } = promptRequest(prompt, input, { isSent: true });
    assert.equal(system, 'Be .');
    assert.deepEqual(messages, [{ role: 'user', parts: [{ type: 'text', text: 'I am {{who}}.' }] }]);
    assert.deepEqual(variables.sets[0]?.values, [{ name: 'who', value: 'Ada' }]);
    const plain = readPrompt('a.prompt', `${front}{{#if tone}}{{tone}}{{else}}plain{{/if}} {{who}}`);
    const [said] = promptRequest(plain, input, { isSent: true }).messages;
    assert.deepEqual(said?.parts, [{ type: 'text', text: 'plain Ada' }]);
  });
});
