import assert from 'node:assert/strict';
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses';
import { atOnce } from '../../../../../src/core/base/work';
import { dialectOf } from '../../../../../src/core/chat/dialects/dialects';
import { dialectIds } from '../../../../../src/core/chat/messages/chatTypes';
import type { ChatRequest, DialectId, Message, MessagePart } from '../../../../../src/core/chat/messages/chatTypes';
import { readRequestBody } from '../../../../../src/core/playground/import/requestBody';
import { definitionsOf } from '../../../../../src/core/playground/session/messagesFor';
import { toolStreams } from '../../../../fakes/recordedToolStreams';
import type { ToolStream } from '../../../../fakes/recordedToolStreams';
import { requestOf, says } from '../ask';
import { read, usualVariant } from './read';

const schema = { type: 'object', properties: { city: { type: 'string' } } } as const;
const tools = [
  { name: 'get_weather', description: 'The weather of a city.', parameters: schema, strict: true },
  { name: 'get_time', parameters: { type: 'object', properties: {} } },
] satisfies ChatRequest['tools'];

const bodyOf = (dialect: DialectId, messages: readonly Message[], more: Partial<ChatRequest> = {}) =>
  dialectOf(dialect).body({ ...requestOf({ model: 'm', messages }), tools, ...more }, usualVariant);

type Call = Extract<MessagePart, { type: 'tool-call' }>;

/** The messages that answer a stream: its parts as they came, and a result for each of its calls. */
function answered({ dialect, events }: ToolStream): { calls: readonly Call[]; messages: Message[] } {
  const { parts } = read(dialect, events);
  const calls = parts.filter((part) => part.type === 'tool-call');
  const results = calls.map(({ id, name }, i): MessagePart => ({
    ...{ type: 'tool-result', callId: id, parts: [{ type: 'text', text: `${name} is done` }] },
    ...(i === 1 && { isError: true }),
  }));
  return {
    calls,
    messages: [says('user', 'Weather and time?'), { role: 'assistant', parts }, { role: 'tool', parts: results }],
  };
}

/** The message of the assistant as it is handed back. */
function assistantOf(stream: ToolStream): unknown {
  const { messages } = bodyOf(stream.dialect, answered(stream).messages);
  return (messages as unknown[])[1];
}

const seen = (calls: readonly Call[]) => calls.map(({ id, name, input }) => [id, name, input]);

const chatCalls = [
  { id: 'call_a', type: 'function' as const, function: { name: 'get_weather', arguments: '{"city":"Rome"}' } },
  { id: 'call_b', type: 'function' as const, function: { name: 'get_time', arguments: '{}' } },
];
const chatResults = [
  { role: 'tool' as const, tool_call_id: 'call_a', content: 'get_weather is done' },
  { role: 'tool' as const, tool_call_id: 'call_b', content: 'get_time is done' },
];

describe('a round of tools in Chat Completions', () => {
  it('has definitions, two calls and their results as OpenAI has them', () => {
    const { calls, messages } = answered(toolStreams.openai);
    assert.deepEqual(seen(calls), [
      ['call_a', 'get_weather', '{"city":"Rome"}'],
      ['call_b', 'get_time', '{}'],
    ]);
    assert.deepEqual(bodyOf('chat-completions', messages), {
      model: 'm',
      messages: [
        { role: 'user', content: 'Weather and time?' },
        { role: 'assistant', content: '', tool_calls: chatCalls },
        ...chatResults,
      ],
      stream: true,
      tools: [
        {
          type: 'function',
          function: { name: 'get_weather', description: 'The weather of a city.', parameters: schema, strict: true },
        },
        { type: 'function', function: { name: 'get_time', parameters: { type: 'object', properties: {} } } },
      ],
      stream_options: { include_usage: true },
    } satisfies ChatCompletionCreateParamsStreaming);
  });

  it('hands back what Gemini has signed a call with, at that call', () => {
    const { tool_calls: calls } = assistantOf(toolStreams.gemini) as { tool_calls: object[] };
    assert.deepEqual(
      calls.map((call) => 'extra_content' in call && call.extra_content),
      [{ google: { thought_signature: 'EjQKMgEM' } }, false],
    );
  });

  it("hands DeepSeek's reasoning back with its calls, also where it is empty", () => {
    const expected = { role: 'assistant', content: '', reasoning_content: 'Two things.', tool_calls: chatCalls };
    assert.deepEqual(assistantOf(toolStreams.deepseek), expected);
    const { events, ...rest } = toolStreams.deepseek;
    const silent = { ...rest, events: [events[0]!, ...events.slice(3)] };
    assert.deepEqual(assistantOf(silent), { ...expected, reasoning_content: '' });
  });

  it('hands no reasoning back where nothing was called', () => {
    const events = [
      ...toolStreams.deepseek.events.slice(0, 3),
      { choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: 'stop' }] },
    ];
    const { parts } = read('chat-completions', events);
    assert.deepEqual(parts, [
      { type: 'reasoning', text: 'Two things.' },
      { type: 'text', text: 'Hi' },
    ]);
  });

  it("hands OpenRouter's reasoning back in one piece a block, as it was signed", () => {
    assert.deepEqual(assistantOf(toolStreams.openrouter), {
      ...{ role: 'assistant', content: '', tool_calls: chatCalls },
      reasoning_details: [
        {
          ...{ type: 'reasoning.text', text: 'Two things.', format: 'anthropic-claude-v1', index: 0 },
          signature: 'EqQBCg',
        },
        { type: 'reasoning.encrypted', data: 'EmwK', id: 'b', format: 'anthropic-claude-v1', index: 1 },
      ],
    });
  });
});

