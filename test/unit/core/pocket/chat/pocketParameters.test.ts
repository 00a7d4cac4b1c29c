import assert from 'node:assert/strict';
import type { Sampling } from '../../../../../src/core/chat/messages/chatTypes';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { parseSampling } from '../../../../../src/core/chat/messages/sampling';
import type { AskPocketOptions } from '../../../../../src/core/pocket/chat/askPocket';
import { pocketOffers } from '../../../../../src/core/pocket/chat/pocketOffers';
import { ask, asking } from '../../../../support/askingPocket';
import type { Asked } from '../../../../support/askingPocket';

const sampled = (
  sampling: Sampling,
  temperature?: number,
  more: Partial<AskPocketOptions> = {},
  question = 'What is a token?',
): Promise<Asked> =>
  ask(
    asking(question, {
      params: { sampling, maxOutputTokens: 40, ...(temperature === undefined ? {} : { temperature }) },
    }),
    more,
  );

/** A value of each parameter that changes how an answer is drawn, or what is told of it. */
const values: Readonly<Record<string, string>> = {
  ...{ temperature: '0', top_k: '1', top_p: '0.01', min_p: '0.9', seed: '2', logprobs: '2', stop: 'e' },
  ...{ repetition_penalty: '5', frequency_penalty: '2', presence_penalty: '2' },
};

describe('Pocket as a provider takes', () => {
  for (const { name } of pocketOffers(sayInEnglish)) {
    it(`each parameter that it is offered: ${name}`, async () => {
      const asked = (sampling: string, temperature = 1.5): Promise<Asked> => {
        const read = parseSampling(sampling);
        assert.ok('sampling' in read, sampling);
        return sampled(read.sampling, temperature);
      };
      const value = values[name];
      assert.ok(value !== undefined, `${name} has no value here`);
      const plain = await asked('seed=1');
      const given =
        name === 'temperature'
          ? await asked('', Number(value))
          : await asked(`${name === 'seed' ? '' : 'seed=1'} ${name}=${value}`);
      assert.notDeepEqual(given.events, plain.events);
    });
  }

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

  it('a temperature without a seed: a seed of its own each time, so that asked again it answers anew @deep', async () => {
    const seeds = [1, 2, 3, 4];
    const drawn = seeds.map((seed) => sampled({}, 1.9, { randomSeed: () => seed }).then((asked) => asked.text));
    const seeded = seeds.map((seed) => sampled({ seed }, 1.9).then((asked) => asked.text));
    const answers = await Promise.all(drawn);
    assert.ok(new Set(answers).size > 1);
    assert.deepEqual(answers, await Promise.all(seeded));
  });

  it('what says how to draw without a temperature: it draws at 1 @deep', async () => {
    const random = { randomSeed: () => 5 };
    for (const sampling of [{ topK: 40 }, { topP: 0.99 }, { minP: 0.001 }, { seed: 5 }]) {
      const answer = (await sampled(sampling, undefined, random)).text;
      assert.equal(answer, (await sampled(sampling, 1, random)).text, JSON.stringify(sampling));
    }
    // Half of it is outside of what it learned: there it wavers.
    const question = 'How do tokens and Paris differ?';
    const greedy = await sampled({}, 0, {}, question);
    const drawn = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => sampled({ seed }, undefined, {}, question)));
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

  for (const penalty of [{ repetitionPenalty: 1.9 }, { frequencyPenalty: 2 }, { presencePenalty: 15 }]) {
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
