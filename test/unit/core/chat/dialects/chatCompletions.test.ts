import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chatCompletions } from '../../../../../src/core/chat/dialects/chatCompletions';
import { ThinkSplitter } from '../../../../../src/core/chat/dialects/thinkTags';
import { MalformedEvent, StreamedError } from '../../../../../src/core/chat/messages/transport';
import { requestOf, says } from '../ask';
import { naming, read as readDialect, usualVariant } from './read';

const chunk = (delta: unknown, finish: unknown = null) => ({ choices: [{ delta, finish_reason: finish }] });
const read = (...chunks: unknown[]) => readDialect('chat-completions', chunks);
const usageOf = (usage: unknown) => read({ choices: [], usage }).usage;

/** Text and reasoning, each joined. */
function texts(chunks: readonly unknown[]) {
  const { parts } = read(...chunks);
  const all = (type: 'text' | 'reasoning') => parts.map((part) => (part.type === type ? part.text : '')).join('');
  return { text: all('text'), reasoning: all('reasoning') };
}

describe('Chat Completions, reading', () => {
  it('makes one part of each run of reasoning and text', () => {
    const chunks = [{ reasoning_content: 'H' }, { reasoning_content: 'm' }, { content: 'Hel' }, { content: 'lo' }];
    assert.deepEqual(read(...chunks.map((delta) => chunk(delta)), chunk({}, 'stop')), {
      parts: [
        { type: 'reasoning', text: 'Hm' },
        { type: 'text', text: 'Hello' },
      ],
      usage: undefined,
      finish: 'stop',
      received: undefined,
    });
  });

  for (const [form, choice] of [
    ['delta.content', { delta: { content: 'Hi' } }],
    ['an object as content', { delta: { content: { type: 'text', text: 'Hi' } } }],
    ['a list of parts as content', { delta: { content: [{ type: 'text', text: 'Hi' }] } }],
    ['message in place of delta', { message: { role: 'assistant', content: 'Hi' } }],
    ['the text of the older API', { text: 'Hi' }],
    ['delta.refusal', { delta: { refusal: 'Hi' } }],
  ] as const) {
    it(`finds the text in ${form}`, () => {
      assert.deepEqual(read({ choices: [choice] }).parts, [{ type: 'text', text: 'Hi' }]);
    });
  }

  it('takes the first of two choices, whatever their order, and also where their numbers are texts', () => {
    const two = (text: string, index: unknown) => ({ index, delta: { content: text } });
    for (const [first, second] of [
      [0, 1],
      ['0', '1'],
    ]) {
      const { parts } = read({ choices: [two('No', second), two('Yes', first)] }, { choices: [two(' no', second)] });
      assert.deepEqual(parts, [{ type: 'text', text: 'Yes' }]);
    }
  });

  for (const bad of [{ choices: [null] }, 42, null, [], 'text']) {
    it(`calls ${JSON.stringify(bad)} malformed`, () => assert.throws(() => read(bad), MalformedEvent));
  }

  for (const error of [
    { object: 'error', message: 'Out of memory' },
    { type: 'error', error: { message: 'Overloaded' } },
  ]) {
    it(`takes ${JSON.stringify(error)} for an error of the provider`, () => {
      assert.throws(() => read(error), StreamedError);
    });
  }

  it('ends an answer of more than 1,000 parts', () => {
    const chunks = Array.from({ length: 600 }, () => [chunk({ reasoning: 'a' }), chunk({ content: 'b' })]).flat();
    assert.throws(() => read(...chunks), MalformedEvent);
  });

  for (const [wire, reason] of [
    ['stop', 'stop'],
    ['eos', 'stop'],
    ['end_turn', 'stop'],
    ['length', 'length'],
    ['max_tokens', 'length'],
    ['model_length', 'length'],
    ['content_filter', 'content-filter'],
    ['tool_calls', 'tool-calls'],
    ['function_call', 'tool-calls'],
    ['something_new', 'other'],
    ['null', undefined],
    ['', undefined],
    [null, undefined],
    [7, undefined],
  ] as const) {
    it(`reads the finish reason ${JSON.stringify(wire)} as ${reason ?? 'none'}`, () => {
      assert.equal(read(chunk({}, wire)).finish, reason);
    });
  }

  for (const wire of ['error', 'insufficient_system_resource']) {
    it(`takes the finish reason ${wire} for an error`, () => assert.throws(() => read(chunk({}, wire)), StreamedError));
  }

  it('gives the same for strings and for parts, whatever the chunks are', () => {
    const tags = ['<think>', '</think>', '<', 'think', '\n', 'a', '😀'];
    const content = fc.array(fc.constantFrom(...tags), { maxLength: 20 });
    fc.assert(
      fc.property(content, fc.array(fc.boolean(), { maxLength: 20 }), (pieces, asParts) => {
        const splitter = new ThinkSplitter();
        const expected = [...splitter.push(pieces.join('')), ...splitter.end()];
        const join = (type: string) => expected.map((piece) => (piece.type === type ? piece.text : '')).join('');
        const chunks = pieces.map((piece, at) =>
          chunk({ content: asParts[at] === true ? [{ type: 'text', text: piece }] : piece }),
        );
        assert.deepEqual(texts(chunks), { text: join('text'), reasoning: join('reasoning') });
      }),
      { numRuns: 1_000 },
    );
  });

  it('survives anything that JSON can say, with an error of its own at most', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (first, second, third) => {
        for (const item of [
          first,
          chunk(second),
          { choices: [third], usage: first },
          chunk({ content: [second] }),
          chunk({ tool_calls: [third] }),
        ]) {
          try {
            read(item);
          } catch (error) {
            assert.ok(error instanceof MalformedEvent || error instanceof StreamedError);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('Chat Completions, usage', () => {
  const plain = { prompt_tokens: 5, completion_tokens: 3 };

  it('is the last one that makes sense, and comes as received', () => {
    const { usage, received } = read(
      { choices: [], usage: { prompt_tokens: 1, completion_tokens: 1 } },
      { choices: [], usage: { ...plain, total_tokens: 8 } },
      { choices: [], usage: { prompt_tokens: -1, completion_tokens: 'many' } },
    );
    assert.deepEqual(usage, { inputTokens: 5, outputTokens: 3 });
    assert.deepEqual(received, { ...plain, total_tokens: 8 });
  });

  it('is unknown where it counts 0 and 0', () => {
    assert.equal(usageOf({ prompt_tokens: 0, completion_tokens: 0 }), undefined);
  });

  for (const number of [1e308, 1e13, Number.POSITIVE_INFINITY, Number.NaN, -1, '5', null]) {
    it(`is not taken from ${String(number)} tokens`, () => {
      assert.equal(usageOf({ ...plain, prompt_tokens: number }), undefined);
      const details = { completion_tokens_details: { reasoning_tokens: number } };
      assert.deepEqual(usageOf({ ...plain, ...details }), { inputTokens: 5, outputTokens: 3 });
    });
  }

  it('has the cache reads and writes of OpenAI and OpenRouter', () => {
    const usage = usageOf({ ...plain, prompt_tokens_details: { cached_tokens: 2, cache_write_tokens: 1 } });
    assert.deepEqual(usage, { inputTokens: 5, outputTokens: 3, cachedInputTokens: 2, cacheWriteTokens: 1 });
  });

  it('has the tier that served the answer', () => {
    const served = read({ choices: [], service_tier: 'priority', usage: plain }).usage;
    assert.deepEqual(served, { inputTokens: 5, outputTokens: 3, tier: 'priority' });
  });

  it('has the cache hits that DeepSeek counts as prompt_cache_hit_tokens', () => {
    assert.equal(usageOf({ ...plain, prompt_cache_hit_tokens: 4 })?.cachedInputTokens, 4);
  });

  it('has the cached_tokens of Moonshot, which puts its usage into the choice', () => {
    const { usage } = read({ choices: [{ delta: {}, usage: { ...plain, cached_tokens: 2 } }] });
    assert.deepEqual(usage, { inputTokens: 5, outputTokens: 3, cachedInputTokens: 2 });
  });

  it('adds the reasoning that xAI and Google count in the total alone', () => {
    assert.deepEqual(usageOf({ ...plain, total_tokens: 108 }), {
      inputTokens: 5,
      outputTokens: 103,
      reasoningTokens: 100,
    });
  });
});

describe('Chat Completions, asking', () => {
  it('writes system prompt, messages and parameters', () => {
    const request = requestOf({
      model: 'm',
      system: 'Be short.',
      messages: [says('user', 'Hi'), says('assistant', 'Hello'), says('user', 'And?')],
      temperature: 0.5,
      maxOutputTokens: 7,
    });
    assert.deepEqual(chatCompletions.body(request, usualVariant), {
      model: 'm',
      messages: [
        { role: 'system', content: 'Be short.' },
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
        { role: 'user', content: 'And?' },
      ],
      stream: true,
      temperature: 0.5,
      max_tokens: 7,
      stream_options: { include_usage: true },
    });
  });

  it('hands tool calls and their results back, and no reasoning', () => {
    const { messages } = chatCompletions.body(
      requestOf({
        model: 'm',
        messages: [
          {
            role: 'assistant',
            parts: [
              { type: 'reasoning', text: 'Hm' },
              { type: 'tool-call', id: 'a', name: 'find', input: '{}' },
            ],
          },
          { role: 'tool', parts: [{ type: 'tool-result', callId: 'a', parts: [{ type: 'text', text: 'Found' }] }] },
        ],
      }),
      usualVariant,
    );
    assert.deepEqual(messages, [
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'find', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'a', content: 'Found' },
    ]);
  });

  it('leaves usage out, or renames the limit, where that is named', () => {
    const limited = requestOf({ model: 'm', maxOutputTokens: 7 });
    const reword = (field: string, request = limited) =>
      chatCompletions.nextVariant(usualVariant, naming(field), request);
    assert.deepEqual(reword('stream_options'), { ...usualVariant, without: ['stream_options'] });
    assert.deepEqual(reword('max_tokens'), { ...usualVariant, limitField: 'max_completion_tokens' });
    assert.equal(reword('max_tokens', requestOf({ model: 'm' })), undefined);
    assert.equal(reword('temperature'), undefined);
  });
});
