import assert from 'node:assert/strict';
import { answerCost, inputCost } from '../../../../src/core/catalog/cost';
import type { Usage } from '../../../../src/core/chat/types';
import { bare, model } from '../../../support/models';

describe('inputCost', () => {
  it('is unknown without a price', () => assert.equal(inputCost(undefined, 1_000), undefined));
  it('is 0 for no tokens', () => assert.equal(inputCost(model.price, 0), 0));
  it('uses the usual rate up to the limit', () => assert.equal(inputCost(model.price, 100_000), 0.2));
  it('uses the long-context rate for all of a longer input', () => {
    assert.equal(inputCost(model.price, 200_000), 0.8);
  });
});

describe('answerCost', () => {
  const usd = (usage: Usage): number => {
    const cost = answerCost(model, usage);
    assert.ok(cost.known);
    return Number(cost.usd.toFixed(9));
  };

  it('adds input and output', () => assert.equal(usd({ inputTokens: 1_000, outputTokens: 500 }), 0.007));

  it('counts reasoning as the part of the output that it is', () => {
    assert.equal(usd({ inputTokens: 1_000, outputTokens: 500, reasoningTokens: 400 }), 0.007);
  });

  it('uses the cached rate for the cached part of the input', () => {
    assert.equal(usd({ inputTokens: 1_000, outputTokens: 0, cachedInputTokens: 600 }), 0.0011);
  });

  it('never goes below the cached rate where a provider counts the cached part on top', () => {
    assert.equal(usd({ inputTokens: 100, outputTokens: 0, cachedInputTokens: 1_000_000 }), 0.00005);
  });

  it('uses the long-context rate for the whole request, cached part included', () => {
    assert.equal(usd({ inputTokens: 100_001, outputTokens: 1_000, cachedInputTokens: 50_000 }), 0.415004);
  });

  it('uses the full rate for the cached part where no cached rate is known', () => {
    const { input, output, checked, source } = model.price!;
    const price = { input, output, checked, source };
    const cost = answerCost({ ...model, price }, { inputTokens: 1_000, outputTokens: 0, cachedInputTokens: 900 });
    assert.deepEqual(cost, { known: true, usd: 0.002, checked: '2026-11-20' });
  });

  it('is unknown, with the reason, where tokens were written to a cache, for which there is no rate', () => {
    const counts = { inputTokens: 1_000, outputTokens: 500, cachedInputTokens: 200 };
    assert.deepEqual(answerCost(model, { ...counts, cacheWriteTokens: 100 }), {
      known: false,
      reason: `the catalog has no price for what ${model.name} writes to the prompt cache`,
    });
    assert.equal(answerCost(model, { ...counts, cacheWriteTokens: 0 }).known, true);
  });

  it('carries the date and the note of the price', () => {
    const noted = { ...model, price: { ...model.price!, note: 'Twice at peak hours.' } };
    const cost = answerCost(noted, { inputTokens: 0, outputTokens: 0 });
    assert.deepEqual(cost, { known: true, usd: 0, checked: '2026-11-20', note: 'Twice at peak hours.' });
  });

  for (const [why, reason, cost] of [
    ['usage', /no token usage/, answerCost(model, undefined)],
    ['model', /not in the catalog/, answerCost(undefined, { inputTokens: 1, outputTokens: 1 })],
    ['price', /no price for Maker \[0\]/, answerCost(bare, { inputTokens: 1, outputTokens: 1 })],
  ] as const) {
    it(`is unknown, with the reason, without a ${why}`, () => {
      assert.ok(!cost.known);
      assert.match(cost.reason, reason);
    });
  }
});
