import assert from 'node:assert/strict';
import { catalog as table } from '../../../../../generated/catalog';
import { sayInEnglish as say } from '../../../../../src/core/base/say';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { countsForModels } from '../../../../../src/editor/tokens/counting/countForModel';
import { backendAt, endpointAt, pocketAt } from '../../../../support/backends';
import { guideWith } from '../../../../support/fieldGuides';
import { testDay } from '../../../../support/models';

const catalog = createCatalog(table, testDay);
const usual = catalog.findModel('gpt-4o')!;
const text = 'What is a token?';

/** Every encoding has nine tokens here. */
const counts = countsForModels({
  guide: guideWith({
    tables: { catalog: () => Promise.resolve(catalog) },
    counter: { count: () => Promise.resolve({ tokens: 9 }) },
  }),
  activeModel: () => usual,
  say,
});
const asForUsual = { tokens: 9, estimate: { reason: `Counted as for ${usual.name}.` } };

describe('tokens for a model', () => {
  it('are those of the encoding of a model that the catalog knows, and an estimate for any other', async () => {
    assert.deepEqual(await counts('gpt-4o', text), { tokens: 9 });
    assert.deepEqual(await counts('some-model', text), asForUsual);
  });

  it('are counted by a backend whose model runs in the extension', async () => {
    const pocket = pocketAt();
    const own = await pocket.countHere!(text, new AbortController().signal);
    assert.ok(own.status === 'done' && own.value !== 9);
    assert.deepEqual(await counts('pocket', text, pocket), { tokens: own.value });
  });

  it('are an estimate for a model that its server has called `pocket`: nothing is sent there to be counted', async () => {
    const server = backendAt(endpointAt('http://127.0.0.1:11434/v1'));
    assert.deepEqual(await counts('pocket', text, server), asForUsual);
    assert.deepEqual(await counts('pocket', text), asForUsual);
  });

  it('are unknown where the backend cannot count them', async () => {
    const failed = { countHere: () => Promise.resolve({ status: 'stopped' } as const) };
    assert.equal(await counts('pocket', text, failed), undefined);
    assert.equal(await counts('pocket', text, { countHere: () => Promise.reject(new Error('broken')) }), undefined);
  });
});
