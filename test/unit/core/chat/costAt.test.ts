import assert from 'node:assert/strict';
import { catalog as table } from '../../../../generated/catalog';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import { costAt } from '../../../../src/core/chat/providers/costAt';
import { presetOf } from '../../../../src/core/chat/providers/presets';
import { testDay, testTime } from '../../../support/models';
import { fullModel } from '../../../support/prices';

const catalog = createCatalog(table, testDay);
const usage = { inputTokens: 1_000_000, outputTokens: 0 };
const cost = (baseUrl: string, model = 'gpt-4o') =>
  costAt({ baseUrl, name: 'Somebody' }, catalog.findModel(model), usage, testTime);

describe('the cost of an answer at an endpoint', () => {
  it('is what the maker charges at the address of the maker', () => {
    const { price } = catalog.findModel('gpt-4o')!;
    const found = cost('https://api.openai.com/v1');
    assert.ok(found?.known);
    assert.deepEqual([found.usd, found.checked], [price!.input, price!.checked]);
  });

  it('is what the tier costs that served it', () => {
    const endpoint = { baseUrl: 'https://api.openai.com/v1', name: 'OpenAI' };
    const served = (tier: string) => costAt(endpoint, { ...fullModel, family: 'gpt' }, { ...usage, tier }, testTime);
    const [flex, other] = [served('flex'), served('scale')];
    assert.deepEqual(flex?.known && flex.because, ['flex']);
    assert.deepEqual(other, { known: false, reason: 'the catalog has no scale price for Maker 1 Full' });
  });

  for (const address of ['http://localhost:11434/v1', 'http://127.0.0.1:8080/v1', 'http://[::1]:8000/v1']) {
    it(`is not spoken of for a "gpt-4o" that ${address} serves on this machine`, () => {
      assert.equal(cost(address), undefined);
    });
  }

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
    const unknown = costAt({ baseUrl: 'https://example.com', name: 'Somebody' }, undefined, usage, testTime);
    assert.deepEqual(unknown, { known: false, reason: 'the model is not in the catalog' });
  });
});
