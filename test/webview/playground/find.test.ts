import assert from 'node:assert/strict';
import { FakePageHost } from '../../fakes/pageHost';
import { poll } from '../../support/poll';
import { assertSameElement } from '../../support/sameElement';

const conversation = (): FakePageHost =>
  new FakePageHost(undefined, (host) => {
    host.addTurn({ prompt: 'Why is the Sky blue?', answer: 'The sky scatters. **Sky**!' });
    host.addTurn({ prompt: 'And the sea?', reasoning: 'It mirrors the sky.', answer: 'See [sky](https://sky.test).' });
    host.addTurn({ prompt: 'Thanks', answer: 'Gladly' });
  });

async function find(host: FakePageHost, query: string): Promise<void> {
  await poll('a turn', () => host.find('answer'));
  await host.press('message', 'f', { ctrlKey: true });
  await host.type('find-input', query);
}
const countIs = (host: FakePageHost, count: string): Promise<unknown> =>
  poll(`the count ${count}`, () => host.text('find-count') === count);

describe('find in the conversation', () => {
  it('opens with Ctrl+F and with F3, with the focus in its field, and keeps the keys from the editor', async () => {
    for (const [key, modifiers] of [
      ['f', { ctrlKey: true }],
      ['F', { metaKey: true }],
      ['F3', {}],
    ] as const) {
      const host = conversation();
      const event = await host.press('message', key, modifiers);
      assert.ok(event.defaultPrevented, key);
      const input = await host.element('find-input');
      await poll('the focus', () => document.activeElement === input);
    }
  });

  it('does not open over an empty conversation', async () => {
    const host = new FakePageHost();
    await host.press('message', 'f', { ctrlKey: true });
    await host.page.updateComplete;
    assert.equal(host.find('find-input'), null);
  });

  it('counts what the host finds in all turns, and goes through it in both directions and around', async () => {
    const host = conversation();
    await find(host, 'sky');
    await countIs(host, '1 of 6');
    assert.deepEqual(
      host.of('find').map(({ query }) => query),
      ['sky'],
    );
    for (const [key, shiftKey, count] of [
      ['Enter', false, '2 of 6'],
      ['F3', false, '3 of 6'],
      ['Enter', true, '2 of 6'],
      ['F3', true, '1 of 6'],
      ['Enter', true, '6 of 6'],
      ['Enter', false, '1 of 6'],
    ] as const) {
      await host.press('find-input', key, { shiftKey });
      await countIs(host, count);
    }
    await host.click('find-previous');
    await countIs(host, '6 of 6');
    await host.click('find-next');
    await countIs(host, '1 of 6');
  });

  it('says that there is nothing, and offers no way to it', async () => {
    const host = conversation();
    await find(host, 'ocean');
    await countIs(host, 'No results');
    assert.ok(host.isDisabled('find-next'));
    await host.press('find-input', 'Enter');
    await host.click('find-next');
    assert.equal(host.text('find-count'), 'No results');
    assert.equal(host.of('find').length, 1);
  });

  it('leaves the focus on the button that leads no further, once the text has changed', async () => {
    const host = conversation();
    await find(host, 'sky');
    await countIs(host, '1 of 6');
    const next = await host.element('find-next');
    next.focus();
    await host.type('find-input', 'ocean');
    await host.click('find-next');
    await countIs(host, 'No results');
    assert.ok(host.isDisabled('find-next') && !next.hasAttribute('disabled'));
    assert.ok(document.activeElement === next);
  });

  it('says in the bar why the host could not search, and tries again', async () => {
    const host = conversation();
    host.findFailure = 'The page could not do that. The log says why.';
    await find(host, 'sky');
    await countIs(host, host.findFailure);
    assert.ok(host.isDisabled('find-next'));
    host.findFailure = undefined;
    host.find('find-again')?.focus();
    await host.click('find-again');
    await countIs(host, '1 of 6');
    assert.equal(host.find('find-again'), null);
    assert.ok(document.activeElement === host.find('find-input'));
  });

  it('takes the answer to the last question only', async () => {
    const host = conversation();
    await host.element('answer');
    host.holdsAnswers = true;
    await find(host, 's');
    await poll('the question', () => host.of('find').length === 1);
    await host.type('find-input', 'sea');
    await poll('the second question', () => host.of('find').length === 2);
    host.answerNow();
    await countIs(host, '1 of 1');
  });

  it('counts again when the conversation goes on, and stays where it was', async () => {
    const host = conversation();
    await find(host, 'sky');
    await countIs(host, '1 of 6');
    await host.press('find-input', 'Enter');
    await countIs(host, '2 of 6');
    host.startTurn({ prompt: 'One more sky' });
    await countIs(host, '2 of 7');
  });

  it('opens anew without the earlier search, and looks for the same text again', async () => {
    const host = conversation();
    await find(host, 'sky');
    await countIs(host, '1 of 6');
    await host.press('find-input', 'Escape');
    await poll('the bar to go', () => host.find('find-input') === null);
    document.getSelection()?.removeAllRanges();
    await host.press('message', 'f', { ctrlKey: true });
    await host.element('find-input');
    await countIs(host, '');
    await host.type('find-input', 'sky');
    await countIs(host, '1 of 6');
  });

  it('leads to a match that was found in all sessions, once its session is shown', async () => {
    let ids: readonly { readonly promptId: string }[] = [];
    const host = new FakePageHost(undefined, (before) => {
      ids = [
        before.addTurn({ prompt: 'The sky', answer: 'A sky' }),
        before.addTurn({ prompt: 'No', answer: 'Sky, sky' }),
      ];
    });
    await host.element('answer');
    const match = { query: 'sky', promptId: ids[1]!.promptId, where: 'answer', column: 'first' } as const;
    host.say({ type: 'showMatch', session: 'another', ...match });
    await host.page.updateComplete;
    assert.equal(host.find('find-input'), null);
    host.session = { ...host.session, id: 'another' };
    host.snapshot();
    await countIs(host, '3 of 4');
    const input = await host.element('find-input');
    assert.equal((input as unknown as HTMLInputElement).value, 'sky');
    await poll('the focus', () => document.activeElement === input);
    await host.press('find-input', 'Enter');
    await countIs(host, '4 of 4');
    // The next search begins where the user is.
    await host.type('find-input', 'a sky');
    await countIs(host, '1 of 1');
  });

  it('says in which column it looks, where there are several', async () => {
    const host = conversation();
    await find(host, 'sky');
    assert.equal(host.find('find-where'), null);
    const columns = new FakePageHost(undefined, (before) => {
      before.addTurn({ prompt: 'The sky' });
      before.addColumn('two', { providerId: 'ollama', model: 'llama3.2' });
      before.addTurn({ prompt: 'The sky', answer: 'Sky' }, 'two');
    });
    await poll('two columns', () => columns.page.querySelectorAll('ai-column').length === 2);
    columns.page.querySelector<HTMLElement>('#column-two [data-testid="settings"]')?.focus();
    await columns.press('message', 'f', { ctrlKey: true });
    await poll('the column', () => columns.text('find-where') === 'in 2: llama3.2');
  });

  it('gives the focus back to where it was called from', async () => {
    const host = conversation();
    await poll('a turn', () => host.find('answer'));
    const message = await host.element('message');
    message.focus();
    await find(host, 'scatters');
    await countIs(host, '1 of 1');
    await host.press('find-input', 'f', { ctrlKey: true });
    await host.press('find-input', 'Escape');
    assertSameElement(document.activeElement, message);
  });

  it('closes with Escape, which then stops no answer, and leaves the match selected', async () => {
    const host = conversation();
    host.startTurn();
    await find(host, 'scatters');
    await countIs(host, '1 of 1');
    await host.press('find-input', 'Escape');
    await poll('the bar to go', () => host.find('find-input') === null);
    assert.equal(host.of('stop').length, 0);
    assert.equal(document.getSelection()?.toString(), 'scatters');
    assertSameElement(document.activeElement, host.page.querySelector('ai-conversation'));
  });
});
