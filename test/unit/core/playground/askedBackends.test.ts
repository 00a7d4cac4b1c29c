import assert from 'node:assert/strict';
import { hasAsked } from '../../../../src/core/playground/askedBackends';
import { originIn } from '../../../../src/core/chat/providers/location';
import { editorBackendOf } from '../../../fakes/editorModels';
import { answerOf, doneAnswer, promptOf, sessionOf, target } from '../../../support/sessionEvents';

const lent = editorBackendOf([]);
const there = { ...target, origin: originIn(lent.location) };

describe('whether a session has asked a backend', () => {
  it('is told by its answers, also by one that failed', () => {
    assert.equal(hasAsked(sessionOf(), lent), false);
    assert.equal(hasAsked(sessionOf(promptOf('p'), doneAnswer('a', 'p', 'Yes.')), lent), false);
    assert.equal(
      hasAsked(sessionOf(promptOf('p'), answerOf('a', 'p', { target: there, status: 'failed' })), lent),
      true,
    );
  });

  it('is not told by what came with a file, or was written by hand', () => {
    for (const more of [{ isImported: true as const }, { made: 'by-hand' as const }]) {
      const answer = doneAnswer('a', 'p', 'Yes.', { target: there, ...more });
      assert.equal(hasAsked(sessionOf(promptOf('p'), answer), lent), false);
    }
  });

  it('is of the vendor and its extension: another one is asked anew', () => {
    const session = sessionOf(promptOf('p'), doneAnswer('a', 'p', 'Yes.', { target: there }));
    assert.equal(hasAsked(session, editorBackendOf([], { extension: 'other.models' })), false);
  });
});
