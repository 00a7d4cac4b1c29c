import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../../src/core/base/work';
import { KeylessEvents } from '../../../../src/core/chat/exchange/keylessEvents';
import { keyHider } from '../../../../src/core/chat/providers/hideSecrets';
import { listModels } from '../../../../src/core/chat/discovery/listModels';
import { ChatService } from '../../../../src/core/chat/service';
import { sayInEnglish } from '../../../../src/core/base/say';
import type { ChatEvent, DialectId } from '../../../../src/core/chat/messages/chatTypes';
import { endpointAt, hostWith, keyState, partsOf, requestOf } from './ask';
import { tries } from '../../../support/tries';

const key = 'sk-SECRET-9f8e7d6c5b4a3210ZYXWVUTS';

/** Whether a text has 16 or more characters of the key in a row. */
const holdsKey = (text: string) =>
  Array.from({ length: key.length - 15 }, (_, at) => key.slice(at, at + 16)).some((part) => text.includes(part));

async function answerOf(events: readonly object[], dialect: DialectId = 'chat-completions', asKey = key) {
  const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
  const host = hostWith(() =>
    Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } })),
  );
  const got: ChatEvent[] = [];
  const end = await new ChatService(host, sayInEnglish).ask(
    endpointAt('https://example.com/v1', 'custom', dialect),
    requestOf({ model: 'm' }),
    {
      key: () => Promise.resolve(keyState(asKey)),
      signal: new AbortController().signal,
      onEvents: (some) => got.push(...some),
    },
  );
  return { end, got, parts: partsOf(got), all: JSON.stringify([end, got, partsOf(got)]) };
}

const usage = { prompt_tokens: 1, completion_tokens: 2 };
const chunk = (delta: object, reason: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason: reason }],
});
const letters = Array.from(key);
const half = key.length / 2;

