import assert from 'node:assert/strict';
import type { ChatEvent, MessagePart } from '../../../../src/core/chat/messages/chatTypes';
import { offeredWish } from '../../../../src/core/playground/offeredWish';
import { exportConversation } from '../../../../src/core/playground/session/exportConversation';
import { textOf } from '../../../../src/core/playground/session/nodeText';
import { selectionMessage } from '../../../../src/core/playground/selectionMessage';
import type { Draft, Origin } from '../../../../src/core/playground/session/sessionSchema';
import { turnsOf } from '../../../../src/core/playground/session/sessionTree';
import { countForPocket } from '../../../../src/core/pocket/chat/askPocket';
import type { PocketTurn } from '../../../../src/core/pocket/pocketModel';
import { maker, requestIn, retryIn, say, sendIn } from '../../../support/liveSessions';
import { pocketModel, turnOfLoop } from '../../../support/pocket';
import { pocketPost } from '../../../support/backends';
import { askIn, lastAnswer, pocket, pocketDraft, pocketSession } from '../../../support/pocketSession';
import { draftOf } from '../../../support/sessionEvents';

// All that the playground does in a session, done with the model in the box.

const makerDraft = (message: string): Draft => draftOf({ providerId: maker.id, model: 'maker-1', message });
const user = (text: string): PocketTurn => ({ role: 'user', text });
const assistant = (text: string): PocketTurn => ({ role: 'assistant', text });
const tokensOf = async (...turns: PocketTurn[]): Promise<number> => (await pocketModel()).count(turns, turnOfLoop);
const short = { maxOutputTokens: 12 };

