import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anthropicMessages } from '../../../../../src/core/chat/dialects/anthropicMessages';
import { MalformedEvent, StreamedError } from '../../../../../src/core/chat/messages/transport';
import type { Message, MessagePart } from '../../../../../src/core/chat/messages/chatTypes';
import { anthropicStreams as streams } from '../../../../fakes/recordedMessages';
import { requestOf, says } from '../ask';
import { naming, read as readDialect, usualVariant } from './read';

const read = (events: readonly unknown[]) => readDialect('anthropic-messages', events);
const opaque = (json: object) => ({ dialect: 'anthropic-messages' as const, json: JSON.stringify(json) });
const messagesOf = (messages: Message[], more: object = {}) =>
  anthropicMessages.body(requestOf({ model: 'm', messages, ...more }), usualVariant)['messages'];

describe('Anthropic Messages, reading', () => {
  it('reads thinking with its signature, text, and the usage of both ends', () => {
    const { parts, finish, usage, received } = read(streams.whole);
    assert.deepEqual(parts, [
      { type: 'reasoning', text: 'Two and two.', opaque: opaque({ type: 'thinking', signature: 'EqQBCgIYAhIM' }) },
      { type: 'text', text: 'Hello' },
    ]);
    assert.equal(finish, 'stop');
    // 25 of the input are neither read from nor written to the cache; the sum is what was sent.
    assert.deepEqual(usage, { inputTokens: 1_125, outputTokens: 15, cachedInputTokens: 1_000, cacheWriteTokens: 100 });
    assert.equal((received as { service_tier: string }).service_tier, 'standard');
  });

  it('keeps redacted thinking as a part without words', () => {
    const { parts } = read(streams.redacted);
    assert.deepEqual(parts[0], {
      type: 'reasoning',
      text: '',
      opaque: opaque({ type: 'redacted_thinking', data: 'EmwKAhgB' }),
    });
  });

  it('reads a tool call', () => {
    const { parts, finish } = read(streams.toolCall);
    assert.deepEqual(parts, [
      { type: 'text', text: 'Let me look.' },
      { type: 'tool-call', id: 'toolu_1', name: 'get_weather', input: '{"city":"Rome"}' },
    ]);
    assert.equal(finish, 'tool-calls');
  });

  for (const [form, deltas, more, input] of [
    ['at its start', [], [{ type: 'content_block_stop', index: 0 }], '{"city":"Rome"}'],
    ['at its start, and does not end', [], [], '{"city":"Rome"}'],
    ['at its start, before an empty piece', [''], [{ type: 'content_block_stop', index: 0 }], '{"city":"Rome"}'],
    [
      'at its start and in pieces',
      ['', '{"city"', ':"Oslo"}'],
      [{ type: 'content_block_stop', index: 0 }],
      '{"city":"Oslo"}',
    ],
    [
      'at its start, before another block under its number',
      [],
      [{ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }],
      '{"city":"Rome"}',
    ],
  ] as const) {
    it(`reads the input of a tool call that comes ${form}`, () => {
      const call = { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { city: 'Rome' } };
      const pieces = deltas.map((partial_json) => ({
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'input_json_delta', partial_json },
      }));
      const { parts } = read([{ type: 'content_block_start', index: 0, content_block: call }, ...pieces, ...more]);
      assert.deepEqual(parts[0], { type: 'tool-call', id: 'toolu_1', name: 'get_weather', input });
    });
  }

  it('reads blocks whose index is a text', () => {
    const start = (index: string, name: string) => ({
      type: 'content_block_start',
      index,
      content_block: { type: 'tool_use', id: name, name, input: {} },
    });
    const piece = (index: string, partial_json: string) => ({
      type: 'content_block_delta',
      index,
      delta: { type: 'input_json_delta', partial_json },
    });
    const { parts } = read([start('0', 'f'), start('1', 'g'), piece('0', '1'), piece('1', '2')]);
    assert.deepEqual(parts, [
      { type: 'tool-call', id: 'f', name: 'f', input: '1' },
      { type: 'tool-call', id: 'g', name: 'g', input: '2' },
    ]);
  });

  it('takes counts that come again, and keeps those that do not', () => {
    const { usage, finish } = read(streams.countedAgain);
    assert.deepEqual(usage, { inputTokens: 2_130, outputTokens: 15, cachedInputTokens: 2_000, cacheWriteTokens: 100 });
    assert.equal(finish, 'length');
  });

  it('has only the input before the output is counted: the one token of message_start is a placeholder', () => {
    const start = { type: 'message_start', message: { usage: { input_tokens: 10, output_tokens: 1 } } };
    const text = { type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'Hello' } };
    const uncounted = { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: {} };
    const begun = { inputTokens: 10, outputTokens: 0, isPartial: true };
    assert.deepEqual(read([start, text]).usage, begun);
    assert.deepEqual(read([start, text, uncounted]).usage, begun);
    const counted = { ...uncounted, usage: { output_tokens: 15 } };
    const { usage, received } = read([start, text, counted]);
    assert.deepEqual(usage, { inputTokens: 10, outputTokens: 15 });
    assert.deepEqual(received, { input_tokens: 10, output_tokens: 15 });
  });

  it('has no usage of numbers that are none', () => {
    const counted = (input_tokens: unknown) => [
      { type: 'message_delta', delta: {}, usage: { input_tokens, output_tokens: 1 } },
    ];
    for (const number of [1e308, 1e13, -1, '5', null]) assert.equal(read(counted(number)).usage, undefined);
  });

  for (const [wire, reason] of [
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'window-full'],
    ['tool_use', 'tool-calls'],
    ['refusal', 'content-filter'],
    ['pause_turn', 'other'],
  ] as const) {
    it(`reads the stop reason ${wire} as ${reason}`, () => {
      assert.equal(read([{ type: 'message_delta', delta: { stop_reason: wire } }]).finish, reason);
    });
  }

  it('takes an answer as whole that only says message_stop', () => {
    assert.equal(read([{ type: 'message_stop' }]).finish, 'other');
    assert.equal(read([{ type: 'message_delta', delta: { stop_reason: null } }]).finish, undefined);
  });

  it('takes overloaded for an error of the provider', () => {
    assert.throws(() => read(streams.overloaded), StreamedError);
  });

  for (const bad of [42, null, { type: 'content_block_start' }, { type: 'content_block_delta', delta: 3 }]) {
    it(`calls ${JSON.stringify(bad)} malformed`, () => assert.throws(() => read([bad]), MalformedEvent));
  }

  it('ends a signature that never ends', () => {
    const piece = {
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'signature_delta', signature: 'x'.repeat(400_000) },
    };
    assert.throws(() => read([piece, piece, piece]), MalformedEvent);
  });

  it('survives anything that JSON can say, with an error of its own at most', () => {
    const type = fc.constantFrom(...new Set(Object.values(streams).flatMap((all) => all.map((event) => event.type))));
    const block = fc.oneof(
      fc.jsonValue(),
      fc.record({ type: fc.constantFrom('text', 'thinking', 'tool_use', 'redacted_thinking'), text: fc.jsonValue() }),
    );
    const event = fc.record({
      type,
      index: fc.jsonValue(),
      content_block: block,
      delta: block,
      message: fc.jsonValue(),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 4 }), (events) => {
        try {
          read(events);
        } catch (error) {
          assert.ok(error instanceof MalformedEvent || error instanceof StreamedError);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('Anthropic Messages, asking', () => {
  it('shows the thinking, and always says a limit: 32,000 where the user says none', () => {
    assert.deepEqual(anthropicMessages.body(requestOf({ model: 'm', system: 'Be short.' }), usualVariant), {
      model: 'm',
      max_tokens: 32_000,
      system: 'Be short.',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
      stream: true,
      thinking: { type: 'adaptive', display: 'summarized' },
    });
    assert.equal(anthropicMessages.body(requestOf({ model: 'm', maxOutputTokens: 7 }), usualVariant)['max_tokens'], 7);
  });

  it('does not ask for thinking beside a temperature of the user, which excludes it, unless it is 1', () => {
    const fieldsAt = (temperature: number) =>
      Object.keys(anthropicMessages.body(requestOf({ model: 'm', temperature }), usualVariant));
    assert.equal(fieldsAt(0.5).includes('thinking'), false);
    assert.equal(fieldsAt(1).includes('thinking'), true);
  });

  it('goes to /v1/messages, whether the base URL ends in /v1 or not', () => {
    assert.equal(anthropicMessages.path('https://api.anthropic.com/v1'), '/messages');
    assert.equal(anthropicMessages.path('https://api.anthropic.com'), '/v1/messages');
    assert.equal(anthropicMessages.path('https://api.deepseek.com/anthropic'), '/v1/messages');
    assert.equal(anthropicMessages.modelsPath('https://api.anthropic.com/v1'), '/models?limit=1000');
    assert.equal(anthropicMessages.modelsPath('https://api.anthropic.com'), '/v1/models?limit=1000');
  });

  it('sends the key as x-api-key, and the version of the API', () => {
    assert.deepEqual(anthropicMessages.headers('key'), { 'anthropic-version': '2023-06-01', 'x-api-key': 'key' });
    assert.deepEqual(anthropicMessages.headers(undefined), { 'anthropic-version': '2023-06-01' });
  });

  const answer = (...parts: MessagePart[]): Message => ({ role: 'assistant', parts });
  const thinking: MessagePart = {
    type: 'reasoning',
    text: 'Hm',
    opaque: opaque({ type: 'thinking', signature: 'Eq' }),
  };
  const redacted: MessagePart = {
    type: 'reasoning',
    text: '',
    opaque: opaque({ type: 'redacted_thinking', data: 'Em' }),
  };

  it('hands signed and redacted thinking back', () => {
    assert.deepEqual(messagesOf([answer(thinking, redacted, { type: 'text', text: 'Hello' }), says('user', 'And?')]), [
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'Hm', signature: 'Eq' },
          { type: 'redacted_thinking', data: 'Em' },
          { type: 'text', text: 'Hello' },
        ],
      },
      { role: 'user', content: [{ type: 'text', text: 'And?' }] },
    ]);
  });

  it('hands no thinking back that is unsigned, of another dialect, or not asked for', () => {
    const foreign: MessagePart = {
      type: 'reasoning',
      text: 'a',
      opaque: { dialect: 'responses', json: '{"type":"reasoning"}' },
    };
    const text: MessagePart = { type: 'text', text: 'Hello' };
    const bare = [{ role: 'assistant', content: [{ type: 'text', text: 'Hello' }] }];
    assert.deepEqual(messagesOf([answer({ type: 'reasoning', text: 'a' }, foreign, text)]), bare);
    assert.deepEqual(messagesOf([answer(thinking, text)], { temperature: 0 }), bare);
  });

  it('sends no text and no message that is empty or blank, which the API refuses', () => {
    for (const text of ['', ' \n']) {
      assert.deepEqual(messagesOf([answer({ type: 'text', text }), says('user', 'Hi')]), [
        { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
      ]);
    }
  });

  it('hands tool calls and their results back', () => {
    const call: MessagePart = { type: 'tool-call', id: 'toolu_1', name: 'find', input: '{"x":1}' };
    const result: MessagePart = {
      type: 'tool-result',
      callId: 'toolu_1',
      parts: [{ type: 'text', text: 'No' }],
      isError: true,
    };
    assert.deepEqual(messagesOf([answer(call), { role: 'tool', parts: [result] }]), [
      { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'find', input: { x: 1 } }] },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'toolu_1', content: [{ type: 'text', text: 'No' }], is_error: true },
        ],
      },
    ]);
  });

  it('leaves thinking out where the provider names it', () => {
    const request = requestOf({ model: 'm' });
    const next = anthropicMessages.nextVariant(usualVariant, naming('thinking'), request);
    assert.equal('thinking' in anthropicMessages.body(request, next ?? usualVariant), false);
    assert.equal(anthropicMessages.nextVariant(usualVariant, naming('max_tokens'), request), undefined);
  });
});
