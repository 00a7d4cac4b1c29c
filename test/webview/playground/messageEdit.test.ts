import assert from 'node:assert/strict';
import { columnOf } from '../../../src/core/playground/session/sessionTree';
import { promptNode } from '../../fakes/scriptedTurn';
import { FakePageHost } from '../../fakes/pageHost';
import { draftOf } from '../../fakes/providerViews';
import type { ScriptedHost } from '../../fakes/scriptedHost';
import { poll } from '../../support/poll';
import { assertSameElement } from '../../support/sameElement';

interface Conversation {
  readonly host: FakePageHost;
  /** By the order of the turns. */
  readonly ids: readonly { readonly promptId: string; readonly answerId: string }[];
}

/** A conversation of two turns, with what they say in the page. */
async function conversation(
  message = '',
  prepare: (host: ScriptedHost) => void = () => undefined,
): Promise<Conversation> {
  const ids: { promptId: string; answerId: string }[] = [];
  const host = new FakePageHost(undefined, (before) => {
    before.draft = draftOf({ model: 'gpt-5.1', message });
    ids.push(before.addTurn({ prompt: 'One', answer: 'To one' }), before.addTurn({ prompt: 'Two', answer: 'To two' }));
    prepare(before);
  });
  await poll('both turns', () => host.page.querySelectorAll('[data-testid="edit-prompt"]').length === 2);
  return { host, ids };
}

const within = (host: FakePageHost, id: string, testId: string): HTMLElement => {
  const found = host.page.querySelector<HTMLElement>(`[data-turn-id="${id}"] [data-testid="${testId}"]`);
  assert.ok(found, `${testId} in ${id}`);
  return found;
};
const focused = (): string | null | undefined => document.activeElement?.getAttribute('data-testid');
const keyOn = (element: Element, key: string, modifiers: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true, ...modifiers });
  element.dispatchEvent(event);
  return event;
};

describe('editing a message of the conversation', () => {
  it('begins in its place with its text, and Escape gives the focus back', async () => {
    const { host, ids } = await conversation();
    within(host, ids[0]!.promptId, 'edit-prompt').click();
    assert.deepEqual([host.find('edited')?.value, focused()], ['One', 'edited']);
    keyOn(host.find('edited')!, 'Escape');
    assert.equal(host.find('edited'), null);
    assertSameElement(document.activeElement, within(host, ids[0]!.promptId, 'edit-prompt'));
  });

  it('sends with Enter, and leaves alone what is being written below', async () => {
    const { host, ids } = await conversation('below');
    within(host, ids[1]!.promptId, 'edit-prompt').click();
    await host.type('edited', 'Two, but better');
    keyOn(host.find('edited')!, 'Enter');
    const [sent] = host.of('sendEdit');
    assert.deepEqual(
      [sent?.draft.editing, sent?.draft.edited, sent?.draft.message, sent?.draft.providerId],
      [ids[1]!.promptId, 'Two, but better', 'below', 'openai'],
    );
    assert.equal(host.of('send').length, 0);
  });

  it('saves an answer with Ctrl+Enter: Enter alone is a line of it', async () => {
    const { host, ids } = await conversation();
    within(host, ids[0]!.promptId, 'edit-answer').click();
    await host.type('edited', 'Better');
    assert.equal(keyOn(host.find('edited')!, 'Enter').defaultPrevented, false);
    keyOn(host.find('edited')!, 'Enter', { ctrlKey: true });
    const [saved] = host.of('saveEdit');
    assert.deepEqual([saved?.draft.editing, saved?.draft.edited], [ids[0]!.answerId, 'Better']);
    assert.equal(host.of('send').length, 0);
  });

  it('is begun by F2 for what has the focus, and by Up in an empty message for the last one', async () => {
    const { host, ids } = await conversation();
    keyOn(within(host, ids[0]!.promptId, 'copy'), 'F2');
    assert.equal(host.find('edited')?.value, 'To one');
    keyOn(host.find('edited')!, 'Escape');
    const event = await host.press('message', 'ArrowUp');
    assert.deepEqual([host.find('edited')?.value, event.defaultPrevented], ['Two', true]);
  });

  it('is not begun by Up where a message is being written', async () => {
    const { host } = await conversation('half');
    const event = await host.press('message', 'ArrowUp');
    assert.deepEqual([host.find('edited'), event.defaultPrevented], [null, false]);
  });

  it('does not throw away what is edited elsewhere', async () => {
    const { host, ids } = await conversation();
    within(host, ids[0]!.promptId, 'edit-prompt').click();
    await host.type('edited', 'changed');
    within(host, ids[1]!.promptId, 'edit-prompt').click();
    assert.equal(host.store.main.draft.edited, 'changed');
    await poll('the reason', () => /^Save or cancel/.test(host.text('not-sent')));
  });

  it('keeps what was typed when its button is pressed again', async () => {
    const { host, ids } = await conversation();
    const button = within(host, ids[0]!.promptId, 'edit-answer');
    button.click();
    await host.type('edited', 'typed');
    button.click();
    assert.deepEqual([host.store.main.draft.edited, focused()], ['typed', 'edited']);
  });

  it('goes on where it was when the page is made anew', async () => {
    const { host, ids } = await conversation();
    within(host, ids[0]!.promptId, 'edit-prompt').click();
    await host.type('edited', 'half of it');
    const again = new FakePageHost(host.state, (before) => {
      before.session = host.session;
    });
    assert.equal((await again.element('edited')).value, 'half of it');
  });

  it('is not possible where the session is only read', async () => {
    const { host } = await conversation('', (before) => {
      before.access = { mode: 'read', reason: 'other-window', asOf: 1 };
    });
    await poll('buttons that say so', () => host.isDisabled('edit-prompt') && host.isDisabled('delete-turn'));
    await host.click('edit-prompt');
    assert.equal(host.find('edited'), null);
  });
});