describe('a key that a provider repeats', () => {
  for (const [place, events] of [
    ['in the answer', [chunk({ content: `You sent Bearer ${key}.` })]],
    ['in the answer, letter by letter', letters.map((content) => chunk({ content }))],
    [
      'in the answer, around a tool call',
      [
        chunk({ content: key.slice(0, half) }),
        chunk({ tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: '{}' } }] }),
        chunk({ content: key.slice(half) }),
      ],
    ],
    [
      'in the answer, with a word of reasoning after every few letters',
      letters.flatMap((content, at) => [chunk({ content }), ...(at % 7 === 6 ? [chunk({ reasoning: 'Hm. ' })] : [])]),
    ],
    ['in the reasoning', [chunk({ reasoning: `Bearer ${key.slice(0, 9)}` }), chunk({ reasoning: key.slice(9) })]],
    [
      'as the id of a tool call',
      [chunk({ tool_calls: [{ index: 0, id: key, function: { name: 'f', arguments: '' } }] })],
    ],
    ['as the name of a tool', [chunk({ tool_calls: [{ index: 0, id: 'a', function: { name: key, arguments: '' } }] })]],
    [
      'in the input of a tool',
      [
        chunk({ tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: `{"a":"${key.slice(0, 20)}` } }] }),
        chunk({ tool_calls: [{ index: 0, function: { arguments: `${key.slice(20)}"}` } }] }),
      ],
    ],
    ['in the usage', [{ choices: [], usage: { ...usage, debug: { authorization: `Bearer ${key}` } } }]],
    ['as the tier', [{ choices: [], usage, service_tier: key }]],
    ['in an error', [{ error: { message: `Bad key ${key}` } }]],
  ] as const) {
    it(`is hidden ${place}`, async () => {
      const { all, parts } = await answerOf([chunk({ content: 'Hi. ' }), ...events, chunk({}, 'stop')]);
      const texts = parts.map((part) => ('text' in part ? part.text : '')).join('');
      assert.equal(holdsKey(all) || holdsKey(texts), false, all);
      assert.match(all, /…/);
    });
  }

  it('is hidden in blocks of a few letters, which are joined when they are sent on', async () => {
    for (const length of [1, 6, 12, 15]) {
      const { parts } = await answerOf(
        [
          ...key.match(new RegExp(`.{1,${length}}`, 'g'))!.flatMap((text, index) => [
            { type: 'content_block_start', index, content_block: { type: 'text', text: '' } },
            { type: 'content_block_delta', index, delta: { type: 'text_delta', text } },
            { type: 'content_block_stop', index },
          ]),
          { type: 'message_stop' },
        ],
        'anthropic-messages',
      );
      const texts = parts.map((part) => ('text' in part ? part.text : '')).join('');
      assert.match(texts, /^sk-S[^…]{8,11}…$/);
    }
  });

  it('is looked for in each tool call by itself, so that the letters of one stay in it', async () => {
    const call = (index: number, more: object) => chunk({ tool_calls: [{ index, ...more }] });
    const { parts } = await answerOf([
      call(0, { id: 'a', function: { name: 'f', arguments: `{"a":"${key.slice(0, 8)}` } }),
      call(1, { id: 'b', function: { name: 'g', arguments: '{"b":1}' } }),
      call(0, { function: { arguments: ' and more"}' } }),
      chunk({}, 'tool_calls'),
    ]);
    const inputs = parts.map((part) => (part.type === 'tool-call' ? part.input : ''));
    assert.deepEqual(inputs, [`{"a":"${key.slice(0, 8)} and more"}`, '{"b":1}']);
  });

  describe('in the probabilities of tokens', () => {
    const chance = (token: string) => ({ token, logprob: -1 });
    const content = (...tokens: object[]) => ({
      choices: [{ index: 0, delta: { content: 'Hi.' }, logprobs: { content: tokens } }],
    });
    for (const [title, tokens] of [
      ['as a token', [chance(key)]],
      ['over several tokens', letters.map(chance)],
      ['as half a character with more', [{ ...chance(`${key}\uFFFD`), bytes: [...Buffer.from(key), 0xe2] }]],
      ['as what could have stood there', [{ ...chance('Hi.'), top_logprobs: [chance('Ho.'), chance(`a${key}`)] }]],
    ] as const) {
      it(`is not handed on ${title}`, async () => {
        const { all, got } = await answerOf([content(...tokens), content(chance('Hi.')), chunk({}, 'stop')]);
        const tokensIn = got.flatMap((event) => (event.type === 'tokens' ? event.tokens : []));
        const texts = tokensIn.map(({ text }) => text).join('');
        const bytes = Buffer.concat(tokensIn.map((token) => Buffer.from(token.bytes ?? []))).toString();
        assert.equal([all, texts, bytes].some(holdsKey), false, all);
      });
    }

    it('keeps those of an answer that has none of it', async () => {
      const { got } = await answerOf([content({ ...chance('Hi.'), top_logprobs: [chance('Ho')] }), chunk({}, 'stop')]);
      const top = [{ text: 'Ho', logprob: -1 }];
      const tokens = got.filter(({ type }) => type === 'tokens');
      assert.deepEqual(tokens, [{ type: 'tokens', tokens: [{ text: 'Hi.', logprob: -1, top }] }]);
    });
  });

  it('is hidden in signed reasoning', async () => {
    const { all } = await answerOf(
      [
        { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: 'a', signature: key } },
        { type: 'content_block_stop', index: 0 },
        { type: 'message_stop' },
      ],
      'anthropic-messages',
    );
    assert.equal(holdsKey(all), false, all);
    assert.match(all, /signature[^,]*…/);
  });

  it('is hidden in the list of models', async () => {
    const host = hostWith(() =>
      Promise.resolve(Response.json({ data: [{ id: 'a' }, { id: `${key}-x` }, { id: 'b' }] })),
    );
    const deps = { host, key: keyState(key), signal: new AbortController().signal, idleMs: 1_000 };
    const listed = await listModels(endpointAt('https://example.com/v1'), deps);
    assert.deepEqual(
      listed.map(({ id }) => id),
      ['a', 'b'],
    );
  });

  it('is no reason to change an answer that has none, nor for a key that is a word', async () => {
    const events = ['Ollama ', 'says sk-', 'SECRET-9f8 ', '100', '%', '2', '5%'].map((content) => chunk({ content }));
    for (const asKey of [key, 'ollama', 'x']) {
      const { parts } = await answerOf([...events, chunk({}, 'stop')], 'chat-completions', asKey);
      assert.deepEqual(parts, [{ type: 'text', text: 'Ollama says sk-SECRET-9f8 100%25%' }]);
    }
  });

  it('is looked for in steps, between which others get a turn, however long an event is', () => {
    const long = 'word '.repeat(200_000);
    const part = { type: 'tool-call', id: 'a', name: 'f', input: '' } as const;
    const opaque = { dialect: 'responses', json: long } as const;
    const begun = { type: 'part', index: 0, part: { type: 'text', text: '' } } as const;
    for (const event of [
      { type: 'part', index: 0, part: { type: 'text', text: long } },
      { type: 'part', index: 0, part: { ...part, id: long } },
      { type: 'part', index: 0, part: { ...part, input: long } },
      { type: 'delta', index: 0, text: long },
      { type: 'partEnd', index: 0, opaque },
    ] as const) {
      const keyless = new KeylessEvents(key);
      atOnce(keyless.take(begun));
      const steps = [...keyless.take(event)];
      assert.ok(steps.length >= 30, `${steps.length} steps for a ${event.type}`);
    }
  });

  it('is found alike whatever pieces a text comes in, and nothing else of it is lost', () => {
    const some = fc.constantFrom(
      key,
      key.slice(5, 25),
      key.toUpperCase(),
      btoa(`a:${key}`),
      's',
      'k-S',
      '%4',
      '%53',
      ' ',
      '-',
      'Ä',
      'word '.repeat(600),
    );
    const texts = fc.array(some, { maxLength: 12 }).map((all) => all.join(''));
    const pieces = fc.array(
      fc.record({ length: fc.oneof(fc.nat({ max: 60 }), fc.nat({ max: 6_000 })), ends: fc.boolean() }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(texts, pieces, (text, cuts) => {
        const whole = keyHider(key)!.whole(text);
        const [stream, inParts] = [keyHider(key)!.stream(), keyHider(key)!.stream()];
        let [given, joined] = ['', ''];
        let at = 0;
        for (const { length, ends } of [...cuts, { length: text.length, ends: true }]) {
          const piece = text.slice(at, (at += length));
          given += stream.push(piece);
          joined += inParts.push(piece) + (ends ? inParts.end() : '');
        }
        given += stream.end();
        assert.equal(given, whole);
        for (const shown of [given, joined]) {
          assert.equal(holdsKey(shown), false);
          if (!shown.includes('…')) assert.equal(shown, text);
        }
      }),
      tries(200),
    );
  });

  it('is no reason to lose letters of a part that goes on as the key does after the end of the one before', () => {
    const stream = keyHider('my-local-llama-server-key')!.stream();
    const parts = [['ends in m'], ['y-local', ' and more'], [' words']];
    const given = parts.map((pieces) => [...pieces.map((piece) => stream.push(piece)), stream.end()].join(''));
    assert.deepEqual(given, ['ends in m', 'y-local and more', ' words']);
  });
});
