import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import type { Model } from '../../../../src/core/catalog/catalogTable';
import { mostCost } from '../../../../src/core/chat/mostCost';
import { presetOf } from '../../../../src/core/chat/providers/presets';
import { backendAt, endpointAt } from '../../../support/backends';

const model: Model = {
  ...{ id: 'm', family: 'claude', name: 'M', status: 'current', openness: 'closed', maxOutput: 8_000 },
  price: { input: 5, output: 25, cacheWrite: { '5m': 6.25, '1h': 10 }, checked: '2026-11-30', source: '' },
} as unknown as Model;
const backend = backendAt(endpointAt(presetOf('anthropic').baseUrl, { preset: 'anthropic', model: 'm' }));
const catalogOf = (price: object) => ({
  findModel: () => ({ ...model, price: { ...model.price!, ...price } }),
  now: new Date('2026-11-30'),
});

const most = async (bodyFields: Readonly<Record<string, unknown>> = {}, price: object = {}) => {
  const { cost } = await mostCost(
    backend,
    { model: 'm', params: { maxOutputTokens: 1_000, bodyFields } },
    100_000,
    catalogOf(price),
    sayInEnglish,
  );
  assert.ok(cost);
  return cost.known ? [Number(cost.usd.toFixed(6)), ...(cost.unknown ?? [])] : [cost.reason];
};
const usual = (100_000 * 5 + 1_000 * 25) / 1e6;

describe('the most that a request may cost', () => {
  it('is that of its tokens in and of the longest answer', async () => {
    assert.deepEqual(await most(), [usual]);
    assert.deepEqual(await most({ service_tier: 'standard_only', speed: null, models: null, metadata: {} }), [usual]);
  });

  it('is not known for what is asked for in the body at a price of its own', async () => {
    assert.deepEqual(await most({ speed: 'fast' }), ['the catalog has no fast price for M']);
    assert.deepEqual(await most({ inference_geo: 'us', service_tier: 'auto' }), [
      'the catalog has no us inference price for M',
    ]);
    assert.deepEqual(await most({ service_tier: 'scale' }), ['the catalog has no scale price for M']);
    for (const name of ['web_search_options', 'plugins', 'models', 'provider']) {
      assert.deepEqual(await most({ [name]: {} }), [`what ${name} in the body costs is not known`]);
    }
  });

  it('is with the prompt written into the cache for as long as the body says, or where a maker always does', async () => {
    const written = (rate: number): number => Number(((100_000 * rate + 1_000 * 25) / 1e6).toFixed(6));
    assert.deepEqual(await most({ cache_control: { type: 'ephemeral' } }), [written(6.25)]);
    assert.deepEqual(await most({ cache_control: { type: 'ephemeral', ttl: '1h' } }), [written(10)]);
    assert.deepEqual(await most({}, { cacheWrite: { default: 7 } }), [written(7)]);
    const [, why] = await most({ cache_control: { ttl: '1h' } }, { cacheWrite: { '5m': 6 } });
    assert.equal(why, 'the price of a cache write, kept 1 hour, is not published');
  });
});
