import assert from 'node:assert/strict';
import { FakePageHost } from '../../fakes/pageHost';
import { draftOf } from '../../fakes/providerViews';
import { poll } from '../../support/poll';

/** A message that could be sent. */
const written = (enterSends = true): FakePageHost =>
  new FakePageHost(undefined, (host) => {
    host.enterSends = enterSends;
    host.draft = draftOf({ model: 'gpt-5.1', message: 'Hello' });
  });

describe('sending by key', () => {
  for (const modifiers of [{ ctrlKey: true }, { metaKey: true }]) {
    it(`happens with Enter and ${Object.keys(modifiers).join()}`, async () => {
      const host = written();
      const event = await host.press('message', 'Enter', modifiers);
      assert.equal(host.of('send').length, 1);
      assert.ok(event.defaultPrevented);
    });
  }

  it('happens with Enter alone, once however long it is held, and the tooltip says so', async () => {
    const host = written();
    const event = await host.press('message', 'Enter');
    const held = await host.press('message', 'Enter', { repeat: true });
    assert.deepEqual([host.of('send').length, event.defaultPrevented, held.defaultPrevented], [1, true, true]);
    assert.equal(host.find('send')?.title, 'Send (Enter)');
  });

  for (const modifiers of [{ shiftKey: true }, { altKey: true }]) {
    it(`does not happen with Enter and ${Object.keys(modifiers).join()}`, async () => {
      const host = written();
      const event = await host.press('message', 'Enter', modifiers);
      assert.deepEqual([host.of('send').length, event.defaultPrevented], [0, false]);
    });
  }

  it('takes Ctrl where Enter breaks the line, and hint and tooltip say so', async () => {
    const host = written(false);
    const event = await host.press('message', 'Enter');
    assert.deepEqual([host.of('send').length, event.defaultPrevented], [0, false]);
    const hints = [host.find('message')?.getAttribute('placeholder'), host.find('send')?.title];
    assert.deepEqual(hints, ['Ask something. Ctrl+Enter sends, Escape stops.', 'Send (Ctrl+Enter)']);
    await host.press('message', 'Enter', { ctrlKey: true });
    assert.equal(host.of('send').length, 1);
  });

  it('says at the message that an answer has to end first', async () => {
    const host = written();
    host.startTurn({ prompt: 'Before' });
    await host.element('stop');
    await host.press('message', 'Enter');
    assert.equal(host.of('send').length, 0);
    await poll('the reason', () => /^Stop the answer/.test(host.text('not-sent')));
    host.end();
    await poll('no reason', () => host.find('not-sent') === null);
  });

  for (const [what, value] of [
    ['isComposing', true],
    ['keyCode', 229],
  ] as const) {
    it(`does not happen while an input method composes: ${what}`, async () => {
      const host = written();
      const field = await host.element('message');
      for (const ctrlKey of [true, false]) {
        const event = new KeyboardEvent('keydown', { key: 'Enter', ctrlKey, bubbles: true, cancelable: true });
        Object.defineProperty(event, what, { value });
        field.dispatchEvent(event);
        assert.deepEqual([host.of('send').length, event.defaultPrevented], [0, false]);
      }
    });
  }
});

describe('Escape', () => {
  it('stops nothing when the page is gone', async () => {
    const host = new FakePageHost();
    host.startTurn();
    await host.element('stop');
    host.page.remove();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }));
    assert.equal(host.of('stop').length, 0);
  });
});
