import assert from 'node:assert/strict';
import fc from 'fast-check';
import { responses } from '../../../../../src/core/chat/dialects/responses';
import { MalformedEvent, StreamedError } from '../../../../../src/core/chat/messages/transport';
import type { Message, MessagePart } from '../../../../../src/core/chat/messages/chatTypes';
import { responsesStreams as streams } from '../../../../fakes/recordedResponses';
import { requestOf, says } from '../ask';
import { naming, read as readDialect, usualVariant } from './read';

const read = (events: readonly unknown[]) => readDialect('responses', events);
const summary = '**Adding**\n\nTwo and two.\n\n**Checking**';
const textOf = (part: MessagePart): string => (part.type === 'text' ? part.text : '');
const usage = {
  inputTokens: 36,
  outputTokens: 87,
  reasoningTokens: 64,
  cachedInputTokens: 20,
  cacheWriteTokens: 4,
};

describe('Responses, reading', () => {
  for (const name of ['whole', 'atOnce'] as const) {
    it(`reads summary, encrypted reasoning, text and usage: ${name}`, () => {
      const { parts, finish, ...counted } = read(streams[name]);
      const [reasoning, ...others] = parts;
      assert.ok(reasoning?.type === 'reasoning');
      assert.equal(reasoning.text, summary);
      assert.equal(reasoning.opaque?.dialect, 'responses');
      assert.match(reasoning.opaque.json, /"encrypted_content":"gAAAAABencrypted"/);
      assert.deepEqual(others, [{ type: 'text', text: 'Hello' }]);
      assert.equal(finish, 'stop');
      assert.deepEqual(counted.usage, usage);
      assert.equal((counted.received as { total_tokens: number }).total_tokens, 123);
    });
  }

  it('takes a refusal as the answer', () => {
    const { parts, finish } = read(streams.refusal);
    assert.deepEqual(parts, [{ type: 'text', text: 'I cannot do that.' }]);
    assert.equal(finish, 'stop');
  });

  it('tells a full answer from one that the limit or a filter ended', () => {
    assert.equal(read(streams.incomplete).finish, 'length');
    assert.equal(read(streams.filtered).finish, 'content-filter');
    const other = { type: 'response.incomplete', response: { incomplete_details: null } };
    assert.equal(read([other]).finish, 'other');
    const details = { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } };
    assert.equal(read([{ type: 'response.completed', response: details }]).finish, 'length');
  });

  it('reads a tool call', () => {
    const { parts, finish } = read(streams.toolCall);
    assert.deepEqual(parts, [{ type: 'tool-call', id: 'call_1', name: 'get_weather', input: '{"city":"Rome"}' }]);
    assert.equal(finish, 'tool-calls');
  });

  it('reads the reasoning of open-weight models', () => {
    assert.deepEqual(read(streams.openReasoning).parts, [
      { type: 'reasoning', text: 'Hm' },
      { type: 'text', text: 'Hello' },
    ]);
  });

  it('keeps encrypted reasoning that has no summary', () => {
    const item = { type: 'reasoning', summary: [], encrypted_content: 'gAAA' };
    const { parts } = read([{ type: 'response.output_item.done', output_index: 0, item }]);
    assert.deepEqual(parts, [
      { type: 'reasoning', text: '', opaque: { dialect: 'responses', json: JSON.stringify(item) } },
    ]);
  });

  const ways = ['deltas', 'output_text.done', 'output_item.done', 'response.completed'] as const;
  const message = (text: string) => ({ type: 'message', content: [{ type: 'output_text', text }] });
  const thinks = (text: string) => ({ type: 'reasoning', summary: [{ type: 'summary_text', text }] });

  for (const [form, numbered, write] of [
    ['with an output_index', true, (place: number) => place],
    ['with an output_index as a text', true, String],
    ['without an output_index', false, String],
  ] as const) {
    it(`shows the text once, in whichever ways it comes, ${form}`, () => {
      /** Makes the events of a server that sends the text of each item in these ways. */
      const streamOf = (texts: readonly (readonly [text: string, used: readonly string[]])[]) => {
        const at = (place: number) => (numbered ? { output_index: write(place) } : {});
        const events: object[] = [{ type: 'response.reasoning_summary_text.delta', ...at(0), delta: 'Hm' }];
        for (const [place, [text, used]] of texts.entries()) {
          const send = (type: string, more: object) =>
            events.push({ type: `response.${type}`, ...at(place + 1), ...more });
          if (used.includes('deltas')) for (const delta of text) send('output_text.delta', { delta });
          if (used.includes('output_text.done')) send('output_text.done', { text });
          if (used.includes('output_item.done')) send('output_item.done', { item: message(text) });
        }
        const isAtEnd = texts.every(([, used]) => used.includes('response.completed'));
        const output = isAtEnd ? [thinks('Hm'), ...texts.map(([text]) => message(text))] : [];
        return [...events, { type: 'response.completed', response: { status: 'completed', output } }];
      };
      const atEnd = fc.boolean().map((is) => (is ? [ways[3]] : []));
      const onTheWay = fc.subarray(ways.slice(0, 3));
      const item = fc.tuple(fc.constantFrom('aa', 'aab', 'Hello'), onTheWay);
      fc.assert(
        fc.property(atEnd, fc.array(item, { minLength: 1, maxLength: 3 }), (end, items) => {
          fc.pre(items.every(([, used]) => end.length + used.length > 0));
          // An item whose text comes only with the end of the answer is the last one.
          const early = items.filter(([, used]) => used.length > 0);
          const late = items.filter(([, used]) => used.length === 0).slice(0, 1);
          // Without numbers only a whole item tells where the next one begins.
          const clear = early.map(([text, used]) => [text, numbered ? used : [...used, ways[2]]] as const);
          const texts = [...clear, ...late].map(([text, used]) => [text, [...used, ...end]] as const);
          const { parts, finish } = read(streamOf(texts));
          const shown = parts.map(textOf).join('');
          assert.equal(shown, texts.map(([text]) => text).join(''));
          assert.deepEqual(
            parts.filter(({ type }) => type === 'reasoning'),
            [{ type: 'reasoning', text: 'Hm' }],
          );
          assert.equal(finish, 'stop');
        }),
        { numRuns: 500 },
      );
    });
  }

  it('shows what the end adds to a text of which pieces were lost, and nothing of one in other words', () => {
    const delta = { type: 'response.output_text.delta', output_index: 0, delta: 'Hel' };
    const completed = (text: string) => ({ type: 'response.completed', response: { output: [message(text)] } });
    assert.deepEqual(read([delta, completed('Hello')]).parts.map(textOf), ['Hello']);
    assert.deepEqual(read([delta, completed('Hi')]).parts.map(textOf), ['Hel']);
  });

  it('reads the input of a tool call that comes as an object', () => {
    const item = { type: 'function_call', call_id: 'a', name: 'find', arguments: { n: 1 } };
    const { parts } = read([{ type: 'response.output_item.done', output_index: 0, item }]);
    assert.deepEqual(parts, [{ type: 'tool-call', id: 'a', name: 'find', input: '{"n":1}' }]);
  });

  it('takes an answer for failed that is completed with the status "failed"', () => {
    const response = { status: 'failed', error: { message: 'Out of memory' } };
    assert.throws(() => read([{ type: 'response.completed', response }]), StreamedError);
  });

  for (const name of ['failed', 'error'] as const) {
    it(`takes ${name} for an error of the provider`, () => assert.throws(() => read(streams[name]), StreamedError));
  }

  for (const bad of [42, null, { type: 'response.completed' }]) {
    it(`calls ${JSON.stringify(bad)} malformed`, () => assert.throws(() => read([bad]), MalformedEvent));
  }

  it('passes over events that are still to be invented', () => {
    assert.deepEqual(read([{ type: 'response.dream.delta', delta: 'x' }]).parts, []);
  });

  it('has no usage of numbers that are none', () => {
    const completed = (input_tokens: unknown) => [
      { type: 'response.completed', response: { usage: { input_tokens, output_tokens: 1 } } },
    ];
    for (const number of [1e308, 1e13, -1, '5', null]) assert.equal(read(completed(number)).usage, undefined);
    assert.deepEqual(read(completed(5)).usage, { inputTokens: 5, outputTokens: 1 });
  });

  it('reads the tier that served the answer', () => {
    const usage = { input_tokens: 5, output_tokens: 1 };
    const served = (tier: string) =>
      read([{ type: 'response.completed', response: { usage, service_tier: tier } }]).usage;
    assert.deepEqual(served('flex'), { inputTokens: 5, outputTokens: 1, tier: 'flex' });
    assert.deepEqual(served('default'), { inputTokens: 5, outputTokens: 1 });
  });

  it('survives anything that JSON can say, with an error of its own at most', () => {
    const type = fc.constantFrom(...new Set(Object.values(streams).flatMap((all) => all.map((event) => event.type))));
    fc.assert(
      fc.property(
        type,
        fc.dictionary(fc.constantFrom('item', 'delta', 'response', 'output_index'), fc.jsonValue()),
        (name, more) => {
          try {
            read([
              { ...more, type: name },
              { ...more, type: name },
            ]);
          } catch (error) {
            assert.ok(error instanceof MalformedEvent || error instanceof StreamedError);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('Responses, asking', () => {
  it('stores nothing at the provider, and asks for a summary and for encrypted reasoning', () => {
    const request = requestOf({ model: 'm', system: 'Be short.', temperature: 0.5, maxOutputTokens: 7 });
    assert.deepEqual(responses.body(request, usualVariant), {
      model: 'm',
      input: [
        { role: 'system', content: 'Be short.' },
        { role: 'user', content: 'Hi' },
      ],
      stream: true,
      store: false,
      reasoning: { summary: 'auto' },
      include: ['reasoning.encrypted_content'],
      temperature: 0.5,
      max_output_tokens: 7,
    });
  });

  it('hands its own reasoning back as it came, before what followed it', () => {
    const item = { id: 'rs_1', type: 'reasoning', summary: [], encrypted_content: 'gAAA' };
    const answer: Message = {
      role: 'assistant',
      parts: [
        { type: 'reasoning', text: 'Hm', opaque: { dialect: 'responses', json: JSON.stringify(item) } },
        { type: 'text', text: 'Hello' },
      ],
    };
    const { input } = responses.body(requestOf({ model: 'm', messages: [answer, says('user', 'And?')] }), usualVariant);
    assert.deepEqual(input, [item, { role: 'assistant', content: 'Hello' }, { role: 'user', content: 'And?' }]);
  });

  it('does not hand back the reasoning of another dialect, or one that nothing followed', () => {
    const own = { dialect: 'responses', json: '{"type":"reasoning"}' } as const;
    const foreign = { dialect: 'anthropic-messages', json: '{"type":"thinking"}' } as const;
    const messages: Message[] = [
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', text: 'a', opaque: foreign },
          { type: 'text', text: 'b' },
        ],
      },
      { role: 'assistant', parts: [{ type: 'reasoning', text: 'c', opaque: own }] },
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', text: 'no seal' },
          { type: 'text', text: 'd' },
        ],
      },
    ];
    assert.deepEqual(responses.body(requestOf({ model: 'm', messages }), usualVariant)['input'], [
      { role: 'assistant', content: 'b' },
      { role: 'assistant', content: 'd' },
    ]);
  });

  it('hands tool calls and their results back', () => {
    const messages: Message[] = [
      { role: 'assistant', parts: [{ type: 'tool-call', id: 'call_1', name: 'find', input: '{}' }] },
      {
        role: 'tool',
        parts: [
          { type: 'tool-result', callId: 'call_1', parts: [{ type: 'text', text: 'Found' }] },
          { type: 'text', text: 'And more' },
        ],
      },
    ];
    assert.deepEqual(responses.body(requestOf({ model: 'm', messages }), usualVariant)['input'], [
      { type: 'function_call', call_id: 'call_1', name: 'find', arguments: '{}' },
      { type: 'function_call_output', call_id: 'call_1', output: 'Found' },
      { role: 'user', content: 'And more' }, // The API knows no other author of words beside a result.
    ]);
  });

  it('leaves out what the provider names, and nothing else', () => {
    const request = requestOf({ model: 'm' });
    const next = responses.nextVariant(usualVariant, naming('reasoning.summary'), request);
    assert.deepEqual(next?.without, ['reasoning.summary']);
    assert.equal('reasoning' in responses.body(request, next), false);
    assert.equal('include' in responses.body(request, next), true);
    assert.equal(responses.nextVariant(next, naming('reasoning.summary'), request), undefined);
    assert.equal(responses.nextVariant(usualVariant, naming('temperature'), request), undefined);
  });
});
