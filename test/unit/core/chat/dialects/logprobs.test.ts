import assert from 'node:assert/strict';
import { dialectOf } from '../../../../../src/core/chat/dialects/dialects';
import type { ChosenToken, DialectId } from '../../../../../src/core/chat/messages/chatTypes';
import { requestOf, says } from '../ask';
import { naming, usualVariant } from './read';

/** Wire shapes of OpenAI (openai-node 7b7d6ca), vLLM and llama.cpp (server-common.cpp), Ollama (fb30760) and Together (docs). */
function tokensOf(dialect: DialectId, ...events: unknown[]): ChosenToken[] {
  const reader = dialectOf(dialect).reader();
  const all = [...events.flatMap((event) => reader.read(event)), ...reader.end()];
  return all.flatMap((event) => (event.type === 'tokens' ? event.tokens : []));
}

const chunk = (delta: unknown, logprobs: unknown) => ({
  choices: [{ index: 0, delta, logprobs, finish_reason: null }],
});
const token = (text: string, logprob = -0.5, top: unknown[] = [], bytes: unknown = null) => ({
  ...{ token: text, logprob, bytes },
  top_logprobs: top,
});
const content = (...tokens: unknown[]) => ({ content: tokens, refusal: null });
const plain = (text: string): ChosenToken => ({ text, logprob: -0.5, top: [] });
const chat = (...chunks: unknown[]) => tokensOf('chat-completions', ...chunks);

describe('log probabilities, reading', () => {
  it('come with the pieces of Chat Completions, with what else could have stood there', () => {
    const top = [
      { token: 'Hi', bytes: [72, 105], logprob: -0.1 },
      { token: 'Hello', bytes: null, logprob: -2.5 },
    ];
    assert.deepEqual(
      chat(chunk({ content: 'Hi' }, content(token('Hi', -0.1, top))), chunk({ content: '!' }, content(token('!')))),
      [
        {
          text: 'Hi',
          logprob: -0.1,
          top: [
            { text: 'Hi', logprob: -0.1 },
            { text: 'Hello', logprob: -2.5 },
          ],
        },
        plain('!'),
      ],
    );
  });

  it('come with the reason why a model does not answer', () => {
    const refused = { content: null, refusal: [token('No')] };
    assert.deepEqual(chat(chunk({ refusal: 'No' }, refused)), [plain('No')]);
  });

  it('are left out where they are those of reasoning or of a call', () => {
    const call = [{ index: 0, id: 'c', function: { name: 'look', arguments: '{}' } }];
    assert.deepEqual(
      chat(
        chunk({ reasoning_content: 'Hm' }, content(token('Hm'))),
        chunk({ content: '<think>Hm' }, content(token('<think>'), token('Hm'))),
        chunk({ content: '</think>\nSo' }, content(token('So'))),
        chunk({ tool_calls: call }, content(token('{}'))),
      ),
      [plain('So')],
    );
  });

  it('keep the bytes of half a character, also where they are only spelt', () => {
    const half = { text: '\uFFFD', logprob: -0.5, top: [], bytes: [0xf0, 0x9f] };
    const rest = { text: '\uFFFD\uFFFD', logprob: -0.5, top: [], bytes: [0x98, 0x80] };
    const spelt = (text: string, bytes: unknown) =>
      chat(
        chunk({ content: '' }, content(token(text, -0.5, [], bytes))),
        chunk({ content: '😀' }, content(token('\\x98\\x80'))),
      );
    assert.deepEqual(spelt('\uFFFD', [0xf0, 0x9f]), [half, rest]);
    assert.deepEqual(spelt('bytes:\\xf0\\x9f', null), [half, rest]);
    assert.deepEqual(chat(chunk({ content: 'é' }, content(token('\\xc3\\xa9')))), [plain('é')]);
    // A text that is about such a byte.
    assert.deepEqual(chat(chunk({ content: '\\x41' }, content(token('\\x41')))), [plain('\\x41')]);
  });

  it('are lists side by side at Together', () => {
    const lists = { tokens: ['A', 'B'], token_logprobs: [-0.5, -1], top_logprobs: [{ A: -0.5, C: -3 }, null] };
    assert.deepEqual(chat(chunk({ content: 'AB' }, lists)), [
      {
        ...plain('A'),
        top: [
          { text: 'A', logprob: -0.5 },
          { text: 'C', logprob: -3 },
        ],
      },
      { text: 'B', logprob: -1, top: [] },
    ]);
  });

  it('are not more likely than sure, at most 20 for each, and nothing where they are no numbers', () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ token: `t${i}`, logprob: -i }));
    const [found, ...others] = chat(
      chunk(
        { content: 'a' },
        content(token('a', 0.001, many), token('b', Number.NaN), { token: 5, logprob: -1 }, null),
      ),
      chunk({ content: 'c' }, { content: 'c' }),
      chunk({ content: 'd' }, 'none'),
    );
    assert.deepEqual([found?.logprob, found?.top.length, others], [0, 20, []]);
  });

  it('come with the pieces of Responses, or with its whole text where not with them', () => {
    const key = { output_index: 0, content_index: 0, item_id: 'm' };
    const delta = (text: string, logprobs: unknown[]) => ({
      type: 'response.output_text.delta',
      ...key,
      delta: text,
      logprobs,
    });
    const whole = { type: 'response.output_text.done', ...key, text: 'Hi!', logprobs: [token('Hi'), token('!')] };
    const [hi, end] = [token('Hi'), token('!')];
    assert.deepEqual(tokensOf('responses', delta('Hi', [hi]), delta('!', [end]), whole), [plain('Hi'), plain('!')]);
    assert.deepEqual(tokensOf('responses', delta('Hi', []), delta('!', []), whole), [plain('Hi'), plain('!')]);
  });
});

