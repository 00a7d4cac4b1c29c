import assert from 'node:assert/strict';
import { answerRequest, messagesFor as messagesOf } from '../../../../../src/core/playground/session/messagesFor';
import type { AnswerNode } from '../../../../../src/core/playground/session/sessionSchema';
import type { Session } from '../../../../../src/core/playground/session/sessionTree';
import { backendAt, endpointAt, pocketAt } from '../../../../support/backends';
import { answerOf, doneAnswer, draftOf, promptOf, sessionOf, target } from '../../../../support/sessionEvents';

const user = (id: string) => ({ role: 'user', parts: [{ type: 'text', text: `question ${id}` }] });
const assistant = (text: string) => ({ role: 'assistant', parts: [{ type: 'text', text }] });

function messagesFor(session: Session, promptId: string) {
  const prompt = session.nodes.get(promptId);
  assert.ok(prompt?.kind === 'prompt');
  return messagesOf(session, prompt);
}

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
  });

  it('leaves out a call of a tool that nobody asked for, and keeps what was asked', () => {
    const call = { type: 'tool-call', id: 't', name: 'find', input: '{}' } as const;
    const text = { type: 'text', text: 'One' } as const;
    const session = sessionOf(
      promptOf('p1'),
      answerOf('a1', 'p1', { status: 'done', parts: [text, call] }),
      promptOf('p2', 'a1'),
      answerOf('a2', 'p2', { status: 'done', parts: [{ type: 'text', text: '\n' }, call] }),
      promptOf('p3', 'a2'),
    );
    const last = [...user('p2').parts, { type: 'text', text: '\n\n' }, ...user('p3').parts];
    const expected = [user('p1'), assistant('One'), { role: 'user', parts: last }];
    assert.deepEqual(messagesFor(session, 'p3').messages, expected);
  });

  describe('with tools', () => {
    const text = { type: 'text', text: 'One' } as const;
    const callOf = (id: string) => ({ type: 'tool-call', id, name: 'find', input: '{}' }) as const;
    const resultOf = (callId: string) => ({ type: 'tool-result', callId, parts: [text] }) as const;

    it('hands calls back with all of their results, which stand in a message of their own before what the user says', () => {
      const calls = [callOf('s'), callOf('t')];
      const results = [resultOf('t'), resultOf('s')];
      const asked = { type: 'text', text: 'So?' } as const;
      const session = sessionOf(
        promptOf('p1'),
        answerOf('a1', 'p1', { status: 'done', parts: calls }),
        promptOf('p2', 'a1', { parts: [...results, asked] }),
        answerOf('a2', 'p2', { status: 'done', parts: [text, callOf('u')] }),
        promptOf('p3', 'a2', { parts: [resultOf('u')] }),
      );
      assert.deepEqual(messagesFor(session, 'p3').messages, [
        user('p1'),
        { role: 'assistant', parts: calls },
        { role: 'tool', parts: results },
        { role: 'user', parts: [asked] },
        { role: 'assistant', parts: [text, callOf('u')] },
        { role: 'tool', parts: [resultOf('u')] },
      ]);
    });

    it('leaves out all calls of an answer where one has no result, and results without their call', () => {
      const session = sessionOf(
        promptOf('p1'),
        answerOf('a1', 'p1', { status: 'done', parts: [text, callOf('s'), callOf('t')] }),
        promptOf('p2', 'a1', { parts: [resultOf('t'), { type: 'text', text: 'So?' }] }),
        answerOf('a2', 'p2', { status: 'done', parts: [text] }),
        promptOf('p3', 'a2', { parts: [resultOf('t')] }),
      );
      const asked = { role: 'user', parts: [{ type: 'text', text: 'So?' }] };
      const expected = [user('p1'), assistant('One'), asked, assistant('One'), { role: 'user', parts: [] }];
      assert.deepEqual(messagesFor(session, 'p3').messages, expected);
    });

    it('leaves out the last calls alone where a message comes in place of their results', () => {
      const session = sessionOf(
        promptOf('p1'),
        answerOf('a1', 'p1', { status: 'done', parts: [callOf('s')] }),
        promptOf('p2', 'a1', { parts: [resultOf('s')] }),
        answerOf('a2', 'p2', { status: 'done', parts: [callOf('t')] }),
        promptOf('p3', 'a2', { parts: [resultOf('t')] }),
        answerOf('a3', 'p3', { status: 'done', parts: [callOf('u')] }),
        promptOf('p4', 'a3'),
      );
      const rounds = [
        user('p1'),
        { role: 'assistant', parts: [callOf('s')] },
        { role: 'tool', parts: [resultOf('s')] },
        { role: 'assistant', parts: [callOf('t')] },
        { role: 'tool', parts: [resultOf('t')] },
        user('p4'),
      ];
      assert.deepEqual(messagesFor(session, 'p4').messages, rounds);
      const stopped = sessionOf(
        ...[...session.nodes.values()].map((node) =>
          node.id === 'a3' ? answerOf('a3', 'p3', { status: 'stopped', parts: [] }) : node,
        ),
      );
      assert.deepEqual(messagesFor(stopped, 'p4').messages, rounds);
    });

    it('joins a message that was answered with calls alone to the one that comes in place of their results', () => {
      const session = sessionOf(
        promptOf('p1'),
        answerOf('a1', 'p1', { status: 'done', parts: [callOf('s')] }),
        promptOf('p2', 'a1'),
      );
      const parts = [...user('p1').parts, { type: 'text', text: '\n\n' }, ...user('p2').parts];
      assert.deepEqual(messagesFor(session, 'p2').messages, [{ role: 'user', parts }]);
    });

    it('finds the results of calls below a turn that got no answer', () => {
      const session = sessionOf(
        promptOf('p1'),
        answerOf('a1', 'p1', { status: 'done', parts: [callOf('s')] }),
        promptOf('p2', 'a1', { parts: [resultOf('s')] }),
        answerOf('a2', 'p2', { status: 'failed', parts: [] }),
        promptOf('p3', 'a2', { parts: [resultOf('s')] }),
      );
      const expected = [
        user('p1'),
        { role: 'assistant', parts: [callOf('s')] },
        { role: 'tool', parts: [resultOf('s')] },
      ];
      assert.deepEqual(messagesFor(session, 'p3').messages, expected);
    });
  });
});