describe('a turn', () => {
  it('is taken out by its button and by Delete, and its answer alone by those of the answer', async () => {
    const { host, ids } = await conversation();
    const [first, second] = ids;
    within(host, first!.promptId, 'delete-turn').click();
    keyOn(within(host, second!.promptId, 'edit-prompt'), 'Delete');
    within(host, first!.promptId, 'delete-answer').click();
    keyOn(within(host, second!.promptId, 'copy'), 'Delete');
    assert.deepEqual(
      host.of('deleteMessage').map(({ nodeId }) => nodeId),
      [first!.promptId, second!.promptId, first!.answerId, second!.answerId],
    );
  });

  it('that is taken out is said to be, with a way back', async () => {
    const { host, ids } = await conversation();
    const said = (): string => host.text('undo-line');
    within(host, ids[0]!.promptId, 'delete-turn').click();
    await poll('the line', () => said().startsWith('The message and its answer were deleted from this branch.'));
    await host.click('undo-columns');
    assert.equal(host.of('undoColumns').length, 1);
    await poll('no line', () => host.find('undo-line') === null);
    within(host, ids[0]!.promptId, 'delete-answer').click();
    await poll('the other line', () => said().includes('its message joined the one below.'));
    within(host, ids[1]!.promptId, 'delete-answer').click();
    await poll('the third line', () => said().includes('its message is in the message field.'));
  });

  it('keeps its answer where it is the last of several columns: what would be written on is for all of them', async () => {
    const { host, ids } = await conversation();
    host.apply({ type: 'columnSet', column: { id: 'second', leaf: ids[1]!.answerId } });
    await poll('both columns', () => host.page.querySelectorAll('ai-column').length === 2);
    const column = host.page.querySelector('ai-column')!;
    await poll('their turns', () => column.querySelectorAll('[data-testid="edit-answer"]').length === 2);
    assert.equal(column.querySelectorAll('[data-testid="delete-answer"]').length, 1);
    keyOn(column.querySelector(`[data-turn-id="${ids[1]!.promptId}"] [data-testid="edit-answer"]`)!, 'Delete');
    assert.deepEqual(
      host.of('deleteMessage').map(({ nodeId }) => nodeId),
      [ids[1]!.promptId],
    );
  });

  it('leaves the focus in the turn that takes its place', async () => {
    const { host, ids } = await conversation();
    within(host, ids[0]!.promptId, 'delete-turn').focus();
    // The second is written again where the first was.
    host.apply({ type: 'nodeAdded', node: promptNode('again', null, { prompt: 'Two' }) });
    host.apply({ type: 'columnSet', column: { id: 'first', leaf: 'again' } });
    await poll(
      'the focus',
      () => document.activeElement?.closest('[data-turn-id]')?.getAttribute('data-turn-id') === 'again',
    );
    await poll('its button', () => focused() === 'delete-turn');
  });

  it('begins a branch, but for the last one, and what followed is offered', async () => {
    const { host, ids } = await conversation();
    assert.equal(host.page.querySelectorAll('[data-testid="branch"]').length, 1);
    within(host, ids[0]!.promptId, 'branch').click();
    assert.deepEqual(
      host.of('branchFrom').map(({ answerId }) => answerId),
      [ids[0]!.answerId],
    );
    host.apply({ type: 'columnSet', column: { id: 'first', leaf: ids[0]!.answerId } });
    await host.click('follows');
    assert.deepEqual(
      host.of('showSibling').map(({ nodeId }) => nodeId),
      [ids[1]!.promptId],
    );
    assert.equal(columnOf(host.session, 'first')?.leaf, ids[1]!.answerId);
  });

  it('is paged to the messages at its place', async () => {
    const { host, ids } = await conversation('', (before) => {
      before.apply({
        type: 'nodeAdded',
        node: promptNode('other', [...before.session.nodes.values()][1]!.id, { prompt: 'Other' }),
      });
    });
    await poll('the pager', () => host.text('prompt-pager').startsWith('1 / 2'));
    await host.click('next-prompt');
    await poll('the other', () => host.page.textContent.includes('Other'));
    assert.ok(!host.page.textContent.includes('To two'));
    await host.click('previous-prompt');
    assert.deepEqual(
      host.of('showSibling').map(({ nodeId }) => nodeId),
      ['other', ids[1]!.promptId],
    );
  });
});

