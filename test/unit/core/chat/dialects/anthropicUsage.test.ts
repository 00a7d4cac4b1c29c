import assert from 'node:assert/strict';
import { read as readDialect } from './read';

const read = (events: readonly unknown[]) => readDialect('anthropic-messages', events);

describe('the usage of Anthropic Messages', () => {
  it('says how long what was written to the cache is kept, and the tier of Anthropic where it is not the standard one', () => {
    const usageOf = (more: object) =>
      read([
        { type: 'message_start', message: { usage: { input_tokens: 10, cache_creation_input_tokens: 30, ...more } } },
        { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 5 } },
      ]).usage;
    const plain = { inputTokens: 40, outputTokens: 5, cacheWriteTokens: 30 };
    const written = { ephemeral_5m_input_tokens: 20, ephemeral_1h_input_tokens: 10 };
    assert.deepEqual(usageOf({ cache_creation: written }), { ...plain, cacheWrites: { '5m': 20, '1h': 10 } });
    assert.deepEqual(usageOf({ cache_creation: { ephemeral_5m_input_tokens: -1 } }), plain);
    assert.deepEqual(usageOf({ service_tier: 'priority' }), { ...plain, tier: 'priority' });
    const usual = ['standard', 'default', 'auto', '', 'x'.repeat(41), 1, null];
    for (const tier of usual) assert.deepEqual(usageOf({ service_tier: tier }), plain);
    for (const [more, tier] of [
      [{ speed: 'fast' }, 'fast'] as const,
      [{ inference_geo: 'us' }, 'us inference'] as const,
    ])
      assert.deepEqual(usageOf(more), { ...plain, tier });
    for (const place of ['global', 'not_available', null]) assert.deepEqual(usageOf({ inference_geo: place }), plain);
  });
});
