import assert from 'node:assert/strict';
import type { AnswerEnd } from '../../../../../src/core/chat/service';
import type { ChatEvent, ChatRequest, Message, Part, Sampling } from '../../../../../src/core/chat/types';
import { askPocket, countForPocket, whyPocketCannot } from '../../../../../src/core/pocket/chat/askPocket';
import type { AskPocketOptions } from '../../../../../src/core/pocket/chat/askPocket';
import type { Generated, GeneratedToken } from '../../../../../src/core/pocket/generate';
import { PocketModel } from '../../../../../src/core/pocket/pocketModel';
import type { PocketReply } from '../../../../../src/core/pocket/chat/pocketProtocol';
import { PocketServer } from '../../../../../src/core/pocket/chat/pocketServer';
import { poll } from '../../../../support/poll';
import { pocketModel, randomNetwork, turnOfLoop } from '../../../../support/pocket';
import { pocketInMemory } from '../../../../support/pocketPost';

const said = (role: Message['role'], ...parts: Part[]): Message => ({ role, parts });
const text = (words: string): Part => ({ type: 'text', text: words });
const asking = (question: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  model: 'pocket',
  system: '',
  messages: [said('user', text(question))],
  params: {},
  ...more,
});
const textIn = (events: readonly ChatEvent[]): string =>
  events
    .map((event) => {
      if (event.type === 'delta') return event.text;
      return event.type === 'part' && event.part.type === 'text' ? event.part.text : '';
    })
    .join('');

interface Asked {
  readonly end: AnswerEnd;
  readonly text: string;
  readonly events: readonly ChatEvent[];
}

const memory = pocketInMemory(pocketModel);

async function ask(request: ChatRequest, more: Partial<AskPocketOptions> = {}, { post } = memory): Promise<Asked> {
  const events: ChatEvent[] = [];
  const end = await askPocket(post, request, {
    signal: new AbortController().signal,
    onEvents: (some) => events.push(...some),
    onBroken: (error) => assert.fail(String(error)),
    randomSeed: () => assert.fail('Nothing is drawn.'),
    ...more,
  });
  return { end, text: textIn(events), events };
}

const sampled = (sampling: Sampling, temperature?: number, more: Partial<AskPocketOptions> = {}): Promise<Asked> =>
  ask(
    asking('What is a token?', {
      params: { sampling, maxOutputTokens: 40, ...(temperature === undefined ? {} : { temperature }) },
    }),
    more,
  );

