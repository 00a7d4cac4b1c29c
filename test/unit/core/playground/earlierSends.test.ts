import assert from 'node:assert/strict';
import { bringsAdded, hasAsked } from '../../../../src/core/playground/earlierSends';
import { originIn } from '../../../../src/core/chat/providers/location';
import { editorBackendOf } from '../../../fakes/editorModels';
import type { PromptNode } from '../../../../src/core/playground/session/sessionSchema';
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

describe('whether a request brings what was added to its messages to a place that has not had it', () => {
  const file = { type: 'image' as const, blob: '0f'.repeat(32), mediaType: 'image/png' };
  const withFile = promptOf('p', null, { parts: [file, { type: 'text', text: 'Look' }] });
  const origins = [{ uri: 'file:///a.ts', range: [0, 0, 1, 0] as [number, number, number, number], sha256: 'ab' }];
  const asking = (parent: string | null, more: Partial<PromptNode> = {}) => ({
    prompt: { ...promptOf('new', parent), ...more },
    target: there,
  });

  it('is told of a message with a file, or with a text whose place is known', () => {
    const { parts } = withFile;
    assert.equal(bringsAdded(sessionOf(), asking(null)), false);
    for (const more of [{ parts }, { origins }]) assert.equal(bringsAdded(sessionOf(), asking(null, more)), true);
    const result = { type: 'tool-result' as const, callId: '1', parts: [file] };
    assert.equal(bringsAdded(sessionOf(), asking(null, { parts: [result] })), true);
  });

  it('is told of messages before it, as long as none of their answers came from there', () => {
    const elsewhere = doneAnswer('a', 'p', 'Yes.');
    const here = doneAnswer('a', 'p', 'Yes.', { target: there });
    const imported = doneAnswer('a', 'p', 'Yes.', { target: there, isImported: true as const });
    const told = (answer: typeof here) => bringsAdded(sessionOf(withFile, answer), asking('a'));
    assert.deepEqual([elsewhere, here, imported].map(told), [true, false, true]);
    // Asked again there, and at another place.
    assert.equal(bringsAdded(sessionOf(withFile, here), { prompt: withFile, target: there }), false);
    assert.equal(bringsAdded(sessionOf(withFile, elsewhere), { prompt: withFile, target: there }), true);
    // It went there with an answer further down.
    const later = [promptOf('q', 'a'), doneAnswer('b', 'q', 'Yes.', { target: there })];
    assert.equal(bringsAdded(sessionOf(withFile, elsewhere, ...later), asking('b')), false);
  });

  it('is told of an edited message by the one that it was, whose text it may have', () => {
    const quoted = promptOf('p', null, { origins });
    const edited = (answer: ReturnType<typeof doneAnswer>) => bringsAdded(sessionOf(quoted, answer), asking(null), 'p');
    assert.equal(edited(doneAnswer('a', 'p', 'Yes.')), true);
    assert.equal(edited(doneAnswer('a', 'p', 'Yes.', { target: there })), false);
  });
});