describe('log probabilities, asking', () => {
  const asked = (dialect: DialectId, topLogprobs?: number, without: string[] = []) =>
    dialectOf(dialect).body(requestOf({ model: 'm', sampling: topLogprobs === undefined ? {} : { topLogprobs } }), {
      ...usualVariant,
      without,
    });

  it('says in Chat Completions that they are wanted, and how many', () => {
    const { logprobs, top_logprobs } = asked('chat-completions', 3);
    assert.deepEqual({ logprobs, top_logprobs }, { logprobs: true, top_logprobs: 3 });
    assert.ok(!('logprobs' in asked('chat-completions')) && !('top_logprobs' in asked('chat-completions')));
  });

  it('has them included by Responses, beside the encrypted reasoning or without it', () => {
    const { include, top_logprobs } = asked('responses', 2);
    assert.deepEqual([include, top_logprobs], [['reasoning.encrypted_content', 'message.output_text.logprobs'], 2]);
    assert.deepEqual(asked('responses', 2, ['include'])['include'], ['message.output_text.logprobs']);
    assert.ok(!('include' in asked('responses', undefined, ['include'])));
  });
});

describe('the start of an answer', () => {
  const chatCompletions = dialectOf('chat-completions');
  const begun = requestOf({ model: 'm', messages: [says('user', 'Hi'), says('assistant', 'Hel')] });

  it('is one that vLLM goes on with, because it is asked to', () => {
    const { continue_final_message, add_generation_prompt } = chatCompletions.body(begun, usualVariant);
    assert.deepEqual([continue_final_message, add_generation_prompt], [true, false]);
    assert.ok(
      !(
        'continue_final_message' in
        chatCompletions.body(requestOf({ model: 'm', messages: [says('user', 'Hi')] }), usualVariant)
      ),
    );
  });

  it('is sent without that word where a server does not know it', () => {
    const next = chatCompletions.nextVariant(usualVariant, naming('continue_final_message'), begun);
    const sent = chatCompletions.body(begun, next!);
    assert.ok(!('continue_final_message' in sent) && !('add_generation_prompt' in sent));
  });
});
