import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { catalog as table } from '../../../../../generated/catalog';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import type { ProviderSaid, SaidFigures } from '../../../../../src/core/catalog/live/said';
import { costAt } from '../../../../../src/core/chat/providers/costAt';
import { presetOf } from '../../../../../src/core/chat/providers/presets';
import { testDay, testTime } from '../../../../support/models';
import { fullModel } from '../../../../support/prices';

const catalog = createCatalog(table, testDay);
const usage = { inputTokens: 1_000_000, outputTokens: 0 };
const somebody = { name: 'Somebody', preset: 'custom' };
const named = (id: string, said?: ProviderSaid) => ({ id, model: catalog.findModel(id), said });
const cost = (baseUrl: string, id = 'gpt-4o', said?: ProviderSaid, preset = 'custom') =>
  costAt({ ...somebody, baseUrl, preset }, named(id, said), usage, testTime, sayInEnglish);
/** Makes the figures that a provider's list gave for a model when it was read on 29 November 2026. */
const saying = (figures: SaidFigures, hasPrices = true): ProviderSaid => ({
  ...{ by: 'Somebody', read: Date.UTC(2026, 10, 29), figures, hasPrices },
});

describe('the cost of an answer at an endpoint', () => {
  it('is what the maker charges at the address of the maker', () => {
    const { price } = catalog.findModel('gpt-4o')!;
    const found = cost('https://api.openai.com/v1');
    assert.ok(found?.known);
    assert.deepEqual([found.usd, found.checked], [price!.input, price!.checked]);
  });

  it('is what the tier costs that served it', () => {
    const endpoint = { ...somebody, baseUrl: 'https://api.openai.com/v1' };
    const full = { id: fullModel.id, model: { ...fullModel, family: 'gpt' }, said: undefined };
    const served = (tier: string) => costAt(endpoint, full, { ...usage, tier }, testTime, sayInEnglish);
    const [flex, other] = [served('flex'), served('scale')];
    assert.deepEqual(flex?.known && flex.because, ['flex']);
    assert.deepEqual(other, { known: false, reason: 'the catalog has no scale price for Maker 1 Full' });
  });

  for (const address of ['http://localhost:11434/v1', 'http://127.0.0.1:8080/v1', 'http://[::1]:8000/v1']) {
    it(`is not spoken of for what a model server at ${address} has on this machine`, () => {
      assert.equal(cost(address, 'gpt-4o', undefined, 'ollama'), undefined);
      assert.equal(cost(address, 'llama3:8b'), undefined);
      assert.equal(cost(address, 'llama3:8b', saying({ contextWindow: 8_000 }, false)), undefined);
    });

    it(`is not free at a router on this machine, ${address}: where it has what only its maker has, or lists prices`, () => {
      assert.deepEqual(cost(address), { known: false, reason: 'the catalog has no prices of Somebody' });
      assert.equal(cost(address, 'llama3:8b', saying({}))?.known, false);
      const priced = cost(address, 'acme/smart', saying({ input: 3, output: 15 }));
      assert.ok(priced?.known);
      assert.deepEqual([priced.usd, priced.by, priced.checked], [3, 'Somebody', '2026-11-29']);
    });
  }

  it('is what its own list says at a router, with the part of it that the list does not say left open', () => {
    const router = presetOf('openrouter').baseUrl;
    const listed = saying({ input: 2.1, output: 10.5, cachedInput: 0.2 });
    const whole = cost(router, 'gpt-4o', listed);
    assert.ok(whole?.known && whole.unknown === undefined);
    assert.deepEqual([whole.usd, whole.by], [2.1, 'Somebody']);
    const written = costAt(
      { ...somebody, baseUrl: router },
      named('gpt-4o', listed),
      { ...usage, cacheWriteTokens: 500_000 },
      testTime,
      sayInEnglish,
    );
    assert.deepEqual(written?.known && [written.usd, written.unknown?.length], [1.05, 1]);
  });

  it('has the fee for a request, where the list says one', () => {
    const fee = cost(presetOf('openrouter').baseUrl, 'x/search', saying({ input: 1, output: 1, perRequest: 0.005 }));
    assert.deepEqual(fee?.known && [fee.usd, fee.because], [1.005, ['$0.005 for the request itself']]);
  });

  it('stays ours at the maker, whatever its list says, and is that of the list where we have none', () => {
    const maker = 'https://api.openai.com/v1';
    const ours = cost(maker, 'gpt-4o', saying({ input: 99, output: 99 }));
    assert.deepEqual(ours, cost(maker));
    const unheard = cost(maker, 'gpt-99-new', saying({ input: 99, output: 99 }));
    assert.ok(unheard?.known);
    assert.deepEqual([unheard.usd, unheard.by], [99, 'Somebody']);
  });

  for (const address of [
    'https://example.com/v1',
    'http://192.168.1.7:11434/v1',
    'https://api.openai.com.example.com/v1',
    'http://api.openai.com/v1',
    presetOf('openrouter').baseUrl,
    presetOf('anthropic').baseUrl,
  ]) {
    it(`is unknown for a "gpt-4o" that ${address} serves`, () => {
      assert.deepEqual(cost(address), { known: false, reason: 'the catalog has no prices of Somebody' });
    });
  }

  it('is unknown for another reason first, where there is one', () => {
    const unknown = cost('https://example.com', 'nobody-knows');
    assert.deepEqual(unknown, { known: false, reason: 'the model is not in the catalog' });
  });
});
