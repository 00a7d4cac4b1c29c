import assert from 'node:assert/strict';
import type { FromPage } from '../../../src/core/playground/playgroundProtocol';
import { turnHeads } from '../../../src/core/playground/session/turnHeads';
import type { TurnHead } from '../../../src/core/playground/session/turnHeads';
import { HostConnection } from '../../../src/webview/playground/connection';
import { PageStore } from '../../../src/webview/playground/pageStore';
import type { PageChange } from '../../../src/webview/playground/pageStore';
import { draftOf, openAi } from '../../fakes/providerViews';
import { doneAnswer, promptOf, sessionOf } from '../../support/sessionEvents';

const headsOf = (prompt: string) =>
  turnHeads(sessionOf(promptOf(prompt), doneAnswer(`${prompt}-a`, prompt, 'A')), 'first');

/** A page that was told a session with two columns. */
function page() {
  const posted: FromPage[] = [];
  const connection = new HostConnection({
    postMessage: (message) => posted.push(message as FromPage),
    getState: () => undefined,
    setState: () => undefined,
  });
  const store = new PageStore(connection);
  store.receive({
    type: 'snapshot',
    seq: 0,
    session: {
      ...{ id: 's', title: 'T', access: { mode: 'write' } },
      columns: [
        { id: 'left', draft: draftOf({ message: 'l' }), edit: 0, turns: headsOf('p') },
        { id: 'right', draft: draftOf({ system: 'r' }), edit: 0, turns: headsOf('q') },
      ],
    },
    providers: [openAi],
    enterSends: true,
    strings: {},
  });
  const changes: PageChange[] = [];
  store.onChange = (change) => changes.push(change);
  const [left, right] = store.columns;
  assert.ok(right);
  return { store, posted, changes, left, right };
}

describe('a page that is told two columns', () => {
  it('has a draft and turns for each, and takes the message from the first', () => {
    const { store, left, right } = page();
    assert.deepEqual([store.message, left.draft.message, right.draft.system], ['l', 'l', 'r']);
    assert.deepEqual([[...left.turns.keys()], [...right.turns.keys()]], [['p'], ['q']]);
  });

  it('changes in the column that something happens in, and in no other', () => {
    const { store, changes, left, right } = page();
    const [head] = headsOf('q');
    const answerId = head!.answerId!;
    for (const event of [
      { type: 'draft', session: 's', column: 'right', draft: draftOf({ system: 'other' }), edit: 0 },
      { type: 'answerGrew', column: 'right', answerId, reasoning: '', text: 'more' },
      { type: 'turnChanged', column: 'right', head: { ...head!, status: 'failed' } },
      { type: 'turns', column: 'right', turns: [] },
    ] as const)
      store.receive({ type: 'event', seq: 1, event });
    assert.deepEqual(changes, [
      { type: 'draft', column: 'right' },
      { type: 'grew', column: 'right', promptId: 'q' },
      { type: 'turn', column: 'right', promptId: 'q' },
      { type: 'turns', column: 'right' },
    ]);
    assert.deepEqual([left.draft.message, [...left.turns.keys()], right.turns.size], ['l', ['p'], 0]);
  });

  it('keeps the turns before those that come to the end of a path', () => {
    const { store, right } = page();
    const tell = (...turns: TurnHead[]): void =>
      store.receive({ type: 'event', seq: 1, event: { type: 'turns', column: 'right', turns, isEnd: true } });
    const [q, r, s] = ['q', 'r', 's'].flatMap(headsOf);
    tell({ ...q!, title: 'Changed' }, r!);
    tell(r!, s!);
    assert.deepEqual(
      [...right.turns].map(([id, { title }]) => [id, title === 'Changed']),
      [
        ['q', true],
        ['r', false],
        ['s', false],
      ],
    );
  });

  it('names the column with what it sends, types and looks for', () => {
    const { store, posted, right } = page();
    right.edit({ model: 'typed' });
    right.send(right.draft);
    right.moveDraft();
    void right.find('x', new AbortController().signal);
    right.stop();
    assert.deepEqual(
      posted.map((message) => [message.type, 'column' in message && message.column]),
      [
        ['draft', 'right'],
        ['send', 'right'],
        ['moveDraft', 'right'],
        ['find', 'right'],
        ['stop', 'right'],
      ],
    );
    assert.equal(store.message, 'l');
  });

  it('tells the edits of both with numbers of their own, and keeps in each what the host has not seen', () => {
    const { store, posted, left, right } = page();
    left.edit({ message: 'typed left' });
    right.edit({ system: 'typed right' });
    left.edit({ model: 'm' });
    store.flush();
    assert.deepEqual(
      posted.map((message) => message.type === 'draft' && [message.column, message.edit, message.draft]),
      [
        ['left', 3, { message: 'typed left', model: 'm' }],
        ['right', 2, { system: 'typed right' }],
      ],
    );
    // It has heard of the left one, and of the right one not yet.
    const draft = draftOf({ message: 'theirs', system: 'theirs' });
    for (const [column, edit] of [
      ['left', 3],
      ['right', 1],
    ] as const)
      store.receive({ type: 'event', seq: 1, event: { type: 'draft', session: 's', column, draft, edit } });
    assert.deepEqual([left.draft.message, left.draft.model], ['theirs', '']);
    assert.deepEqual([right.draft.message, right.draft.system], ['theirs', 'typed right']);
  });

  it('says in its column why something was not sent', () => {
    const { store, left, right } = page();
    store.receive({ type: 'notSent', column: 'right', reason: 'It does not fit.' });
    assert.deepEqual([left.notSent, right.notSent?.reason], [undefined, 'It does not fit.']);
  });

  it('keeps the store of a column that stays when another one goes', () => {
    const { store, right } = page();
    const view = { id: 'right', draft: draftOf({ message: 'l' }), edit: 0, turns: headsOf('q') };
    const session = { id: 's', title: 'T', access: { mode: 'write' as const }, columns: [view] };
    store.receive({ type: 'snapshot', seq: 0, session, providers: [openAi], enterSends: true, strings: {} });
    assert.deepEqual([store.main === right, store.isLone, store.message], [true, true, 'l']);
  });
});
