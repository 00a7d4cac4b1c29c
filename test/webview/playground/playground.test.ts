import assert from 'node:assert/strict';
import type { Draft } from '../../../src/core/playground/session/sessionSchema';
import { translate } from '../../../src/webview/shared/strings';
import { FakePageHost } from '../../fakes/pageHost';
import { draftOf, ollama, openAi } from '../../fakes/providerViews';
import { poll } from '../../support/poll';
import { assertSameElement } from '../../support/sameElement';

const withDraft = (draft: Partial<Draft>): FakePageHost =>
  new FakePageHost(undefined, (host) => (host.draft = draftOf(draft)));

describe('the playground page', () => {
  describe('the destination', () => {
    it('is the host of the provider that is chosen', async () => {
      const host = new FakePageHost();
      await host.element('destination');
      assert.equal(host.text('destination'), 'Goes to api.openai.com');
      const select = await host.element('provider');
      select.value = 'ollama';
      select.dispatchEvent(new Event('change'));
      await poll('the new destination', () => host.text('destination').startsWith('Stays'));
      assert.equal(host.text('destination'), 'Stays on this machine (127.0.0.1:11434)');
      assert.equal(host.store.main.draft.model, 'llama3.2');
    });

    it('is nowhere when the provider of the draft is gone, and Send goes nowhere', async () => {
      const host = withDraft({ providerId: 'removed', model: 'm', message: 'hi' });
      await host.click('send');
      assert.equal(host.text('destination'), 'No provider chosen');
      assert.deepEqual(host.of('send'), []);
    });

    it('is the provider that the select shows, also after the list of providers has changed', async () => {
      const host = withDraft({ providerId: 'ollama', model: 'm' });
      const select = await host.element('provider');
      for (const providers of [[openAi, ollama], [ollama, openAi], [ollama], [openAi, ollama]]) {
        host.setProviders(providers);
        await poll('the select to show the provider in use', () => select.value === 'ollama');
        assert.equal(host.text('destination'), 'Stays on this machine (127.0.0.1:11434)');
      }
    });

    it('comes with a button that sets the key where one is missing', async () => {
      const host = new FakePageHost(undefined, (before) => (before.providers = [{ ...openAi, hasKey: false }, ollama]));
      await host.click('set-key');
      assert.deepEqual(host.of('setKey'), [{ type: 'setKey', providerId: 'openai' }]);
      host.setProviders([openAi, ollama]);
      await poll('the line on the key to go', () => host.find('set-key') === null);
    });
  });

  describe('sending', () => {
    it('posts the draft with the provider in use, and empties the field once the turn has started', async () => {
      const host = withDraft({ model: 'gpt-5.1' });
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
      assert.deepEqual(host.of('send'), [{ type: 'send', session: 'session-1', column: 'first', edit: 3, draft }]);
      assert.equal((await host.element('message')).value, 'Hello');
      host.startTurn({ prompt: 'Hello' });
      host.changeDraft({ message: '' });
      await poll('an empty message field', () => host.find('message')?.value === '');
    });

    it('keeps what was typed after sending', async () => {
      const host = withDraft({ model: 'gpt-5.1' });
      await host.type('message', 'Hello');
      await host.click('send');
      await host.type('message', 'Hello, and');
      host.startTurn({ prompt: 'Hello' });
      await host.element('stop');
      assert.equal(host.find('message')?.value, 'Hello, and');
    });

    const incomplete = [
      { field: 'model', draft: { message: 'Hello' }, text: 'Choose a model, or type its id.' },
      { field: 'message', draft: { model: 'gpt-5.1' }, text: 'Write a message first.' },
    ];
    for (const { field, draft, text } of incomplete) {
      it(`shows and says what is missing: ${field}`, async () => {
        const host = withDraft(draft);
        await host.click('send');
        const input = await host.element(field);
        await poll('the field to be marked', () => input.getAttribute('aria-invalid') === 'true');
        assert.equal(document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent, text);
        assertSameElement(document.activeElement, input);
        await poll('the announcement', () => host.announced === text);
        assert.equal(host.of('send').length, 0);
      });
    }

    for (const [field, text] of Object.entries({ temperature: '2.1', 'max-output': '0.5' })) {
      it(`is held back by a wrong number: ${field}`, async () => {
        const host = withDraft({ model: 'gpt-5.1', message: 'Hello' });
        await host.type(field, text);
        const input = await host.element(field);
        await poll('the field to be marked', () => input.getAttribute('aria-invalid') === 'true');
        await host.click('send');
        assert.equal(input.value, text);
        assert.equal(host.of('send').length, 0);
        assert.deepEqual([host.store.main.draft.temperature, host.store.main.draft.maxOutputTokens], [null, null]);
      });
    }
  });

  it('begins a new session and copies the conversation through the host, where there is one', async () => {
    const host = new FakePageHost();
    assert.ok((await host.element('new-session')).hasAttribute('disabled'));
    for (const name of ['copy-conversation', 'find']) {
      await host.click(name);
      assert.ok(host.isDisabled(name), name);
    }
    assert.deepEqual([host.of('copyConversation'), host.find('find-input')], [[], null]);
    host.startTurn({ prompt: 'Why is the sky blue?' });
    await poll('the button', () => !host.find('new-session')?.hasAttribute('disabled'));
    await host.click('new-session');
    await host.click('copy-conversation');
    assert.equal(host.of('newSession').length, 1);
    assert.equal(host.of('copyConversation').length, 1);
    await poll('the announcement', () => host.announced === 'Conversation copied');
    const showsIcon = (icon: string) => host.find('copy-conversation')?.querySelector(`.codicon-${icon}`) != null;
    await poll('a tick on the button', () => showsIcon('check'));
    await poll('the button as before', () => showsIcon('copy'));
    host.event({ type: 'turns', column: 'first', turns: [] });
    await poll('an empty conversation', () => host.find('turn') === null);
  });

  it('shows the title of the session', async () => {
    const host = new FakePageHost(undefined, (before) => before.addTurn({ prompt: 'Why is the sky blue?' }));
    await poll('the title', () => host.text('session-title') === 'Why is the sky blue?');
    host.event({ type: 'title', title: 'Sky' });
    await poll('the new title', () => host.text('session-title') === 'Sky');
  });

  describe('that may not write', () => {
    const at = new Date(2026, 0, 2, 14, 2).getTime();
    for (const [reason, words] of [
      ['other-window', /open in another window/],
      ['lost-lock', /can no longer save this session/],
      ['newer-version', /newer version/],
    ] as const) {
      it(`says why and as of when, sends nothing, and offers Reload and a copy: ${reason}`, async () => {
        const host = new FakePageHost(undefined, (before) => {
          before.addTurn({ answer: 'An answer' });
          before.access = { mode: 'read', reason, asOf: at };
        });
        await host.element('read-only');
        assert.match(host.text('read-only'), words);
        assert.match(host.text('read-only'), /as of .*2026.*(14|2):02/);
        await host.element('answer');
        for (const name of ['send', 'model', 'retry']) {
          assert.ok((await host.element(name)).hasAttribute('disabled'), name);
        }
        assert.equal(host.text('destination'), 'Read-only');
        await host.press('message', 'Enter', { ctrlKey: true });
        assert.equal(host.of('send').length, 0);
        await host.click('reload');
        assert.equal(host.of('reload').length, 1);
        host.setAccess({ mode: 'read', reason, asOf: new Date().setHours(14, 5) });
        await poll('the time of today', () => /as of \D*(02|2|14):05/.test(host.text('read-only')));
        host.setAccess({ mode: 'write' });
        await poll('the bar to go', () => host.find('read-only') === null);
        assert.equal(host.find('retry')?.hasAttribute('disabled'), false);
      });
    }

    it('takes a message, and tells it before it asks for the copy', async () => {
      const host = new FakePageHost(undefined, (before) => {
        before.access = { mode: 'read', reason: 'other-window', asOf: at };
      });
      assert.doesNotMatch((await host.element('message')).getAttribute('placeholder') ?? '', /Enter/);
      await host.type('message', 'Mine');
      await host.click('open-copy');
      assert.deepEqual(
        host.received.slice(-2).map((message) => (message.type === 'draft' ? message.draft : message.type)),
        [{ message: 'Mine' }, 'openCopy'],
      );
    });

    it('offers no Stop for an answer that another window waits for, and does not pretend that it goes on', async () => {
      const host = new FakePageHost(undefined, (before) => {
        before.addTurn();
        before.access = { mode: 'read', reason: 'other-window', asOf: at };
      });
      await host.element('read-only');
      await host.element('send');
      assert.equal(host.find('stop'), null);
      await poll('the status', () => host.text('stats') === 'Not finished when it was loaded');
      assert.equal(document.querySelector('.pulse'), null);
    });
  });

  it('says that the conversation could not be loaded, and tries again when asked', async () => {
    const host = new FakePageHost(undefined, (before) => (before.silent = true));
    host.say({ type: 'loadFailed', message: 'The disk is slow.', advice: 'Wait a moment.' });
    await host.element('try-again');
    assert.match(host.text('load-failed'), /could not be loaded The disk is slow\. Wait a moment\./);
    assert.equal(host.find('send'), null);
    host.silent = false;
    await host.click('try-again');
    await host.element('send');
    assert.equal(host.find('load-failed'), null);
  });

  it('speaks the words that the host sends, and English where it sends none', async () => {
    const host = new FakePageHost(undefined, (before) => {
      before.strings = { send: 'Senden', goesTo: 'Geht an {0}', unknown: 'x' };
    });
    await poll('the word', () => host.text('send') === 'Senden');
    assert.equal(host.text('destination'), 'Geht an api.openai.com');
    assert.equal(host.text('new-session'), 'New Session');
    translate({});
  });

  it('puts the focus into the message field when the host asks for it', async () => {
    const host = new FakePageHost();
    await host.element('message');
    host.say({ type: 'focusMessage' });
    await poll('the focus', () => document.activeElement === host.find('message'));
  });

  it('drops a message that is not of the protocol, and reports it', () => {
    const host = new FakePageHost();
    host.sayAnything({ type: 'event', seq: 1, event: { type: 'answerGrew', column: 'first', answerId: 5 } });
    assert.match(host.of('pageError')[0]?.message ?? '', /does not understand/);
    assert.equal(host.store.main.turns.size, 0);
  });

  it('gives every control a name', async () => {
    const host = new FakePageHost(undefined, (before) => {
      before.addTurn({ answer: '```js\n1\n```' });
      before.providers = [{ ...openAi, hasKey: false }];
    });
    await host.click('find');
    await host.element('find-input');
    await host.element('copy-code');
    await host.click('settings');
    const provider = await host.element('provider');
    await poll('the drop-down', () => provider.hasAttribute('label'));
    const controls = host.page.querySelectorAll<HTMLInputElement>(
      'input, textarea, button, vscode-button, vscode-single-select',
    );
    for (const control of controls) {
      const name = control.getAttribute('aria-label') ?? control.getAttribute('label') ?? control.textContent.trim();
      const label = host.page.querySelector(`label[for="${control.id}"]`)?.textContent ?? '';
      assert.notEqual(name + label, '', control.outerHTML);
    }
    assert.ok(controls.length >= 18);
  });
});
