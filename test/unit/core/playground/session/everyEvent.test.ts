import assert from 'node:assert/strict';
import { sessionCodec as codec } from '../../../../../src/core/playground/session/sessionCodec';
import { firstColumnId } from '../../../../../src/core/playground/session/sessionSchema';
import type { SessionEvent } from '../../../../../src/core/playground/session/sessionSchema';
import { emptySession } from '../../../../../src/core/playground/session/sessionTree';
import { checksumOf } from '../../../../../src/core/playground/session/textEdit';
import { answerOf, contentOf, draftOf, promptOf, reduceAll } from '../../../../support/sessionEvents';

const long = 'x'.repeat(5_000);
const started: readonly SessionEvent[] = [
  { type: 'nodeAdded', node: promptOf('p', null) },
  { type: 'nodeAdded', node: answerOf('a', 'p') },
  { type: 'partStarted', node: 'a', index: 0, part: { type: 'reasoning', text: 'One' } },
  { type: 'columnSet', column: { id: firstColumnId, leaf: 'a' } },
  { type: 'columnSet', column: { id: 'two', leaf: 'a' } },
  { type: 'draftChanged', draft: draftOf({ message: long }) },
];

/** One of each kind: a new kind does not compile before it stands here, and has to be in what is kept of a session. */
const events: { readonly [Type in SessionEvent['type']]: Extract<SessionEvent, { type: Type }> } = {
  titled: { type: 'titled', title: 'My title' },
  draftChanged: { type: 'draftChanged', draft: draftOf({ message: 'typed', model: 'm' }), column: 'two' },
  draftEdited: {
    ...{ type: 'draftEdited', field: 'message', at: 5_000, removed: 0, text: 'y' },
    ...{ before: checksumOf(long), after: checksumOf(`${long}y`) },
  },
  nodeAdded: { type: 'nodeAdded', node: promptOf('q', 'a') },
  partStarted: { type: 'partStarted', node: 'a', index: 1, part: { type: 'text', text: 'Two' } },
  partGrew: { type: 'partGrew', node: 'a', index: 0, text: ' and more' },
  partEnded: { type: 'partEnded', node: 'a', index: 0, opaque: { dialect: 'responses', json: '{}' } },
  answerEnded: { type: 'answerEnded', node: 'a', end: { status: 'done', usage: { inputTokens: 1, outputTokens: 2 } } },
  bestMarked: { type: 'bestMarked', node: 'a', isBest: true },
  columnSet: { type: 'columnSet', column: { id: 'three', leaf: 'p' } },
  columnRemoved: { type: 'columnRemoved', id: 'two' },
};

describe('every event of a session', () => {
  for (const event of Object.values(events)) {
    it(`${event.type} is there still when the file of the session is written anew`, () => {
      const before = reduceAll(emptySession('s', 7), started);
      const after = reduceAll(before, [event]);
      const kept = reduceAll(emptySession('s', 7), codec.snapshot(after));
      assert.deepEqual(contentOf(kept), contentOf(after));
      assert.notDeepEqual(contentOf(after), contentOf(before));
    });
  }
});
