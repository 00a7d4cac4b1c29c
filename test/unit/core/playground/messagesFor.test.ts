import assert from 'node:assert/strict';
import { messagesFor } from '../../../../src/core/playground/messagesFor';
import { answerOf, doneAnswer, promptOf, sessionOf } from '../../../support/sessionEvents';

const user = (id: string) => ({ role: 'user', parts: [{ type: 'text', text: `question ${id}` }] });
const assistant = (text: string) => ({ role: 'assistant', parts: [{ type: 'text', text }] });

describe('messagesFor', () => {
  it('takes the system prompt of the turn that is asked, and the answers on its path', () => {
    const session = sessionOf(
      promptOf('p1', null, { system: 'old' }),
      doneAnswer('a1', 'p1', 'One'),
      doneAnswer('b1', 'p1', 'Another one'),
      promptOf('p2', 'a1', { system: 'new' }),
      answerOf('a2', 'p2'),
    );
    const expected = { system: 'new', messages: [user('p1'), assistant('One'), user('p2')] };
    assert.deepEqual(messagesFor(session, 'a2'), expected);
    assert.deepEqual(messagesFor(session, 'p2'), expected);
  });

  it('hands reasoning with its sealed form back', () => {
    const parts = [
      { type: 'reasoning', text: 'Hm', opaque: { dialect: 'responses', json: '{}' } },
      { type: 'text', text: 'One' },
    ] as const;
    const session = sessionOf(promptOf('p1'), answerOf('a1', 'p1', { status: 'done', parts }), promptOf('p2', 'a1'));
    assert.deepEqual(messagesFor(session, 'p2').messages[1], { role: 'assistant', parts });
  });

  it('leaves out a turn without an answer, and a system prompt of spaces', () => {
    const session = sessionOf(
      promptOf('p1'),
      answerOf('a1', 'p1', { status: 'failed', parts: [{ type: 'text', text: '' }] }),
      promptOf('p2', 'a1'),
      answerOf('a2', 'p2', { status: 'stopped', parts: [{ type: 'reasoning', text: 'Hm' }] }),
      promptOf('p3', 'a2', { system: ' \n' }),
    );
    assert.deepEqual(messagesFor(session, 'p3'), { system: '', messages: [user('p3')] });
    assert.deepEqual(messagesFor(session, 'gone'), { system: '', messages: [] });
  });
});