describe('a session with the model in the box', () => {
  it('has questions and answers one after the other, which are exported and read again', async () => {
    const { live, reopened } = await pocketSession();
    const first = await askIn(live, pocketDraft('Who makes Claude?', short));
    const second = await askIn(live, pocketDraft('What is a token?', short));
    assert.deepEqual([first.status, second.status], ['done', 'done']);
    const turns = [user('Who makes Claude?'), assistant(textOf(first)), user('What is a token?')];
    assert.equal(second.usage?.inputTokens, await tokensOf(...turns));
    assert.deepEqual(second.cost, { known: true, usd: 0, lines: [], checked: '' });
    const exported = exportConversation(live.session, live.main.id);
    for (const text of ['## Pocket (built in)\n', ...turns.map(({ text: words }) => words), textOf(second)])
      assert.ok(exported.includes(text.trim()), text);
    await live.close();
    const again = await reopened();
    assert.equal(exportConversation(again.session, again.main.id), exported);
    await again.close();
  });

  it('asks again beside the first answer, and a follow-up reads the one that is shown', async () => {
    const { live, requests } = await pocketSession();
    const first = await askIn(live, pocketDraft('What is a token?', short));
    assert.equal(retryIn(live, first.id, pocket, { maxOutputTokens: 5 }), undefined);
    await live.whenIdle();
    const second = lastAnswer(live);
    assert.equal(second.parent, first.parent);
    assert.deepEqual([second.usage?.outputTokens, second.target.maxOutputTokens], [5, 5]);
    live.main.showSibling(first.id);
    await askIn(live, pocketDraft('And why?', short));
    assert.deepEqual(requests.at(-1)?.messages[1]?.parts, [{ type: 'text', text: textOf(first) }]);
    assert.equal(turnsOf(live.session, live.main.id).length, 2);
    await live.close();
  });

  it('stands beside the answer of another model to the same question, whichever was asked first', async () => {
    const { live, requests } = await pocketSession([say('Anthropic.')]);
    const other = await askIn(live, makerDraft('Who makes Claude?'));
    const how = { model: 'pocket', sampling: 'top_k=3 seed=1', ...short };
    retryIn(live, other.id, pocket, how);
    await live.whenIdle();
    const own = lastAnswer(live);
    assert.deepEqual([own.target.providerId, own.target.sampling], [pocket.id, how.sampling]);
    const { temperature, sampling } = own.target;
    // As the controller asks: what only the model in the box takes goes to nobody else.
    const wish = offeredWish({ temperature, sampling }, await maker.parameters('maker-1'), maker.can);
    assert.ok(typeof wish === 'object');
    retryIn(live, own.id, maker, { model: 'maker-1', ...wish });
    await live.whenIdle();
    const back = lastAnswer(live);
    assert.deepEqual([textOf(back), back.target.sampling], ['Anthropic.', undefined]);
    assert.ok([other, own, back].every(({ parent, status }) => parent === other.parent && status === 'done'));
    assert.deepEqual(new Set(requests.map(({ messages }) => JSON.stringify(messages))).size, 1);
    await live.close();
  });

  it('goes on in a conversation of another model, whose reasoning is not put before it', async () => {
    const reasoning: ChatEvent = { type: 'part', index: 0, part: { type: 'reasoning', text: 'Hm, who was that?' } };
    const text: ChatEvent = { type: 'part', index: 1, part: { type: 'text', text: 'Anthropic.' } };
    const { live } = await pocketSession([reasoning, text]);
    await askIn(live, makerDraft('Who makes Claude?'));
    const { usage } = await askIn(live, pocketDraft('What is a token?', short));
    const turns = [user('Who makes Claude?'), assistant('Anthropic.'), user('What is a token?')];
    assert.equal(usage?.inputTokens, await tokensOf(...turns));
    await live.close();
  });

  it('keeps what has come when it is stopped, counted, and goes on below it', async () => {
    const { live, requests } = await pocketSession();
    const unlisten = live.onNews(({ type }) => type === 'answerGrew' && live.main.stop());
    const stopped = await askIn(live, pocketDraft('What is temperature?', { maxOutputTokens: 400 }));
    unlisten();
    assert.notEqual(textOf(stopped), '');
    assert.equal(stopped.status, 'stopped');
    assert.ok((stopped.usage?.outputTokens ?? 0) > 0);
    await askIn(live, pocketDraft('And why?', short));
    assert.deepEqual(requests.at(-1)?.messages[1]?.parts, [{ type: 'text', text: textOf(stopped) }]);
    await live.close();
  });

  it('answers in two sessions at the same time as it does in one', async () => {
    const questions = ['What is a token?', 'Who makes Llama?'];
    const answerIn = async (question: string): Promise<string> => {
      const { live } = await pocketSession();
      const text = textOf(await askIn(live, pocketDraft(question, short)));
      await live.close();
      return text;
    };
    const together = await Promise.all(questions.map(answerIn));
    assert.deepEqual(together, [await answerIn(questions[0]!), await answerIn(questions[1]!)]);
    assert.notEqual(together[0], together[1]);
  });

  it('is asked with all parameters of the draft, and tells how sure it was where that is one of them', async () => {
    const { live, requests } = await pocketSession();
    const sampling = 'top_k=5 top_p=0.9 min_p=0.01 repetition_penalty=1.1 seed=4 logprobs=2';
    const answer = await askIn(live, pocketDraft('What is a token?', { ...short, temperature: 0.7, sampling }));
    assert.deepEqual(requests[0]?.params, {
      ...{ temperature: 0.7, maxOutputTokens: 12 },
      sampling: { topK: 5, topP: 0.9, minP: 0.01, repetitionPenalty: 1.1, seed: 4, topLogprobs: 2 },
    });
    const tokens = live.tokensOf(answer.id);
    assert.equal(tokens?.length, answer.usage?.outputTokens);
    assert.ok(tokens?.every(({ top }) => top.length === 2));
    retryIn(live, answer.id, pocket);
    await live.whenIdle();
    assert.equal(textOf(lastAnswer(live)), textOf(answer));
    await live.close();
  });

  it('is sent a selection with its place, and counts it as it was counted before', async () => {
    const { live } = await pocketSession();
    const pieces = [{ text: 'let a = 1;\n', lines: [3, 3] }] as const;
    const message = selectionMessage('Explain this code.', { place: 'src/a.ts', languageId: 'typescript', pieces });
    const origin: Origin = { uri: 'file:///src/a.ts', range: [2, 0, 2, 10], sha256: 'x' };
    assert.equal(sendIn(live, pocket, pocketDraft(message, short), origin), undefined);
    await live.whenIdle();
    const [turn] = turnsOf(live.session, live.main.id);
    assert.deepEqual(turn?.prompt.origins, [origin]);
    assert.equal(turn.answer?.usage?.inputTokens, (await countForPocket(pocketPost, message)) + 3);
    await live.close();
  });

  const picture: MessagePart = { type: 'image', blob: 'b', mediaType: 'image/png' };
  for (const [what, parts, draft, words] of [
    ['a system prompt', [], { system: 'Be brief.' }, /not accept a system prompt/],
    ['another model', [], { model: 'gpt-5.1' }, /its id is pocket/],
    ['a picture before it', [picture], {}, /never seen a picture or a file/],
    ['a text that does not fit', [], { message: 'and a token '.repeat(300) }, /context window has/],
  ] as const) {
    it(`says why it cannot take ${what}, before it is asked and where it was asked nevertheless`, async () => {
      const { live } = await pocketSession(parts.map((part, index) => ({ type: 'part', index, part })));
      if (parts.length > 0) await askIn(live, makerDraft('Look at this.'));
      const refused = pocketDraft('What is a token?', { ...short, ...draft });
      const why = await pocket.whyNot(requestIn(live, pocket, refused).request);
      assert.match(why?.message ?? '', words);
      const answer = await askIn(live, refused);
      assert.deepEqual([answer.status, answer.error, answer.parts, answer.cost], ['failed', why, [], undefined]);
      await live.close();
    });
  }

  it('answers after a call of a tool that nobody asked for', async () => {
    const call: MessagePart = { type: 'tool-call', id: 'c', name: 'look', input: '{}' };
    const { live } = await pocketSession([{ type: 'part', index: 0, part: call }]);
    await askIn(live, makerDraft('Look at this.'));
    const answer = await askIn(live, pocketDraft('What is a token?', short));
    assert.deepEqual([answer.status, answer.error], ['done', undefined]);
    await live.close();
  });

  it('minds no blank around its id, as no other model does', async () => {
    const { live } = await pocketSession();
    const draft = pocketDraft('What is a token?', { ...short, model: ' pocket ' });
    assert.equal(await pocket.whyNot(requestIn(live, pocket, draft).request), undefined);
    assert.equal((await askIn(live, draft)).status, 'done');
    await live.close();
  });
});
