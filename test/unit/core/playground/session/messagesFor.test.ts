import assert from 'node:assert/strict';
import { askedOf, messagesFor, requestOfDraft, wishOf } from '../../../../../src/core/playground/session/messagesFor';
import { pocketEndpoint } from '../../../../../src/core/chat/providers/builtIn';
import { answerOf, doneAnswer, draftOf, promptOf, sessionOf } from '../../../../support/sessionEvents';

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

describe('the request that a draft would make', () => {
  const session = sessionOf(promptOf('p1'), doneAnswer('a1', 'p1', 'One'));
  const draft = draftOf({ model: 'pocket', message: 'Two?', system: '  ', temperature: 0, sampling: 'top_k=2' });

  it('is that of the prompt which it becomes', () => {
    const asked = requestOfDraft(session, 'a1', draft);
    assert.deepEqual(asked.messages.at(-1), { role: 'user', parts: [{ type: 'text', text: 'Two?' }] });
    assert.equal(asked.messages.length, 3);
    assert.deepEqual([asked.system, asked.params], ['', { temperature: 0, sampling: { topK: 2 } }]);
  });

  it('is the message alone where nothing was asked before', () => {
    assert.equal(requestOfDraft(session, null, draft).messages.length, 1);
  });

  it('draws tokens as is typed for the model in the box alone: others are not asked with what they do not take', () => {
    const wish = wishOf(draft);
    assert.equal(askedOf(pocketEndpoint, wish).sampling, 'top_k=2');
    assert.ok(!('sampling' in askedOf({ id: 'openai' }, wish)));
  });
});