describe('the request to a backend', () => {
  const session = sessionOf(promptOf('p1'), doneAnswer('a1', 'p1', 'One'));
  const maker = backendAt(endpointAt('https://api.example.com/v1'));
  const wish = draftOf({ model: 'pocket', temperature: 0, sampling: 'top_k=2' });
  const prompt = (parent: string | null) => promptOf('p2', parent, { system: '  ' });

  it('is that of a prompt which is to come, too, with all that the backend takes', () => {
    const { request, target } = answerRequest(session, pocketAt(), prompt('a1'), wish);
    assert.deepEqual(request, {
      model: 'pocket',
      system: '',
      messages: [user('p1'), assistant('One'), user('p2')],
      params: { temperature: 0, sampling: { topK: 2 } },
    });
    assert.deepEqual(target, {
      ...{ providerId: 'built-in:pocket', providerName: 'Pocket (built in)', host: '', origin: 'built-in:pocket' },
      ...{ model: 'pocket', temperature: 0, maxOutputTokens: null, sampling: 'top_k=2' },
    });
  });

  it('is the message alone where nothing was asked before', () => {
    assert.equal(answerRequest(session, maker, prompt(null), wish).request.messages.length, 1);
  });

  it('asks with what was wished, and says in the target whom and how', () => {
    const { request, target } = answerRequest(session, maker, prompt('a1'), { ...wish, sampling: 'seed=7' });
    assert.deepEqual(request.params, { temperature: 0, sampling: { seed: 7 } });
    assert.equal(target.sampling, 'seed=7');
    assert.deepEqual([target.host, target.origin], ['api.example.com', 'https://api.example.com']);
  });

  it('names the answer before by the id of its provider, and to no other provider', () => {
    const at = (origin: string) => ({ target: { ...target, origin } });
    const here = { ...at('https://api.example.com'), providerAnswerId: 'here-1' };
    const there = { ...at('https://other.example.com'), providerAnswerId: 'there-1' };
    const comparedWith = (first: Partial<AnswerNode>, second: Partial<AnswerNode>) => {
      const all = sessionOf(
        ...[promptOf('p1'), doneAnswer('a1', 'p1', 'One', first)],
        ...[promptOf('p2', 'a1'), doneAnswer('a2', 'p2', 'Two', second)],
      );
      return answerRequest(all, maker, promptOf('p3', 'a2'), wish).request.comparedWith;
    };
    assert.equal(comparedWith(there, here), 'here-1');
    assert.equal(comparedWith(here, there), 'here-1', 'the last one that it gave itself');
    assert.equal(comparedWith(there, there), undefined);
    assert.equal(comparedWith(here, at('https://api.example.com')), undefined, 'the last one has no id');
  });

  it('has the other fields of its body, which the target says as they were typed', () => {
    const bodyFields = '{ "user": "me" }';
    const { request, target } = answerRequest(session, maker, prompt('a1'), { ...wish, sampling: '', bodyFields });
    assert.deepEqual(request.params, { temperature: 0, bodyFields: { user: 'me' } });
    assert.equal(target.bodyFields, bodyFields);
    const none = answerRequest(session, maker, prompt('a1'), { ...wish, sampling: '', bodyFields: '{ }' });
    assert.deepEqual(none.request.params, { temperature: 0 });
  });

  it('has the tools and the schema, which the target says as they were typed', () => {
    const tools = '[{ "name": "find", "parameters": { "type": "object" } }]';
    const schema = '{ "title": "A day", "type": "object" }';
    const typed = { tools, toolChoice: 'find', schema };
    const { request, target } = answerRequest(session, maker, prompt('a1'), { ...wish, ...typed });
    assert.deepEqual(request.tools, [{ name: 'find', parameters: { type: 'object' } }]);
    assert.deepEqual(request.toolChoice, { name: 'find' });
    assert.deepEqual(request.outputSchema, { name: 'A_day', schema: { title: 'A day', type: 'object' } });
    assert.deepEqual(typed, { tools: target.tools, toolChoice: target.toolChoice, schema: target.schema });
  });
});
