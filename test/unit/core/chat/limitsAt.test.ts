import assert from 'node:assert/strict';
import { catalog as table } from '../../../../generated/catalog';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import type { SaidFigures } from '../../../../src/core/catalog/live/said';
import { anthropicMessages } from '../../../../src/core/chat/dialects/anthropicMessages';
import { limitsAt } from '../../../../src/core/chat/limitsAt';
import type { DialectId } from '../../../../src/core/chat/messages/chatTypes';
import { backendAt, endpointAt, pocketAt } from '../../../support/backends';
import { testDay } from '../../../support/models';

const catalog = createCatalog(table, testDay);
const { contextWindow, maxOutput } = catalog.findModel('gpt-4o')!;
const at = (figures?: SaidFigures, dialect: DialectId = 'chat-completions') =>
  backendAt(
    endpointAt('https://api.example.com/v1', { dialect }),
    false,
    undefined,
    () => figures && { by: 'Maker', read: 0, figures, hasPrices: false },
  );

describe('the limits of a model at a provider', () => {
  it('are those of the catalog where its list says none, or was not read', () => {
    for (const backend of [at(), at({})]) {
      assert.deepEqual(limitsAt(backend, 'gpt-4o', catalog), { contextWindow, maxOutput });
      assert.deepEqual(limitsAt(backend, 'nobody-knows', catalog), {});
    }
  });

  it("are those of the provider's list where it has them, with its name where it says another window", () => {
    const limits = (figures: SaidFigures, model = 'gpt-4o') => limitsAt(at(figures), model, catalog);
    assert.deepEqual(limits({ contextWindow: 8_000 }), { contextWindow: 8_000, maxOutput, by: 'Maker' });
    assert.deepEqual(limits({ contextWindow: contextWindow!, maxOutput: 9 }), { contextWindow, maxOutput: 9 });
    assert.deepEqual(limits({ contextWindow: 7 }, 'nobody-knows'), { contextWindow: 7, by: 'Maker' });
  });

  it('have the output that is sent where an API wants one, and none is set', () => {
    const backend = at({ maxOutput: 64_000 }, 'anthropic-messages');
    const request = { model: 'm', system: '', messages: [], params: {} };
    const body = anthropicMessages.body(request, { without: [], limitField: 'max_tokens' });
    assert.equal(limitsAt(backend, 'gpt-4o', catalog).maxOutput, body['max_tokens']);
    assert.deepEqual(limitsAt(pocketAt(), 'pocket', catalog), {});
  });
});