describe('an answer by hand', () => {
  it('is written beside the message, and both are added without asking anybody', async () => {
    const { host } = await conversation();
    await host.click('own-answer');
    await host.type('message', 'Like this');
    await host.press('message', 'Enter');
    await poll('the reason', () => host.text('not-sent') === 'Write the answer first.');
    await host.type('own-answer-text', 'So');
    await host.click('send');
    const [saved] = host.of('saveEdit');
    assert.deepEqual([saved?.draft.editing, saved?.draft.edited, saved?.draft.message], ['+', 'So', 'Like this']);
    assert.equal(host.of('send').length, 0);
  });

  it('is not thrown away by the button that shows its field', async () => {
    const { host } = await conversation();
    await host.click('own-answer');
    await host.type('own-answer-text', 'So');
    await host.click('own-answer');
    assert.equal(host.store.main.draft.edited, 'So');
    await host.type('own-answer-text', '');
    await host.click('own-answer');
    await poll('no field', () => host.find('own-answer-text') === null);
  });
});

describe('an answer that was stopped', () => {
  const cut = { status: 'stopped' } as const;
  const open = async (continues: boolean | undefined): Promise<FakePageHost> => {
    const host = new FakePageHost(undefined, (before) => before.addTurn({ answer: 'Half an', end: cut }));
    await poll('the question', () => host.of('askContinues').length > 0);
    const model = { providerId: 'openai', model: 'gpt-5.1' };
    assert.deepEqual(host.of('askContinues'), [{ type: 'askContinues', ...model }]);
    if (continues !== undefined) host.say({ type: 'continues', ...model, continues });
    return host;
  };

  it('can be continued where its model goes on with it', async () => {
    const host = await open(true);
    await host.click('continue');
    assert.equal(host.of('continue').length, 1);
  });

  it('is not continued by a model of which nobody knows that it does', async () => {
    for (const host of [await open(false), await open(undefined)]) {
      await host.element('retry');
      assert.equal(host.find('continue'), null);
    }
  });
});

describe('an answer that has ended by itself', () => {
  it('asks nobody whether it can be continued', async () => {
    const { host } = await conversation();
    assert.deepEqual(host.of('askContinues'), []);
  });
});
