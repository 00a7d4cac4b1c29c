import assert from 'node:assert/strict';
import { catalog as table } from '../../../../generated/catalog';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import { presetOf } from '../../../../src/core/chat/providers/presets';
import type { Backend } from '../../../../src/core/chat/backend';
import type { Model } from '../../../../src/core/catalog/catalogTable';
import type { TokenCount } from '../../../../src/core/tokens/counting/modelCount';
import { selectionSize as sizeWith } from '../../../../src/core/playground/selectionMessage';
import { backendAt, endpointAt } from '../../../support/backends';
import { testDay, testTime } from '../../../support/models';
import { hourlyModel } from '../../../support/prices';

const model = createCatalog(table, testDay).findModel('gpt-4o')!;
const priced = { ...model, price: { ...model.price!, input: 2.5 } };
const at = (baseUrl: string): Backend => backendAt(endpointAt(baseUrl));
const selectionSize = (count: TokenCount, backend: Backend | undefined, known: Model | undefined, now: Date) =>
  sizeWith(count, backend, model.id, () => Promise.resolve({ findModel: () => known, now }));
const maker = at('https://api.openai.com/v1');

describe('what a selection is before it is sent', () => {
  it('is its tokens, and what they cost as input at the maker', async () => {
    assert.equal(await selectionSize({ tokens: 1_234 }, maker, priced, testTime), '1,234 tokens, ≈ $0.0031 of input');
    const estimate = { tokens: 400_000, estimate: { reason: '' } };
    assert.equal(await selectionSize(estimate, maker, priced, testTime), '≈400,000 tokens, ≈ $1.00 of input');
  });

  it('costs at least what is sure', async () => {
    const hourly = { ...hourlyModel, family: 'gpt' };
    const size = (time: string) => selectionSize({ tokens: 1_000_000 }, maker, hourly, new Date(time));
    assert.equal(await size('2026-11-24T01:00Z'), '1,000,000 tokens, ≈ $2.00 of input');
    assert.equal(await size('2027-11-24T01:00Z'), '1,000,000 tokens, at least $1.00 of input');
  });

  it('is a limit where it costs next to nothing', async () =>
    assert.equal(await selectionSize({ tokens: 1 }, maker, priced, testTime), '1 token, less than $0.0001 of input'));

  for (const [where, address] of [
    ['on this machine', 'http://127.0.0.1:11434/v1'],
    ['at a custom address', 'https://llm.example.com/v1'],
    ['at OpenRouter', presetOf('openrouter').baseUrl],
  ] as const)
    it(`has no cost ${where}, whatever the model is called there`, async () =>
      assert.equal(await selectionSize({ tokens: 1_234 }, at(address), priced, testTime), '1,234 tokens'));

  it('has no cost where the catalog does not know the model or its price, or no provider is chosen', async () => {
    const free = { ...model };
    Reflect.deleteProperty(free, 'price');
    for (const [endpoint, known] of [
      [maker, undefined],
      [maker, free],
      [undefined, priced],
    ] as const)
      assert.equal(await selectionSize({ tokens: 1_234 }, endpoint, known, testTime), '1,234 tokens');
  });
});
