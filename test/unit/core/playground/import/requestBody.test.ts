import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { looksLikeRequest } from '../../../../../src/core/playground/import/glance';
import { readRequestBody } from '../../../../../src/core/playground/import/requestBody';

const read = (body: unknown, address?: string) => {
  const found = atOnce(readRequestBody(typeof body === 'string' ? body : JSON.stringify(body), address));
  assert.ok(!('problem' in found), 'problem' in found ? found.problem(sayInEnglish) : '');
  return { ...found, notes: found.notes.map((note) => note(sayInEnglish)) };
};
const problem = (body: string): string => {
  const found = atOnce(readRequestBody(body));
  return 'problem' in found ? found.problem(sayInEnglish) : '';
};
const text = (value: string) => ({ type: 'text', text: value });

describe('the JSON of a request', () => {
  it('of Chat Completions becomes system, messages, model and parameters', () => {
    const body = {
      ...{ model: 'gpt-x', temperature: 0.2, max_completion_tokens: 50, stream: false },
      messages: [
        {
          role: 'developer',
          content: [
            { type: 'text', text: 'Be' },
            { type: 'text', text: 'brief.' },
          ],
        },
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          content: null,
          reasoning_content: 'Hm',
          tool_calls: [{ id: 'c', type: 'function', function: { name: 'w', arguments: '{"a":1}' } }],
        },
        { role: 'tool', tool_call_id: 'c', content: '20°' },
        { role: 'assistant', content: 'Warm.' },
        { role: 'user', content: 'Thanks' },
      ],
    };
    assert.deepEqual(read(body), {
      ...{ dialect: 'chat-completions', model: 'gpt-x', system: 'Be\n\nbrief.', temperature: 0.2, maxOutputTokens: 50 },
      ...{ sampling: '', bodyFields: '', tools: '', toolChoice: '', schema: '', files: [] },
      messages: [
        { role: 'user', parts: [text('Weather?')] },
        {
          role: 'assistant',
          parts: [
            { type: 'reasoning', text: 'Hm' },
            { type: 'tool-call', id: 'c', name: 'w', input: '{"a":1}' },
          ],
        },
        { role: 'user', parts: [{ type: 'tool-result', callId: 'c', parts: [text('20°')] }] },
        { role: 'assistant', parts: [text('Warm.')] },
        { role: 'user', parts: [text('Thanks')] },
      ],
      notes: [],
    });
  });

  it('of Responses does, whatever its items are', () => {
    const body = {
      ...{
        model: 'gpt-x',
        instructions: 'Be brief.',
        max_output_tokens: 9,
        store: false,
        reasoning: { summary: 'auto' },
      },
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'One' }] },
        { type: 'reasoning', id: 'r', summary: [{ type: 'summary_text', text: 'Hm' }], encrypted_content: 'xyz' },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Two', annotations: [] }] },
        { type: 'function_call', call_id: 'c', name: 'w', arguments: '{}' },
        { type: 'function_call_output', call_id: 'c', output: 'Sun' },
      ],
    };
    const { messages, system, notes, dialect } = read(body);
    assert.deepEqual({ dialect, system }, { dialect: 'responses', system: 'Be brief.' });
    assert.deepEqual(messages, [
      { role: 'user', parts: [text('One')] },
      {
        role: 'assistant',
        parts: [{ type: 'reasoning', text: 'Hm' }, text('Two'), { type: 'tool-call', id: 'c', name: 'w', input: '{}' }],
      },
      { role: 'user', parts: [{ type: 'tool-result', callId: 'c', parts: [text('Sun')] }] },
    ]);
    assert.deepEqual(notes, ['Signed or encrypted reasoning belongs to its provider, and was left out.']);
    assert.deepEqual(read({ model: 'm', input: 'Hi' }).messages, [{ role: 'user', parts: [text('Hi')] }]);
  });

  it('of Anthropic does, which is told by what only it has', () => {
    const body = {
      ...{
        model: 'claude-x',
        max_tokens: 100,
        system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
      },
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image', source: {} },
            { type: 'text', text: 'What is it?' },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'Hm', signature: 'abc' },
            { type: 'tool_use', id: 't', name: 'w', input: { a: 1 } },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'bad', is_error: true }] },
      ],
    };
    const { dialect, messages, notes, maxOutputTokens } = read(body);
    assert.deepEqual({ dialect, maxOutputTokens }, { dialect: 'anthropic-messages', maxOutputTokens: 100 });
    assert.deepEqual(messages, [
      { role: 'user', parts: [text('What is it?')] },
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', text: 'Hm' },
          { type: 'tool-call', id: 't', name: 'w', input: '{"a":1}' },
        ],
      },
      { role: 'user', parts: [{ type: 'tool-result', callId: 't', parts: [text('bad')], isError: true }] },
    ]);
    assert.deepEqual(notes, [
      'Images that were left out: 1',
      'Signed or encrypted reasoning belongs to its provider, and was left out.',
      'Fields of messages that were not taken: cache_control',
    ]);
  });

  it('is read by its address where that tells more', () => {
    const body = { model: 'm', max_tokens: 5, messages: [{ role: 'user', content: 'Hi' }] };
    assert.equal(read(body).dialect, 'chat-completions');
    assert.equal(read(body, 'https://api.anthropic.com/v1/messages').dialect, 'anthropic-messages');
    assert.equal(read(body, 'https://gateway.example.com/anthropic/v1/messages/').dialect, 'anthropic-messages');
    assert.equal(read(body, 'https://x.example.com/openai/v1/chat/completions').dialect, 'chat-completions');
  });

  it('says which of its parameters were not taken, and none that are sent anyway', () => {
    const messages = [{ role: 'user', content: 'Hi' }];
    const taken = {
      model: 'm',
      messages,
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 5,
      temperature: 1,
    };
    assert.deepEqual(read(taken).notes, []);
    const left = {
      ...taken,
      temperature: 7,
      max_tokens: 1.5,
      top_p: 0.5,
      seed: 1,
      tools: [{ type: 'web_search' }],
      user: null,
    };
    const { notes, sampling, bodyFields } = read(left);
    assert.deepEqual(notes, ['Parameters that were not taken: max_tokens, temperature, tools']);
    assert.deepEqual([sampling, bodyFields], ['top_p=0.5 seed=1', '']);
    assert.deepEqual(read({ model: 'm', input: 'Hi', store: true, include: ['reasoning.encrypted_content'] }).notes, [
      'Parameters that were not taken: store',
    ]);
  });

  it('has its parameters in their fields, and the rest in the other fields of the body', () => {
    const messages = [{ role: 'user', content: 'Hi' }];
    const taken = (body: object, address?: string) => {
      const { sampling, bodyFields, notes } = read(body, address);
      return { sampling, fields: bodyFields === '' ? {} : (JSON.parse(bodyFields) as unknown), notes };
    };
    const chat = {
      model: 'm',
      messages,
      stop: 'END',
      top_k: 5,
      reasoning_effort: 'low',
      response_format: { type: 'text' },
    };
    const rest = { response_format: { type: 'text' } };
    assert.deepEqual(taken(chat), { sampling: 'reasoning_effort=low stop="END" top_k=5', fields: rest, notes: [] });
    // OpenAI has no top_k: it goes as it is.
    assert.deepEqual(taken(chat, 'https://api.openai.com/v1/chat/completions'), {
      ...{ sampling: 'reasoning_effort=low stop="END"', fields: { top_k: 5, ...rest }, notes: [] },
    });
    const responses = {
      model: 'm',
      input: 'Hi',
      reasoning: { effort: 'high', summary: 'detailed' },
      text: { verbosity: 'low' },
    };
    assert.deepEqual(taken(responses), {
      ...{ sampling: 'reasoning_effort=high verbosity=low', fields: { reasoning: { summary: 'detailed' } }, notes: [] },
    });
    const thinking = { type: 'enabled', budget_tokens: 2_048 };
    const anthropic = {
      model: 'm',
      max_tokens: 9,
      messages,
      thinking,
      stop_sequences: ['a', 'b'],
      metadata: { user_id: 'u' },
    };
    assert.deepEqual(taken(anthropic), {
      ...{ sampling: 'reasoning_budget=2048 stop="a" stop="b"', fields: { metadata: { user_id: 'u' } }, notes: [] },
    });
  });

  it('says which of its fields are not taken: too many, keys, those of tools, and parameters that cannot be', () => {
    const messages = [{ role: 'user', content: 'Hi' }];
    const others = { api_key: 'sk-1', tool_choice: 'required', seed: 0.5, big: 'x'.repeat(20_000), user: 'me' };
    const { notes, bodyFields, sampling } = read(
      `{"model": "m", "__proto__": {"a": 1}, ${JSON.stringify({ messages, ...others }).slice(1)}`,
    );
    assert.deepEqual(notes, ['Parameters that were not taken: __proto__, api_key, seed, big, tool_choice']);
    assert.deepEqual([JSON.parse(bodyFields), sampling], [{ user: 'me' }, '']);
  });

  it('is refused with the reason where it is none', () => {
    assert.match(problem('{'), /not a JSON object/);
    assert.match(problem('[]'), /not a JSON object/);
    assert.match(problem('{"messages":["a"]}'), /no request of Chat Completions/);
    assert.match(problem('{"messages":[{"role":"system","content":"x"}]}'), /no messages/);
    assert.match(problem(`{"input":${'['.repeat(200)}${']'.repeat(200)}}`), /nested too deep/);
    assert.match(problem(`{"input":${'['.repeat(200_000)}${']'.repeat(200_000)}}`), /nested too deep|not a JSON/);
  });

  it('is seen at a glance', () => {
    assert.ok(looksLikeRequest(' {"model": "m",\n "messages" : []}'));
    for (const other of ['{"a":1}', '[{"messages":[]}]', 'see {"messages":[]}']) assert.ok(!looksLikeRequest(other));
  });
});
