import assert from 'node:assert/strict';
import { missedCache } from '../../../../src/core/chat/missedCache';
import { presetOf } from '../../../../src/core/chat/providers/presets';
import type { Caching, Model } from '../../../../src/core/catalog/catalogTable';
import type { Usage } from '../../../../src/core/chat/messages/chatTypes';
import { backendAt, endpointAt } from '../../../support/backends';
import { fullModel } from '../../../support/prices';
import { requestOf, says } from './ask';

const caching: Caching = { minimum: 1_024, lifetime: 5 };
const known: Model = { ...fullModel, id: 'm', family: 'gpt', caching };
const catalog =
  (model: Model | undefined = known) =>
  () =>
    Promise.resolve({ findModel: () => model, now: new Date('2026-11-30') });
const maker = backendAt(endpointAt(presetOf('openai').baseUrl, { preset: 'openai' }));
const elsewhere = backendAt(endpointAt('https://llm.example.com/v1'));

const first = requestOf({ model: 'm', messages: [says('user', 'long '.repeat(2_000))] });
const next = { ...first, messages: [...first.messages, says('assistant', 'Yes.'), says('user', 'Why?')] };
const earlier = () => [{ request: first, at: 0, inputTokens: 10_000 }];
const usage = (cachedInputTokens?: number): Usage => ({
  inputTokens: 10_020,
  outputTokens: 100,
  ...(cachedInputTokens !== undefined && { cachedInputTokens }),
});

describe('what a miss of the prompt cache cost', () => {
  it('is the missed tokens at the price of input, less the same at that of cached input', async () => {
    const miss = await missedCache(maker, next, usage(2_000), { at: 6 * 60_000, earlier }, catalog());
    assert.deepEqual(
      { ...miss, usd: Number(miss?.usd?.toFixed(9)) },
      {
        ...{ cause: 'expired', sharedTokens: 10_000, isEstimate: false, cachedTokens: 2_000, missedTokens: 8_000 },
        usd: Number(((8_000 * (fullModel.price!.input - fullModel.price!.cachedInput!)) / 1e6).toFixed(9)),
      },
    );
  });

  it('is that of the tier which served it, and never below nothing', async () => {
    const { priority } = fullModel.price!;
    const dear = await missedCache(maker, next, { ...usage(2_000), tier: 'priority' }, { at: 1, earlier }, catalog());
    assert.ok(priority?.cachedInput !== undefined);
    assert.equal(
      Number(dear?.usd?.toFixed(9)),
      Number(((8_000 * (priority.input - priority.cachedInput)) / 1e6).toFixed(9)),
    );
    const dearCache = { ...known, price: { ...fullModel.price!, cachedInput: 99 } };
    const miss = await missedCache(maker, next, usage(2_000), { at: 1, earlier }, catalog(dearCache));
    assert.equal(miss?.usd, 0);
  });

  it('is not known where the prices are not: at somebody else, without a price for what is cached, without the model', async () => {
    const { cachedInput, ...price } = fullModel.price!;
    assert.ok(cachedInput);
    for (const [backend, model] of [
      [elsewhere, known],
      [maker, { ...known, price }],
      [maker, undefined],
    ] as const) {
      const miss = await missedCache(backend, next, usage(0), { at: 1, earlier }, () =>
        Promise.resolve({ findModel: () => model, now: new Date('2026-11-30') }),
      );
      assert.equal(miss?.cause, 'unexplained');
      assert.equal(miss.usd, undefined);
    }
  });

  it('is nothing to say where nothing was missed or could have been read, or the provider does not tell', async () => {
    const missed = (more: Usage, model: Model = known) =>
      missedCache(maker, next, more, { at: 1, earlier }, catalog(model));
    assert.equal(await missed(usage(9_990)), undefined);
    assert.equal(await missed(usage()), undefined);
    assert.equal(await missed(usage(0), { ...known, caching: { minimum: 20_000 } }), undefined);
    assert.equal(await missedCache(maker, next, usage(0), { at: 1, earlier: () => [] }, catalog()), undefined);
  });
});
