import assert from 'node:assert/strict';
import { catalog as table } from '../../../../generated/catalog';
import { sayInEnglish } from '../../../../src/core/base/say';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import type { SaidFigures } from '../../../../src/core/catalog/live/said';
import type { Served } from '../../../../src/core/catalog/live/served';
import { addressIn } from '../../../../src/core/chat/providers/location';
import { modelAtBackend } from '../../../../src/core/chat/modelAtBackend';
import { formatRate, formatWindow } from '../../../../src/core/base/numbers';
import { backendAt, endpointAt, pocketAt } from '../../../support/backends';
import { testDay } from '../../../support/models';

const catalog = createCatalog(table, testDay);
const read = Date.parse(`${testDay()}T12:00:00Z`);
const at = (baseUrl: string) => backendAt(endpointAt(baseUrl));
const words = (backend: ReturnType<typeof at>, id: string, figures?: SaidFigures) => {
  const said = figures && { by: 'Maker', read, figures, hasPrices: figures.input !== undefined };
  const { location } = backend;
  const listing = backendAt(endpointAt(addressIn(location)), false, undefined, () => said);
  return modelAtBackend(listing, id, catalog, sayInEnglish);
};
const maker = at('https://api.openai.com/v1');
const router = at('https://openrouter.ai/api/v1');
const here = at('http://localhost:11434/v1');

describe('a model in a list of those that can be asked', () => {
  const id = 'gpt-4o';
  const { price, contextWindow } = catalog.findModel(id)!;
  const ours = `${formatRate(price!.input)} in / ${formatRate(price!.output)} out · ${formatWindow(contextWindow!)} context`;

  it("has our price, window and end at its maker's, and below what the maker says otherwise", async () => {
    const { description, detail } = await words(maker, id, {
      ends: '2031-03-31',
      input: price!.input,
      output: price!.output,
    });
    assert.ok(description.startsWith(ours), description);
    assert.match(detail ?? '', /Maker says today: .*ends on 31 March 2031 \(here: /);
    assert.doesNotMatch((await words(maker, id, { contextWindow: contextWindow! })).detail ?? '', /says/);
  });

  it('says when it ends there', async () => {
    const ending = catalog.modelsOf('gpt').find(({ status }) => status === 'deprecated')!;
    const { description, detail } = await words(maker, ending.id);
    assert.match(detail ?? '', /^deprecated, retires/);
    assert.doesNotMatch(description, /deprecated/);
  });

  it('has at another host what that says, with its name, and no price of the maker', async () => {
    const said = await words(router, `openai/${id}`, {
      input: 9,
      output: 18,
      contextWindow: 64_000,
      ends: '2027-01-15',
    });
    assert.deepEqual(said, {
      description: '$9 in / $18 out · 64K context, says Maker',
      detail: 'ends on 15 January 2027, says Maker',
    });
    assert.deepEqual(await words(router, `openai/${id}`), {
      description: `price unknown · ${formatWindow(contextWindow!)} context`,
    });
    assert.deepEqual(await words(router, 'x/unknown', { contextWindow: 1_000 }), {
      description: 'price unknown · 1K context, says Maker',
    });
  });

  it('is not free at a router on this machine', async () => {
    assert.match((await words(here, 'claude-opus-4-5')).description, /^price unknown/);
    assert.deepEqual(await words(here, 'acme/smart', { input: 3, output: 15, perRequest: 0.01 }), {
      description: '$3 in / $15 out + $0.01 per request, says Maker',
    });
  });

  it('is loaded at a local server with a context, and was trained for more', async () => {
    const wordsOf = async (served: Omit<Served, 'server'>) => {
      const said = {
        by: 'Mine',
        read,
        hasPrices: false,
        figures: {},
        served: { server: 'ollama', ...served },
      } as const;
      const listing = backendAt(endpointAt('http://localhost:11434/v1'), false, undefined, () => said);
      return (await modelAtBackend(listing, 'qwen3:8b', catalog, sayInEnglish)).description;
    };
    const context = 4_096;
    assert.equal(
      await wordsOf({ isLoaded: true, context, trained: 40_960 }),
      'free · loaded with 4K context, trained for 41K, says Mine',
    );
    assert.equal(
      await wordsOf({ isLoaded: true, context, trained: context }),
      'free · loaded with 4K context, says Mine',
    );
    assert.equal(await wordsOf({ isLoaded: false, context }), 'free · not loaded, 4K context when it is, says Mine');
    assert.equal(await wordsOf({ isLoaded: false, trained: 40_960 }), 'free · not loaded, trained for 41K, says Mine');
    assert.equal(await wordsOf({ isLoaded: true }), 'free · loaded, says Mine');
  });

  it('is free where nobody charges', async () => {
    assert.deepEqual(await words(here, 'llama3:8b'), { description: 'free' });
    assert.deepEqual(await modelAtBackend(pocketAt(), 'pocket', catalog, sayInEnglish), {
      description: 'free',
    });
  });
});
