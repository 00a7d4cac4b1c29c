import assert from 'node:assert/strict';
import * as v from 'valibot';
import { catalog as catalogTable } from '../../../generated/catalog';
import { createCatalog } from '../../../src/core/catalog/catalog';
import { models } from './modelsRun';

describe('models list', () => {
  it('prints every model with its status of the day', async () => {
    assert.match((await models(['list'])).output, /^gpt-4o\tdeprecated, retires on 14 January 2027 \(50 days left\)$/m);
  });

  it('prints them as JSON', async () => {
    const { output } = await models(['list', '--json']);
    const rows = v.parse(v.array(v.looseObject({ id: v.string(), status: v.string() })), JSON.parse(output));
    assert.equal(rows.length, catalogTable.models.length);
    assert.equal(rows.find(({ id }) => id === 'gpt-4')?.status, 'retired');
    const { price } = rows.find(({ id }) => id === 'gpt-4o') as { price?: object };
    const own = createCatalog(catalogTable, () => '2026-11-25').findModel('gpt-4o')!.price!;
    assert.deepEqual(Object.entries(price ?? {}).slice(0, 3), [
      ['input', own.input],
      ['cachedInput', own.cachedInput ?? null],
      ['output', own.output],
    ]);
    assert.deepEqual(Object.keys(price ?? {}).slice(3), [
      ...['cacheWrite', 'cacheStorage', 'longContext', 'hours', 'batch', 'flex', 'priority'],
    ]);
  });
});
