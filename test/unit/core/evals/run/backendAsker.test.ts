import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import type { Catalog } from '../../../../../src/core/catalog/catalog';
import { presetOf } from '../../../../../src/core/chat/providers/presets';
import { backendAsker } from '../../../../../src/core/evals/run/backendAsker';
import { PromptFault } from '../../../../../src/core/evals/run/cellRequest';
import type { SuitePrompt, SuiteProvider } from '../../../../../src/core/evals/suite';
import { backendAt, endpointAt, pocketAt } from '../../../../support/backends';

const price = { input: 5, output: 25, cacheWrite: { '5m': 6.25, '1h': 10 }, checked: '2026-11-30', source: '' };
const catalog = {
  findModel: () => ({ id: 'm', family: 'claude', name: 'M', status: 'current', openness: 'closed', price }),
  now: new Date('2026-11-30'),
} as unknown as Catalog;
const deps = {
  ...{ mostTokens: () => Promise.resolve(1_000), catalog: () => Promise.resolve(catalog) },
  ...{ sha256: () => Promise.resolve('sha'), say: sayInEnglish },
};
const endpoint = endpointAt(presetOf('anthropic').baseUrl, { preset: 'anthropic', dialect: 'anthropic-messages' });

const askerOf = async (config: SuiteProvider['config'], prompts: SuitePrompt[] = []) => {
  const provider = { id: 'anthropic:m', label: 'p', config, file: 'a.yaml' };
  const asked = { backend: backendAt(endpoint), endpoint, preset: 'anthropic', model: 'm' };
  const { asker } = await backendAsker(provider, prompts, asked, deps);
  return asker;
};
const prompt: SuitePrompt = { label: 'q', source: '' };
const messages = [{ role: 'user' as const, content: [{ text: 'Hi' }] }];

describe('who is asked for a provider of a suite', () => {
  it('may use at most the tokens of the request and of the longest answer, at their price', async () => {
    const asker = await askerOf({ max_tokens: 100 });
    const { usd, ...tokens } = await asker.most((await asker.request(messages, prompt)).request);
    assert.deepEqual([usd?.toFixed(4), tokens], ['0.0075', { tokens: 1_100, outputTokens: 100 }]);
  });

  it('uses nothing that is charged for where it is asked here', async () => {
    const provider = { id: 'pocket', label: 'p', config: {}, file: 'a.yaml' };
    const asked = { backend: pocketAt(), endpoint: undefined, preset: 'pocket', model: 'pocket' };
    const { asker } = await backendAsker(provider, [], asked, deps);
    assert.deepEqual(await asker.most((await asker.request(messages, prompt)).request), { usd: 0, tokens: 0 });
  });

  it('gets the parameters of the prompt before its own, and nothing where one of them is wrong', async () => {
    const prompts: SuitePrompt[] = [
      { ...prompt, config: { max_tokens: 7 } },
      { ...prompt, config: { tools: [{}] } },
    ];
    const asker = await askerOf({ max_tokens: 100 }, prompts);
    const limits = await Promise.all(
      [prompt, prompts[0]!].map(async (each) => (await asker.request(messages, each)).request.params.maxOutputTokens),
    );
    assert.deepEqual(limits, [100, 7]);
    await assert.rejects(async () => asker.request(messages, prompts[1]!), PromptFault);
  });
});
