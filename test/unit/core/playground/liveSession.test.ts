import assert from 'node:assert/strict';
import { LiveSession } from '../../../../src/core/playground/liveSession';
import { textOf } from '../../../../src/core/playground/session/nodeText';
import { maxTextLength } from '../../../../src/core/chat/messages/chatTypes';
import { turnsOf } from '../../../../src/core/playground/session/sessionTree';
import { fileOf } from '../../../fakes/notesStore';
import { liveSession, maker, provider, retryIn, say, sendIn } from '../../../support/liveSessions';
import { poll } from '../../../support/poll';
import { draftOf } from '../../../support/sessionEvents';

const words = draftOf({ providerId: 'maker', model: ' maker-1 ', message: 'Why?', temperature: 0.5 });

describe('a live session', () => {
  it('asks with what the draft says, grows by what comes, and is told step by step', async () => {
    const { live, news, asked, store } = await liveSession();
    live.main.keepDraft(words);
    assert.equal(sendIn(live, maker, words), undefined);
    assert.deepEqual(asked[0]?.request, {
      model: 'maker-1',
      system: '',
      messages: [{ role: 'user', parts: [{ type: 'text', text: 'Why?' }] }],
      params: { temperature: 0.5 },
    });
    assert.equal(live.main.draft.message, '');
    assert.equal(live.title, 'Why?');
    asked[0].say(say('Because'));
    asked[0].end({ status: 'done', finishReason: 'stop' });
    await live.whenIdle();
    assert.deepEqual(
      news.map(({ type }) => type),
      ['draft', 'turns', 'title', 'answerGrew', 'turnChanged'],
    );
    const [turn] = turnsOf(live.session, live.main.id);
    assert.equal(turn?.answer?.status, 'done');
    assert.equal(turn.answer.target.host, 'api.example.com');
    await live.close();
    const again = new LiveSession(await store.open(live.id), provider().host);
    assert.equal(textOf(turnsOf(again.session, again.main.id)[0]!.answer!), 'Because');
    await again.close();
  });

  it('has its texts in memory once, with the store', async () => {
    const { asked, store, host } = await liveSession();
    const open = await store.create();
    const live = new LiveSession(open, host);
    live.main.keepDraft(words);
    sendIn(live, maker, words);
    asked[0]?.say(say('Because'));
    asked[0]?.say({ type: 'delta', index: 0, text: ' it is.' });
    asked[0]?.end({ status: 'done', finishReason: 'stop' });
    await live.whenIdle();
    assert.equal(textOf(turnsOf(live.session, live.main.id)[0]!.answer!), 'Because it is.');
    assert.equal(live.session.nodes, open.state.nodes);
    await live.close();
  });

  it('keeps how likely tokens were while it is open, and writes it into no file', async () => {
    const { live, asked, store } = await liveSession();
    sendIn(live, maker, words);
    const token = (text: string) => ({ text, logprob: -0.5, top: [{ text: 'Why', logprob: -1 }] });
    asked[0]?.say({ type: 'tokens', tokens: [token('Be')] }, say('Because'));
    asked[0]?.say({ type: 'tokens', tokens: [token('cause')] });
    asked[0]?.end({ status: 'done', finishReason: 'stop' });
    await live.whenIdle();
    const [turn] = turnsOf(live.session, live.main.id);
    const id = turn?.answer?.id ?? '';
    assert.deepEqual(live.tokensOf(id), ['Be', 'cause'].map(token));
    assert.equal(live.tokensOf('another'), undefined);
    await live.close();
    const again = new LiveSession(await store.open(live.id), provider().host);
    assert.equal(textOf(again.answer(id)!), 'Because');
    assert.equal(again.tokensOf(id), undefined);
    await again.close();
  });

  it('sends nothing twice at once, and nothing that is empty, too long or without a model', async () => {
    const { live, asked } = await liveSession();
    assert.equal(sendIn(live, maker, draftOf({ model: 'm' })), 'no-message');
    assert.equal(sendIn(live, maker, { ...words, model: ' ' }), 'no-model');
    assert.equal(sendIn(live, maker, { ...words, message: 'x'.repeat(maxTextLength + 1) }), 'too-long');
    sendIn(live, maker, words);
    assert.equal(sendIn(live, maker, words), 'streaming');
    assert.equal(asked.length, 1);
    await live.close();
  });

  it('writes a long system prompt once, not with each draft, and has it again', async () => {
    const { live, files, store } = await liveSession();
    const draft = { ...words, system: 'x'.repeat(100_000) };
    const file = fileOf(live.id);
    const stored = (): string => (files.files.has(file) ? files.text(file) : '');
    for (const message of ['W', 'Wh', 'Why', 'Why?']) {
      live.main.keepDraft({ ...draft, message });
      await poll('the store', () => stored().includes(`"${message}"`));
    }
    sendIn(live, maker, { ...draft, message: 'Why?' });
    live.main.changeDraft({ message: 'And?' });
    await poll('the store', () => stored().includes('And?'));
    // Once in the draft, once in the prompt.
    assert.ok(stored().length < 210_000, `${stored().length}`);
    live.main.changeDraft({ system: 'brief' });
    await live.close();
    const again = new LiveSession(await store.open(live.id), provider().host);
    assert.equal(again.main.draft.system, 'brief');
    assert.equal(again.main.draft.message, 'And?');
    await again.close();
  });

  it('writes a long message once, and then what is typed in it, which it does not tell back @deep', async () => {
    const { live, news, files, store } = await liveSession();
    const pasted = 'pasted log line, '.repeat(10_000);
    live.main.keepDraft({ message: pasted });
    await store.change(live.id, () => []);
    const before = files.written;
    let message = pasted;
    for (let at = 0; at < 20; at += 1) {
      message = `${message.slice(0, 1_000 + at)}x${message.slice(1_000 + at)}`;
      live.main.keepDraft({ message });
      await store.change(live.id, () => []);
    }
    live.main.keepDraft({ temperature: 0.5 });
    await live.close();
    assert.ok(files.written - before < 20_000, `${files.written - before} bytes`);
    assert.equal(live.main.draft.message, message);
    assert.deepEqual(
      news.filter(({ type }) => type === 'draft'),
      [],
    );
    const again = new LiveSession(await store.open(live.id), provider().host);
    assert.deepEqual(again.main.draft, draftOf({ message, temperature: 0.5 }));
    await again.close();
  });

  it('makes a retry a sibling, pages between them, and a follow-up follows the one that is shown', async () => {
    const { live, asked } = await liveSession();
    sendIn(live, maker, words);
    asked[0]?.say(say('One'));
    asked[0]?.end({ status: 'done' });
    await live.whenIdle();
    const [first] = turnsOf(live.session, live.main.id);
    assert.equal(retryIn(live, first!.answer!.id, maker, { model: 'maker-2' }), undefined);
    asked[1]?.say(say('Two'));
    asked[1]?.end({ status: 'done' });
    await live.whenIdle();
    assert.equal(asked[1]?.request.model, 'maker-2');
    assert.deepEqual(asked[1].request.params, { temperature: 0.5 });
    live.main.showSibling(first!.answer!.id);
    sendIn(live, maker, { ...words, message: 'And?' });
    assert.deepEqual(
      asked[2]?.request.messages.map(({ parts }) => parts),
      [[{ type: 'text', text: 'Why?' }], [{ type: 'text', text: 'One' }], [{ type: 'text', text: 'And?' }]],
    );
    await live.close();
  });

  it('wants a provider as long as the user has chosen none, and never another one than was asked', async () => {
    const { live, asked } = await liveSession();
    assert.equal(live.main.wantsProvider, true);
    live.main.proposeDraft({ providerId: 'gone', model: 'm' });
    assert.equal(live.main.wantsProvider, true);
    live.main.keepDraft({ message: 'typed' });
    assert.equal(live.main.wantsProvider, true);
    assert.deepEqual([live.main.draft.providerId, live.main.draft.message], ['gone', 'typed']);
    live.main.changeDraft({ providerId: 'maker' });
    assert.equal(live.main.wantsProvider, false);
    sendIn(live, maker, words);
    asked[0]?.end({ status: 'done' });
    await live.whenIdle();
    assert.equal(live.main.wantsProvider, false);
    live.main.proposeDraft({ model: 'other' });
    assert.equal(live.main.wantsProvider, false);
    await live.close();
  });

  it('tells a draft that is chosen again after another was proposed, although it is stored already', async () => {
    const { live, news } = await liveSession();
    const chosen = { providerId: 'maker', model: 'maker-1' };
    live.main.changeDraft(chosen);
    live.main.proposeDraft({ providerId: 'maker', model: '' });
    live.main.changeDraft(chosen);
    assert.equal(live.main.draft.model, 'maker-1');
    const told = news.filter((each) => each.type === 'draft');
    assert.equal(told.at(-1)?.draft.model, 'maker-1');
    await live.close();
  });

  it('wants no provider any more once one that was only proposed was asked', async () => {
    const { live, asked } = await liveSession();
    live.main.proposeDraft({ providerId: words.providerId, model: words.model });
    assert.equal(live.main.wantsProvider, true);
    sendIn(live, maker, words);
    asked[0]?.end({ status: 'done' });
    await live.whenIdle();
    assert.equal(live.main.wantsProvider, false);
    await live.close();
  });

  it('stops what is shown, and ends every run before it closes', async () => {
    const { live, asked, store } = await liveSession();
    sendIn(live, maker, words);
    asked[0]?.say(say('Half'));
    live.main.stop();
    await live.whenIdle();
    assert.equal(turnsOf(live.session, live.main.id)[0]?.answer?.status, 'stopped');
    sendIn(live, maker, words);
    await live.close();
    assert.equal(asked[1]?.signal.aborted, true);
    const again = await store.open(live.id);
    const answers = [...again.state.nodes.values()].filter((node) => node.kind === 'answer');
    assert.deepEqual(
      answers.map(({ status, error }) => [status, error?.kind]),
      [
        ['stopped', undefined],
        ['stopped', 'interrupted'],
      ],
    );
    assert.doesNotMatch(answers[1]?.error?.advice ?? '', /is kept/);
    await again.close();
  });

  it('keeps what the user types without telling it back, and proposes a draft without storing it', async () => {
    const { live, news, store } = await liveSession();
    live.main.proposeDraft({ providerId: 'maker', model: 'maker-1' });
    assert.equal(live.main.draft.model, 'maker-1');
    assert.ok(live.isEmpty);
    assert.deepEqual(await store.list(), []);
    const draft = { ...live.main.draft, message: 'Wh' };
    live.main.keepDraft(draft);
    assert.deepEqual(live.main.draft, draft);
    live.main.keepDraft(draft);
    assert.deepEqual(
      news.map(({ type }) => type),
      ['draft'],
    );
    live.main.changeDraft({ message: '' });
    assert.equal(news.length, 2);
    await live.close();
  });

  it('leaves in the draft what was typed since the message was sent', async () => {
    const { live } = await liveSession();
    live.main.keepDraft({ ...words, message: 'And then?' });
    sendIn(live, maker, words);
    assert.equal(live.main.draft.message, 'And then?');
    live.main.stop();
    await live.whenIdle();
    sendIn(live, maker, { ...words, message: 'And then?' });
    assert.equal(live.main.draft.message, '');
    await live.close();
  });

  it('asks nobody any more once it closes, and says so', async () => {
    const { live, asked } = await liveSession();
    sendIn(live, maker, words);
    asked[0]?.end({ status: 'done' });
    await live.whenIdle();
    const answerId = turnsOf(live.session, live.main.id)[0]!.answer!.id;
    assert.ok(live.isOpen);
    const closed = live.close();
    const refusals = (): unknown[] => [sendIn(live, maker, words), retryIn(live, answerId, maker), live.isOpen];
    assert.deepEqual(refusals(), ['closed', 'closed', false]);
    await closed;
    assert.deepEqual(refusals(), ['closed', 'closed', false]);
    assert.equal(asked.length, 1);
  });
});
