import assert from 'node:assert/strict';
import { catalog as table } from '../../../../../generated/catalog';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { standardModel } from '../../../../../src/core/catalog/standardModel';
import { presets } from '../../../../../src/core/chat/providers/presets';
import { suggestedModels } from '../../../../../src/core/chat/providers/suggestedModels';

import { testDay } from '../../../../support/models';

const catalog = createCatalog(table, testDay);
const suggested = (preset: string, model?: string): string[] =>
  suggestedModels({ id: 'a', name: 'A', baseUrl: 'http://a', preset, ...(model && { model }) } as never, catalog);

describe('models that are suggested for a provider', () => {
  for (const { id, families } of presets.filter((preset) => preset.families.length === 1)) {
    it(`begin with the standard model of the maker: ${id}`, () => {
      const ofFamily = catalog.modelsOf(families[0]!);
      const ids = suggested(id);
      const served = ofFamily.filter((model) => ids.includes(model.id));
      const standard = standardModel(served);
      assert.equal(ids[0], (standard ?? served[0])?.id);
    });
  }

  it('begin with the one that the user has named', () =>
    assert.deepEqual(suggested('openai', 'mine').slice(0, 2), ['mine', suggested('openai')[0]]));
});
