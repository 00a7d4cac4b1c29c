import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import type { AbilitiesBy } from '../../../../src/core/chat/messages/abilities';
import { abilitiesOf, offeredAbilities, abilityOf } from '../../../../src/core/chat/modelAbilities';
import type { OfferedAbility } from '../../../../src/core/chat/modelAbilities';
import { backendAt, endpointAt, pocketAt } from '../../../support/backends';

type Known = Parameters<typeof abilityOf>[3];
const catalog = {
  findModel: (id: string) =>
    id === 'sees' ? { modalities: { input: ['text', 'image'], output: ['text'] }, reasoning: false } : undefined,
} as unknown as Known;

const asked = (ability: OfferedAbility, model: string, ...knows: readonly AbilitiesBy[]) =>
  abilityOf(ability, { name: 'Maker', knows: () => knows }, model, catalog, sayInEnglish);

describe('what a model can do where it is asked', () => {
  it('is not known where nobody says it', () => {
    assert.deepEqual(asked('tools', 'new'), { does: 'unknown', why: 'It is not known whether new calls tools here.' });
  });

  it('is what a test found, before what a list says, before what the catalog says', () => {
    const list: AbilitiesBy = { by: 'list', can: { images: false, tools: true } };
    const test: AbilitiesBy = { by: 'test', can: { tools: false } };
    assert.deepEqual(asked('tools', 'sees', test, list), {
      does: 'no',
      why: 'sees calls no tools, as a connection test found.',
    });
    assert.deepEqual(asked('images', 'sees', test, list), {
      does: 'no',
      why: 'sees takes no images, as the list of Maker says.',
    });
    assert.deepEqual(asked('images', 'sees', test), { does: 'yes', why: 'sees takes images, as the catalog says.' });
    assert.deepEqual(asked('reasoning', 'sees'), { does: 'no', why: 'sees does not reason, as the catalog says.' });
  });

  it('is what its API has a field for, whatever others say', () => {
    const messages = backendAt(endpointAt('https://api.example.com', { dialect: 'anthropic-messages' }));
    assert.deepEqual(abilityOf('logprobs', messages, 'new', catalog, sayInEnglish), {
      does: 'no',
      why: 'new tells no log probabilities: this API has no field for that.',
    });
  });

  it('is known of all things for Pocket', () => {
    const { logprobs, ...others } = abilitiesOf(pocketAt(), 'pocket', catalog, sayInEnglish);
    assert.equal(logprobs.does, 'yes');
    assert.equal(Object.keys(others).length, offeredAbilities.length - 1);
    for (const { does, why } of Object.values(others)) assert.match(`${does}: ${why}`, /^no: pocket .+[^.]\.$/);
  });
});
