import assert from 'node:assert/strict';
import { draftOf, FakePageHost, ollama, openAi, turnOf, until } from '../fakes/pageHost';

const announced = (host: FakePageHost): string => host.page.querySelector('.announcer')?.textContent ?? '';

describe('the playground page', () => {
  describe('without a provider', () => {
    it('says that nothing is sent, offers the presets and posts the one that is chosen', async () => {
      const host = new FakePageHost();
      host.snapshot({ providers: [] });
      await host.click('preset-ollama');
      assert.match(host.text('first-screen'), /Nothing is sent anywhere/);
      assert.equal(host.find('send'), null);
      assert.deepEqual(host.of('addProvider'), [{ type: 'addProvider', preset: 'ollama' }]);
    });

    it('gives way to the composer when a provider arrives', async () => {
      const host = new FakePageHost();
      host.snapshot({ providers: [] });
      await host.element('first-screen');
      host.say({ type: 'providers', providers: [openAi] });
      await host.element('send');
      assert.equal(host.find('first-screen'), null);
    });
  });

  describe('the destination', () => {
    it('is the host of the provider that is chosen', async () => {
      const host = new FakePageHost();
      host.snapshot();
      await host.element('destination');
      assert.equal(host.text('destination'), 'Goes to api.openai.com');
      const select = await host.element('provider');
      select.value = 'ollama';
      select.dispatchEvent(new Event('change'));
      await until(() => host.text('destination').startsWith('Stays'), 'the new destination');
      assert.equal(host.text('destination'), 'Stays on this machine (127.0.0.1:11434)');
      assert.equal(host.store.draft.model, 'llama3.2');
    });

    it('is nowhere when the provider of the draft is gone, and Send goes nowhere', async () => {
      const host = new FakePageHost();
      host.snapshot({ draft: draftOf({ providerId: 'removed', model: 'm', message: 'hi' }) });
      await host.click('send');
      assert.equal(host.text('destination'), 'No provider chosen');
      assert.deepEqual(host.of('send'), []);
    });

    it('comes with a button that sets the key where one is missing', async () => {
      const host = new FakePageHost();
      host.snapshot({ providers: [{ ...openAi, hasKey: false }, ollama] });
      await host.click('set-key');
      assert.deepEqual(host.of('setKey'), [{ type: 'setKey', providerId: 'openai' }]);
      host.say({ type: 'providers', providers: [openAi, ollama] });
      await until(() => host.find('set-key') === null, 'the line on the key to go');
    });
  });

  describe('sending', () => {
    it('posts the draft with the provider in use, and empties the field once the turn has started', async () => {
      const host = new FakePageHost();
      host.snapshot({ draft: draftOf({ model: 'gpt-5.1' }) });
      await host.type('message', 'Hello');
      await host.type('temperature', '0,7');
      await host.type('max-output', '1,000');
      await host.click('send');
      const draft = draftOf({
        providerId: 'openai',
        model: 'gpt-5.1',
        message: 'Hello',
        temperature: 0.7,
        maxOutputTokens: 1_000,
      });
      assert.deepEqual(host.of('send'), [{ type: 'send', draft }]);
      assert.equal((await host.element('message')).value, 'Hello');
      host.event({ type: 'turnStarted', turn: turnOf() });
      await until(() => host.find('message')?.value === '', 'an empty message field');
    });

    it('keeps what was typed after sending', async () => {
      const host = new FakePageHost();
      host.snapshot({ draft: draftOf({ model: 'gpt-5.1' }) });
      await host.type('message', 'Hello');
      await host.click('send');
      await host.type('message', 'Hello, and');
      host.event({ type: 'turnStarted', turn: turnOf() });
      await host.element('stop');
      assert.equal(host.find('message')?.value, 'Hello, and');
    });

    for (const modifiers of [{ ctrlKey: true }, { metaKey: true }]) {
      it(`happens with Enter and ${Object.keys(modifiers).join()}`, async () => {
        const host = new FakePageHost();
        host.snapshot({ draft: draftOf({ model: 'gpt-5.1', message: 'Hello' }) });
        const event = await host.press('message', 'Enter', modifiers);
        assert.equal(host.of('send').length, 1);
        assert.ok(event.defaultPrevented);
      });
    }

    it('does not happen with Enter alone', async () => {
      const host = new FakePageHost();
      host.snapshot({ draft: draftOf({ model: 'gpt-5.1', message: 'Hello' }) });
      const event = await host.press('message', 'Enter');
      assert.deepEqual([host.of('send').length, event.defaultPrevented], [0, false]);
    });

    it('does not happen while an input method composes', async () => {
      const host = new FakePageHost();
      host.snapshot({ draft: draftOf({ model: 'gpt-5.1', message: 'Hello' }) });
      const field = await host.element('message');
      const event = new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true });
      Object.defineProperty(event, 'isComposing', { value: true });
      field.dispatchEvent(event);
      assert.equal(host.of('send').length, 0);
    });

    const incomplete = [
      { field: 'model', draft: draftOf({ message: 'Hello' }), text: 'Choose a model, or type its id.' },
      { field: 'message', draft: draftOf({ model: 'gpt-5.1' }), text: 'Write a message first.' },
    ];
    for (const { field, draft, text } of incomplete) {
      it(`shows and says what is missing: ${field}`, async () => {
        const host = new FakePageHost();
        host.snapshot({ draft });
        await host.click('send');
        const input = await host.element(field);
        await until(() => input.getAttribute('aria-invalid') === 'true', 'the field to be marked');
        assert.equal(document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent, text);
        assert.equal(document.activeElement, input);
        await until(() => announced(host) === text, 'the announcement');
        assert.equal(host.of('send').length, 0);
      });
    }

    for (const [field, text] of Object.entries({ temperature: '2.1', 'max-output': '0.5' })) {
      it(`is held back by a wrong number: ${field}`, async () => {
        const host = new FakePageHost();
        host.snapshot({ draft: draftOf({ model: 'gpt-5.1', message: 'Hello' }) });
        await host.type(field, text);
        const input = await host.element(field);
        await until(() => input.getAttribute('aria-invalid') === 'true', 'the field to be marked');
        await host.click('send');
        assert.equal(input.value, text);
        assert.equal(host.of('send').length, 0);
        assert.deepEqual([host.store.draft.temperature, host.store.draft.maxOutputTokens], [null, null]);
      });
    }
  });

  it('clears through the host, and only when there is something to clear', async () => {
    const host = new FakePageHost();
    host.snapshot();
    assert.ok((await host.element('clear')).hasAttribute('disabled'));
    host.event({ type: 'turnStarted', turn: turnOf() });
    await until(() => !host.find('clear')?.hasAttribute('disabled'), 'the button');
    await host.click('clear');
    assert.deepEqual(host.of('clear'), [{ type: 'clear' }]);
    host.event({ type: 'sessionReplaced', session: { turns: [], draft: draftOf() } });
    await until(() => host.find('turn') === null, 'an empty conversation');
  });

  it('puts the focus into the message field when the host asks for it', async () => {
    const host = new FakePageHost();
    host.snapshot();
    await host.element('message');
    host.say({ type: 'focusMessage' });
    await until(() => document.activeElement === host.find('message'), 'the focus');
  });

  it('drops a message that is not of the protocol, and reports it', () => {
    const host = new FakePageHost();
    host.snapshot();
    host.say({ type: 'event', seq: 1, event: { type: 'answerGrew', turnId: 5 } });
    assert.match(host.of('pageError')[0]?.message ?? '', /does not understand/);
    assert.equal(host.store.session.turns.length, 0);
  });

  it('gives every control a name', async () => {
    const host = new FakePageHost();
    host.snapshot({
      turns: [turnOf({}, { status: 'done', text: '```js\n1\n```' })],
      providers: [{ ...openAi, hasKey: false }],
    });
    await host.element('copy-code');
    const controls = host.page.querySelectorAll<HTMLInputElement>(
      'input, textarea, button, vscode-button, vscode-single-select',
    );
    for (const control of controls) {
      const name = control.getAttribute('aria-label') ?? control.getAttribute('label') ?? control.textContent.trim();
      const label = host.page.querySelector(`label[for="${control.id}"]`)?.textContent ?? '';
      assert.notEqual(name + label, '', control.outerHTML);
    }
    assert.ok(controls.length >= 12);
  });
});