describe('sealed reasoning of parallel calls', () => {
  const details = (...given: readonly object[]): unknown => {
    const call = (index: number) => ({ index, id: `call_${index}`, function: { name: 'f', arguments: '{}' } });
    const deltas = [...given.map((detail) => ({ reasoning_details: [detail] })), { tool_calls: [call(1), call(2)] }];
    const events = deltas.map((delta) => ({ choices: [{ index: 0, delta }] }));
    const finish = { choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] };
    return (assistantOf({ ...toolStreams.openrouter, events: [...events, finish] }) as Record<string, unknown>)[
      'reasoning_details'
    ];
  };
  const type = 'reasoning.encrypted';

  it('goes back as one block for each of them', () => {
    const ofCalls = [
      { type, index: 0, id: 'call_1', data: 'AAAA' },
      { type, index: 0, id: 'call_2', data: 'BBBB' },
    ];
    assert.deepEqual(details(...ofCalls), ofCalls);
    const unnumbered = [
      { type, data: 'AAAA' },
      { type, data: 'BBBB' },
    ];
    assert.deepEqual(details(...unnumbered), unnumbered);
  });

  it('is one block where its pieces have one number', () => {
    const first = { type, index: 0, id: 'a', data: 'AA' };
    assert.deepEqual(details(first, { ...first, id: null, data: 'BB' }), [{ ...first, data: 'AABB' }]);
  });
});

describe('a round of tools in Responses', () => {
  it('has definitions, encrypted reasoning, two calls and their results', () => {
    const { calls, messages } = answered(toolStreams.responses);
    assert.equal(calls.length, 2);
    const sealed = { id: 'rs_1', type: 'reasoning' as const, summary: [], encrypted_content: 'gAAAAABencrypted' };
    assert.deepEqual(bodyOf('responses', messages), {
      model: 'm',
      input: [
        { role: 'user', content: 'Weather and time?' },
        sealed,
        { type: 'function_call', call_id: 'call_a', name: 'get_weather', arguments: '{"city":"Rome"}' },
        { type: 'function_call', call_id: 'call_b', name: 'get_time', arguments: '{}' },
        { type: 'function_call_output', call_id: 'call_a', output: 'get_weather is done' },
        { type: 'function_call_output', call_id: 'call_b', output: 'get_time is done' },
      ],
      stream: true,
      store: false,
      include: ['reasoning.encrypted_content'],
      tools: [
        {
          ...{ type: 'function', name: 'get_weather', description: 'The weather of a city.' },
          ...{ parameters: schema, strict: true },
        },
        { type: 'function', name: 'get_time', parameters: { type: 'object', properties: {} }, strict: false },
      ],
      reasoning: { summary: 'auto' },
    } satisfies ResponseCreateParamsStreaming);
  });
});

