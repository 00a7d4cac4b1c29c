import assert from 'node:assert/strict';
import { pocketEndpoint } from '../../../../../src/core/chat/providers/builtIn';
import type { Endpoint } from '../../../../../src/core/chat/messages/types';
import { proposedTarget } from '../../../../../src/core/playground/session/proposedTarget';

const own: Endpoint = { ...pocketEndpoint, id: 'own', name: 'Own', baseUrl: 'http://127.0.0.1:1/v1', model: 'm' };

describe('the target that is proposed for a draft', () => {
  const none = { providerId: null, model: '' };
  const asked = { providerId: pocketEndpoint.id, model: 'pocket' };

  it('is the usual provider with its first model where none was chosen', () => {
    assert.deepEqual(proposedTarget(none, own, false, ['m', 'n']), { providerId: 'own', model: 'm' });
    assert.deepEqual(proposedTarget(none, pocketEndpoint, false, ['pocket']), asked);
    assert.deepEqual(proposedTarget(none, own, false, []), { providerId: 'own', model: '' });
  });

  it('is the usual provider with the model that was chosen without one, unless Pocket is all there is', () => {
    const chosen = { providerId: null, model: 'gpt-4o' };
    assert.deepEqual(proposedTarget(chosen, own, false, ['m']), { providerId: 'own', model: 'gpt-4o' });
    assert.equal(proposedTarget(chosen, pocketEndpoint, false, ['pocket']), undefined);
  });

  it('is none where the provider of the draft is there', () => {
    assert.equal(proposedTarget({ providerId: 'other', model: 'x' }, own, true, ['m']), undefined);
    assert.equal(proposedTarget(asked, pocketEndpoint, true, ['pocket']), undefined);
  });

  it("is the user's first in the place of Pocket, with a model that was written for somebody else", () => {
    assert.deepEqual(proposedTarget(asked, own, true, ['m']), { providerId: 'own', model: 'm' });
    const written = { ...asked, model: 'gpt-4o' };
    assert.deepEqual(proposedTarget(written, own, true, ['m']), { providerId: 'own', model: 'gpt-4o' });
  });

  it('leaves out the model of a provider that is gone', () => {
    const gone = { providerId: 'gone', model: 'theirs' };
    assert.deepEqual(proposedTarget(gone, own, false, ['m']), { providerId: 'own', model: 'm' });
    assert.deepEqual(proposedTarget(gone, pocketEndpoint, false, ['pocket']), asked);
  });
});