describe('Pocket as a provider', () => {
  it('streams one part that begins, grows and ends, and tells its own counts', async () => {
    const { end, text: answer, events } = await ask(asking('Who makes Claude?'));
    assert.match(answer, /Anthropic/);
    const types = events.map(({ type }) => type);
    assert.equal(types[0], 'part');
    assert.equal(types.at(-1), 'partEnd');
    const model = await pocketModel();
    assert.equal(end.status, 'done');
    assert.equal(end.finishReason, 'stop');
    assert.deepEqual(end.usage, {
      // With where a text begins, who asks and who answers.
      inputTokens: model.tokenizer.encode('Who makes Claude?').length + 3,
      outputTokens: model.tokenizer.encode(answer).length,
    });
    assert.ok((end.firstTokenMs ?? Infinity) <= (end.durationMs ?? 0));
  });

  it('answers with what came before in the conversation', async () => {
    const messages = [
      said('user', text('Who makes Claude?')),
      said('assistant', text('Claude is made by Anthropic.')),
      said('user', text('What is a token?')),
    ];
    const alone = await ask(asking('What is a token?'));
    const { end } = await ask(asking('', { messages }));
    assert.ok((end.usage?.inputTokens ?? 0) > (alone.end.usage?.inputTokens ?? 0) + 10);
  });

  it('keeps what has come when it is stopped, with its counts, and works on it no more', async () => {
    const stop = new AbortController();
    const own = pocketInMemory(pocketModel);
    const events: ChatEvent[] = [];
    const { end } = await ask(
      asking('What is temperature?', { params: { maxOutputTokens: 400 } }),
      {
        signal: stop.signal,
        onEvents: (some) => {
          events.push(...some);
          stop.abort();
        },
      },
      own,
    );
    assert.equal(end.status, 'stopped');
    const kept = textIn(events);
    assert.notEqual(kept, '');
    assert.ok((end.usage?.outputTokens ?? 0) > 0);
    const whole = await ask(asking('What is temperature?'), {}, own);
    assert.ok(whole.text.startsWith(kept) && kept.length < whole.text.length, kept);
    const ofFirst = own.replies.filter(({ kind, id }) => kind === 'answered' && id === 2);
    assert.deepEqual(ofFirst, []);
  });

  it('is stopped before its first word', async () => {
    const { end, text: answer } = await ask(asking('What is a token?'), { signal: AbortSignal.abort() });
    assert.equal(end.status, 'stopped');
    assert.equal(answer, '');
  });

  it('counts no further when nobody waits for it, and says nothing then', async () => {
    const replies: PocketReply[] = [];
    let pauses = 0;
    const pause = (): Promise<void> => {
      pauses++;
      return turnOfLoop();
    };
    const server = new PocketServer(pocketModel, (reply) => replies.push(reply), pause);
    const long = 'The sea is blue in the morning. '.repeat(300_000);
    server.receive({ kind: 'count', id: 1, turns: [{ role: 'user', text: long }] });
    await poll('the count to be under way', () => pauses > 2);
    server.receive({ kind: 'cancel', id: 1 });
    const before = pauses;
    for (let turn = 0; turn < 20; turn++) await turnOfLoop();
    assert.ok(pauses - before <= 1, `${pauses - before} pieces more`);
    assert.deepEqual(replies, []);
  });

  it('answers two at the same time, each with its own words', async () => {
    const [one, other] = await Promise.all([ask(asking('Who makes Claude?')), ask(asking('Who makes Llama?'))]);
    assert.match(one.text, /Anthropic/);
    assert.match(other.text, /Meta/);
  });

  describe('takes', () => {
    it('a maximum of tokens', async () => {
      const { end } = await ask(asking('What is a token?', { params: { maxOutputTokens: 5 } }));
      assert.deepEqual([end.finishReason, end.usage?.outputTokens], ['length', 5]);
    });

    it('stop sequences', async () => {
      const { text: whole } = await sampled({});
      const stop = whole.slice(20, 25);
      const { text: answer, end } = await sampled({ stop: [stop] });
      assert.equal(answer, whole.slice(0, whole.indexOf(stop)));
      assert.equal(end.finishReason, 'stop');
    });

    it('a seed: the same draws the same, others draw others', async () => {
      const [one, same, ...others] = await Promise.all(
        [1, 1, 2, 3, 4].map((seed) => sampled({ seed }, 1.9).then((asked) => asked.text)),
      );
      assert.equal(one, same);
      assert.ok(others.some((other) => other !== one));
    });

    it('a temperature without a seed: a seed of its own each time, so that asked again it answers anew', async () => {
      const seeds = [1, 2, 3, 4];
      const drawn = seeds.map((seed) => sampled({}, 1.9, { randomSeed: () => seed }).then((asked) => asked.text));
      const seeded = seeds.map((seed) => sampled({ seed }, 1.9).then((asked) => asked.text));
      const answers = await Promise.all(drawn);
      assert.ok(new Set(answers).size > 1);
      assert.deepEqual(answers, await Promise.all(seeded));
    });

    it('what says how to draw without a temperature: it draws at 1', async () => {
      const random = { randomSeed: () => 5 };
      for (const sampling of [{ topK: 40 }, { topP: 0.99 }, { minP: 0.001 }, { seed: 5 }]) {
        const answer = (await sampled(sampling, undefined, random)).text;
        assert.equal(answer, (await sampled(sampling, 1, random)).text, JSON.stringify(sampling));
      }
      const greedy = await sampled({}, 0);
      const drawn = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => sampled({ seed })));
      assert.ok(drawn.some(({ text: answer }) => answer !== greedy.text));
    });

    for (const [name, sampling] of [
      ['top-k', { topK: 1 }],
      ['top-p', { topP: 1e-9 }],
      ['min-p', { minP: 1 }],
    ] as const) {
      it(`${name}: cut to the likeliest it is as sure at any temperature`, async () => {
        const likeliest = await sampled({});
        assert.equal((await sampled({ ...sampling, seed: 3 }, 2)).text, likeliest.text);
      });
    }

    for (const penalty of [{ repetitionPenalty: 1.9 }, { frequencyPenalty: 2 }, { presencePenalty: 9 }]) {
      it(`${Object.keys(penalty).join()}: it says something else`, async () => {
        assert.notEqual((await sampled(penalty)).text, (await sampled({})).text);
      });
    }

    it('a number of log probabilities, and tells them for each token', async () => {
      const request = asking('Who makes Claude?', { params: { sampling: { topLogprobs: 3 } } });
      const { text: answer, end, events } = await ask(request);
      const tokens = events.flatMap((event) => (event.type === 'tokens' ? event.tokens : []));
      assert.equal(tokens.map((token) => token.text).join(''), answer);
      assert.equal(tokens.length, end.usage?.outputTokens);
      for (const { text: word, logprob, top } of tokens) {
        assert.equal(top.length, 3);
        // At temperature 0 it takes the likeliest.
        assert.deepEqual(top[0], { text: word, logprob });
        assert.ok(logprob <= 0);
      }
    });
  });

  describe('refuses before it is asked', () => {
    const long = 'The quick brown fox jumps over the lazy dog. '.repeat(60);

    it('a text that does not fit, with both counts, and cuts nothing', async () => {
      const model = await pocketModel();
      const tokens = model.tokenizer.encode(long).length + 3;
      const { end, events } = await ask(asking(long));
      assert.deepEqual(events, []);
      assert.equal(end.status, 'failed');
      assert.equal(end.error?.kind, 'does-not-fit');
      assert.ok(end.error.message.includes(tokens.toLocaleString('en-US')), end.error.message);
      assert.ok(end.error.message.includes(String(model.window)), end.error.message);
      assert.deepEqual(end.error.actions, ['use-real-model']);
    });

    it('a conversation that has grown too long, where its last message would fit in a new session', async () => {
      const messages = [said('user', text(long)), said('assistant', text('Yes.')), said('user', text('What is RAG?'))];
      const why = await whyPocketCannot(memory.post, asking('', { messages }));
      assert.match(why?.advice ?? '', /new session/i);
      assert.deepEqual(why?.actions, ['new-session', 'use-real-model']);
    });

    it('nothing that leaves room for one token', async () => {
      const model = await pocketModel();
      const word = ' the';
      const room = model.window - 4;
      const fitting = word.repeat(room);
      assert.equal(await countForPocket(memory.post, fitting), room);
      assert.equal(await whyPocketCannot(memory.post, asking(fitting)), undefined);
      const { end } = await ask(asking(fitting));
      assert.deepEqual([end.status, end.usage?.inputTokens], ['done', model.window - 1]);
      assert.equal((await whyPocketCannot(memory.post, asking(fitting + word)))?.kind, 'does-not-fit');
    });

    const picture: Part = { type: 'image', blob: 'b', mediaType: 'image/png' };
    const call: Part = { type: 'tool-call', id: 'c', name: 'look', input: '{}' };
    for (const [what, request, words] of [
      ['a model that it is not', asking('Hi', { model: 'gpt-5.1' }), /one model/],
      ['a system prompt', asking('Hi', { system: 'Be brief.' }), /system prompt/],
      ['a picture', asking('Hi', { messages: [said('user', picture)] }), /picture/],
      ['a tool call', asking('Hi', { messages: [said('assistant', call), said('user', text('Go on'))] }), /tools/],
    ] as const) {
      it(`${what}, and says so plainly`, async () => {
        const { end, events } = await ask(request);
        assert.deepEqual(events, []);
        assert.equal(end.error?.kind, 'cannot-take');
        assert.match(end.error.message, words);
      });
    }
  });

  it('has no words behind its weights: with random ones it does not say who makes Claude', async () => {
    const model = await pocketModel();
    const random = new PocketModel(randomNetwork(model.network.shape, 7), model.tokenizer, model.special);
    const { text: answer, end } = await ask(
      asking('Who makes Claude?'),
      {},
      pocketInMemory(() => Promise.resolve(random)),
    );
    assert.equal(end.status, 'done');
    assert.doesNotMatch(answer, /Anthropic|made by|Pocket/);
  });

  it('keeps what it has told and counted when it stops working in the middle', async () => {
    const { network, tokenizer, special } = await pocketModel();
    const breaking = new (class extends PocketModel {
      override async *answer(): AsyncGenerator<GeneratedToken, Generated> {
        await turnOfLoop();
        yield { token: 5, text: 'Half' };
        throw new Error('The memory is gone.');
      }
    })(network, tokenizer, special);
    const thrown: unknown[] = [];
    const { end, events } = await ask(
      asking('Hi'),
      { onBroken: (error) => thrown.push(error) },
      pocketInMemory(() => Promise.resolve(breaking)),
    );
    assert.deepEqual([end.status, textIn(events), end.usage?.outputTokens], ['failed', 'Half', 1]);
    assert.equal(events.at(-1)?.type, 'partEnd');
    assert.ok(end.firstTokenMs !== undefined && end.durationMs !== undefined);
    assert.match(String(thrown[0]), /memory is gone/);
  });

  it('fails, and tells the log why, where whoever listens throws', async () => {
    const thrown: unknown[] = [];
    const { end } = await ask(asking('Who makes Claude?'), {
      onEvents: () => {
        throw new Error('No room to show it.');
      },
      onBroken: (error) => thrown.push(error),
    });
    assert.equal(end.status, 'failed');
    assert.match(String(thrown[0]), /No room to show it/);
  });

  it('says that it stopped working where its file is damaged, with what may mend it, and tells the log why', async () => {
    const broken = pocketInMemory(() => Promise.reject(new Error('The file is damaged.')));
    const thrown: unknown[] = [];
    const { end } = await ask(asking('Hi'), { onBroken: (error) => thrown.push(error) }, broken);
    assert.equal(end.error?.kind, 'unexpected');
    assert.ok(end.error.actions.includes('use-real-model'));
    assert.match(String(thrown[0]), /damaged/);
  });
});
