import assert from 'node:assert/strict';
import type { FromPage } from '../../../src/core/playground/playgroundProtocol';
import { turnHeads } from '../../../src/core/playground/session/turnHeads';
import { HostConnection } from '../../../src/webview/playground/connection';
import { PageStore } from '../../../src/webview/playground/pageStore';
import type { Change } from '../../../src/webview/playground/pageStore';
import { draftOf, openAi } from '../../fakes/scriptedHost';
import { doneAnswer, promptOf, sessionOf } from '../../support/sessionEvents';

const headsOf = (prompt: string) =>
  turnHeads(sessionOf(promptOf(prompt), doneAnswer(`${prompt}-a`, prompt, 'A')), 'first');

/** A page that was told a session with two columns; the left one is shown. */
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
    edit: 0,
    session: {
      ...{ id: 's', title: 'T', access: { mode: 'write' } },
      columns: [
        { id: 'left', draft: draftOf({ message: 'l' }), turns: headsOf('p') },
        { id: 'right', draft: draftOf({ message: 'r' }), turns: headsOf('q') },
      ],
    },
    providers: [openAi],
    enterSends: true,
    strings: {},
  });
  const changes: Change[] = [];
  store.onChange = (change) => changes.push(change);
  return { store, posted, changes };
}

describe('a page that is told two columns', () => {
  it('shows the first, with its draft', () => {
    const { store } = page();
    assert.deepEqual([store.columnId, store.draft.message, [...store.turns.keys()]], ['left', 'l', ['p']]);
  });

  it('is not changed by what happens in the other one', () => {
    const { store, changes } = page();
    const [head] = headsOf('q');
    const answerId = head!.answerId!;
    for (const event of [
      { type: 'draft', session: 's', column: 'right', draft: draftOf({ message: 'other' }), edit: 0 },
      { type: 'answerGrew', column: 'right', answerId, reasoning: '', text: 'more' },
      { type: 'turnChanged', column: 'right', head: { ...head!, status: 'failed' } },
      { type: 'turns', column: 'right', turns: [] },
    ] as const)
      store.receive({ type: 'event', seq: 1, event });
    assert.deepEqual(changes, []);
    assert.deepEqual([store.draft.message, [...store.turns.keys()]], ['l', ['p']]);
  });

  it('is changed by what happens in its own', () => {
    const { store, changes } = page();
    store.receive({ type: 'event', seq: 1, event: { type: 'turns', column: 'left', turns: [] } });
    assert.deepEqual([changes, store.turns.size], [[{ type: 'all' }], 0]);
  });

  it('names its column with what it sends, types and looks for', () => {
    const { store, posted } = page();
    store.edit({ message: 'typed' });
    store.send(store.draft);
    store.moveDraft();
    void store.find('x', new AbortController().signal);
    assert.deepEqual(
      posted.map((message) => [message.type, 'column' in message && message.column]),
      [
        ['draft', 'left'],
        ['send', 'left'],
        ['moveDraft', 'left'],
        ['find', 'left'],
      ],
    );
  });
});