describe('a round of tools in Messages', () => {
  it('has definitions, signed thinking, two calls, and their results first in one message', () => {
    const { messages } = answered(toolStreams.anthropic);
    assert.deepEqual(bodyOf('anthropic-messages', [...messages, says('user', 'Be quick.')]), {
      model: 'm',
      max_tokens: 32_000,
      tools: [
        { name: 'get_weather', description: 'The weather of a city.', strict: true, input_schema: schema },
        { name: 'get_time', input_schema: { type: 'object', properties: {} } },
      ],
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Weather and time?' }] },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'Two things.', signature: 'EqQBCgIYAhIM' },
            { type: 'tool_use', id: 'toolu_a', name: 'get_weather', input: { city: 'Rome' } },
            { type: 'tool_use', id: 'toolu_b', name: 'get_time', input: {} },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'toolu_a', content: [{ type: 'text', text: 'get_weather is done' }] },
            {
              ...{ type: 'tool_result', tool_use_id: 'toolu_b', is_error: true },
              content: [{ type: 'text', text: 'get_time is done' }],
            },
            { type: 'text', text: 'Be quick.' },
          ],
        },
      ],
      stream: true,
      thinking: { type: 'adaptive', display: 'summarized' },
    } satisfies MessageCreateParamsStreaming);
  });

  it('does not ask for thinking where a call has to come, which excludes it', () => {
    const forced = bodyOf('anthropic-messages', [says('user', 'Hi')], { toolChoice: 'required' });
    assert.equal('thinking' in forced, false);
    assert.equal('thinking' in bodyOf('anthropic-messages', [says('user', 'Hi')], { toolChoice: 'none' }), true);
  });
});

describe('the choice of a tool', () => {
  const choices: readonly (readonly [ChatRequest['toolChoice'], Readonly<Record<DialectId, unknown>>])[] = [
    ['auto', { 'chat-completions': undefined, responses: undefined, 'anthropic-messages': undefined }],
    ['none', { 'chat-completions': 'none', responses: 'none', 'anthropic-messages': { type: 'none' } }],
    ['required', { 'chat-completions': 'required', responses: 'required', 'anthropic-messages': { type: 'any' } }],
    [
      { name: 'get_time' },
      {
        'chat-completions': { type: 'function', function: { name: 'get_time' } },
        responses: { type: 'function', name: 'get_time' },
        'anthropic-messages': { type: 'tool', name: 'get_time' },
      },
    ],
  ];
  for (const [toolChoice, expected] of choices) {
    it(`is said in the words of each API: ${JSON.stringify(toolChoice)}`, () => {
      for (const [dialect, choice] of Object.entries(expected)) {
        const body = bodyOf(dialect as DialectId, [says('user', 'Hi')], { ...(toolChoice && { toolChoice }) });
        assert.deepEqual(body['tool_choice'], choice, dialect);
      }
    });
  }

  it('is not said without tools', () => {
    for (const dialect of ['chat-completions', 'responses', 'anthropic-messages'] as const) {
      const body = bodyOf(dialect, [says('user', 'Hi')], { tools: [], toolChoice: 'required' });
      assert.deepEqual([body['tools'], body['tool_choice']], [undefined, undefined]);
    }
  });
});

describe('arguments that are no JSON object', () => {
  const messagesWith = (input: string): Message[] => [
    says('user', 'Hi'),
    { role: 'assistant', parts: [{ type: 'tool-call', id: 'a', name: 'f', input }] },
    { role: 'tool', parts: [{ type: 'tool-result', callId: 'a', parts: [{ type: 'text', text: 'No' }] }] },
  ];

  it('go back as they came, and to Messages in an object', () => {
    for (const input of ['{"city":', '[1]']) {
      assert.ok(JSON.stringify(bodyOf('chat-completions', messagesWith(input))).includes(JSON.stringify(input)));
      assert.ok(JSON.stringify(bodyOf('responses', messagesWith(input))).includes(JSON.stringify(input)));
      const wrapped = `"input":${JSON.stringify({ INVALID_JSON: input })}`;
      assert.ok(JSON.stringify(bodyOf('anthropic-messages', messagesWith(input))).includes(wrapped));
    }
  });

  it('are an empty object where there are none', () => {
    assert.match(JSON.stringify(bodyOf('chat-completions', messagesWith(''))), /"arguments":"\{\}"/);
    assert.match(JSON.stringify(bodyOf('anthropic-messages', messagesWith(' '))), /"input":\{\}/);
  });
});

describe('tools of an imported request', () => {
  for (const dialect of dialectIds) {
    it(`go out as strictly as they came, also where nothing is said of that: ${dialect}`, () => {
      for (const strict of [true, false, undefined]) {
        const asked = requestOf({ model: 'm' });
        const sent: Record<string, unknown> = dialectOf(dialect).body({ ...asked, tools }, usualVariant);
        const body = JSON.stringify(sent, (key, value: unknown) => (key === 'strict' ? strict : value));
        const taken = atOnce(readRequestBody(body));
        assert.ok(!('problem' in taken));
        const { tools: again = [] } = definitionsOf(taken);
        const { tools: listed } = dialectOf(dialect).body({ ...asked, tools: again }, usualVariant);
        assert.deepEqual(listed, (JSON.parse(body) as typeof sent)['tools']);
        assert.equal(again.length, tools.length);
      }
    });
  }
});
