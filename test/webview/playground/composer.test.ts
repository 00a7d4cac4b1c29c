import assert from 'node:assert/strict';
import { firstColumnId } from '../../../src/core/playground/session/sessionSchema';
import type { Draft } from '../../../src/core/playground/session/sessionSchema';
import { FakePageHost } from '../../fakes/pageHost';
import { draftOf, openAi } from '../../fakes/providerViews';
import type { ScriptedHost } from '../../fakes/scriptedHost';
import { poll } from '../../support/poll';

const withDraft = (draft: Partial<Draft>, prepare: (host: ScriptedHost) => void = () => undefined): FakePageHost =>
  new FakePageHost(undefined, (host) => {
    prepare(host);
    host.draft = draftOf(draft);
  });
const settingsOf = (host: FakePageHost): HTMLElement | null => host.page.querySelector('#settings');
const unfolds = (host: FakePageHost): Promise<unknown> =>
  poll('the settings', () => settingsOf(host)?.hasAttribute('hidden') === false);

describe('the settings of the composer', () => {
  it('are one line with model and provider, and with what differs from the usual', async () => {
    const host = withDraft({ model: 'gpt-5.1' });
    await host.element('settings');
    assert.equal(host.text('settings'), 'Settings: gpt-5.1 · OpenAI');
    host.changeDraft({ temperature: 0.7, maxOutputTokens: 4_000, system: 'Be brief.' });
    const all = 'Settings: gpt-5.1 · OpenAI · temperature 0.7 · at most 4,000 tokens · system prompt';
    await poll('the line', () => host.text('settings') === all);
  });

  it('unfold and fold with the line, which says how they are', async () => {
    const host = withDraft({ model: 'gpt-5.1' });
    const line = await host.element('settings');
    assert.deepEqual([line.getAttribute('aria-expanded'), settingsOf(host)?.hidden], ['false', true]);
    assert.equal(line.getAttribute('aria-controls'), settingsOf(host)?.id);
    line.click();
    await unfolds(host);
    assert.equal(line.getAttribute('aria-expanded'), 'true');
    line.click();
    await poll('the folded settings', () => settingsOf(host)?.hidden);
  });

  it('are as they were when the page is made anew, and the draft is too', async () => {
    const host = withDraft({ model: 'gpt-5.1' });
    await host.click('settings');
    await unfolds(host);
    await host.type('message', 'Hello');
    const again = new FakePageHost(host.state);
    await unfolds(again);
    assert.equal(again.store.main.draft.message, 'Hello');
  });

  it('unfold when something in them is missing at Send', async () => {
    const host = withDraft({ message: 'Hello' });
    await host.click('send');
    await unfolds(host);
    await poll('the focus', () => document.activeElement === host.find('model'));
  });

  it('fold again when the message goes, where it was Send that unfolded them', async () => {
    const host = withDraft({ model: '', message: 'Hello' });
    await host.click('send');
    await unfolds(host);
    await host.type('model', 'gpt-5.1');
    await host.click('send');
    await poll('the folded settings', () => settingsOf(host)?.hidden);
  });

  it('stay unfolded when the message goes, where the user unfolded them', async () => {
    const host = withDraft({ model: 'gpt-5.1', message: 'Hello' });
    await host.click('settings');
    await unfolds(host);
    await host.click('send');
    await poll('the request', () => host.of('send').length > 0);
    assert.equal(settingsOf(host)?.hidden, false);
  });

  it('say on their line what is wrong behind it', async () => {
    const host = withDraft({ model: 'gpt-5.1', message: 'Hello' });
    await host.type('temperature', '5');
    await poll('the problem', () => host.text('folded-problem') === 'Temperature must be a number from 0 to 2.');
  });
});

describe('choosing a model', () => {
  it('is asked of the host for the column that is shown, after what was typed', async () => {
    const host = withDraft({ model: 'gpt-5.1' });
    await host.type('model', 'gpt-6');
    await host.click('pick-model');
    assert.deepEqual(host.of('pickModel'), [{ type: 'pickModel', column: firstColumnId }]);
    const told = host.received.map(({ type }) => type);
    assert.ok(told.lastIndexOf('draft') < told.indexOf('pickModel') && told.includes('draft'));
  });
});

describe('loading models', () => {
  it('shows beside the field that it goes on, can be left, and says how many there are', async () => {
    const host = withDraft({ model: 'gpt-5.1' });
    await host.click('load-models');
    assert.deepEqual(host.of('loadModels'), [{ type: 'loadModels', providerId: 'openai' }]);
    host.say({ type: 'modelList', providerId: 'openai', state: { status: 'loading' } });
    await host.click('cancel-models');
    assert.deepEqual(host.of('stopLoadingModels'), [{ type: 'stopLoadingModels', providerId: 'openai' }]);
    host.say({ type: 'modelList', providerId: 'openai', state: { status: 'left' } });
    await poll('nothing', () => host.text('model-news') === '');
    host.say({ type: 'modelList', providerId: 'openai', state: { status: 'listed', count: 1_234 } });
    await poll('the count', () => host.text('model-news') === 'OpenAI lists 1,234 models.');
  });

  it('says what went wrong, with Set API Key until there is one', async () => {
    const host = withDraft({ model: 'gpt-5.1' }, (before) => (before.providers = [{ ...openAi, hasKey: false }]));
    const state = { status: 'failed', message: 'No key is stored.', advice: 'Set one.', wantsKey: true } as const;
    host.say({ type: 'modelList', providerId: 'openai', state });
    await host.click('models-set-key');
    assert.match(host.text('model-news'), /^No key is stored\. Set one\./);
    assert.deepEqual(host.of('setKey'), [{ type: 'setKey', providerId: 'openai' }]);
    host.setProviders([openAi]);
    await poll('nothing', () => host.text('model-news') === '');
    // A failure that no key resolves stays in sight.
    const other = { status: 'failed', message: 'The server is gone.', advice: 'Try later.', wantsKey: false } as const;
    host.say({ type: 'modelList', providerId: 'openai', state: other });
    host.setProviders([{ ...openAi, name: 'Our own' }]);
    await poll('the new name', () => host.text('settings').endsWith('Our own'));
    assert.match(host.text('model-news'), /^The server is gone\. Try later\./);
  });

  it('of one provider is not shown beside another', async () => {
    const host = withDraft({ providerId: 'ollama', model: 'x' });
    host.say({ type: 'modelList', providerId: 'openai', state: { status: 'listed', count: 3 } });
    await host.element('model-news');
    host.say({ type: 'modelList', providerId: 'ollama', state: { status: 'listed', count: 0 } });
    await poll('the other', () => host.text('model-news') === 'Ollama lists no models. Type a model id.');
  });
});

describe('a change of provider', () => {
  const answered = (host: ScriptedHost): void => {
    host.addTurn({ prompt: 'A secret', answer: 'Kept' });
    host.addTurn({ prompt: 'Unanswered', end: { status: 'failed' } });
    host.addTurn({ prompt: 'Another', answer: 'Yes' });
  };

  it('says how many messages and files go along to whom, and moves the draft to a new session when asked', async () => {
    const file = { type: 'image', blob: '0'.repeat(64), mediaType: 'image/png', name: 'a.png' } as const;
    const withFiles = withDraft({ providerId: 'ollama', model: 'llama3.2', message: 'Hi' }, (before) => {
      before.addTurn({ prompt: 'Look', answer: 'Nice', files: [file, file] });
    });
    await withFiles.element('goes-along');
    assert.match(
      withFiles.text('goes-along'),
      /^2 earlier messages are sent along to 127\.0\.0\.1:11434, with files: 2 ·/,
    );
    const host = withDraft({ providerId: 'ollama', model: 'llama3.2', message: 'Hi' }, answered);
    await host.element('goes-along');
    assert.match(host.text('goes-along'), /^4 earlier messages are sent along to 127\.0\.0\.1:11434 · New Session$/);
    await host.type('message', 'Hi there');
    await host.click('move-draft');
    const draft = draftOf({ providerId: 'ollama', model: 'llama3.2', message: 'Hi there' });
    assert.deepEqual(host.of('moveDraft'), [
      { type: 'moveDraft', session: 'session-1', column: 'first', edit: 1, draft },
    ]);
    assert.deepEqual(host.of('draft').at(-1)?.draft, { message: 'Hi there' });
  });

  it('says so the moment that the other is chosen, and nothing more with the old one', async () => {
    const host = withDraft({ providerId: 'openai', model: 'gpt-5.1' }, answered);
    const select = await host.element('provider');
    assert.equal(host.find('goes-along'), null);
    for (const [id, isThere] of [
      ['ollama', true],
      ['openai', false],
    ] as const) {
      select.value = id;
      select.dispatchEvent(new Event('change'));
      await poll(`what goes along to ${id}`, () => (host.find('goes-along') !== null) === isThere);
    }
  });

  it('says so of the same provider at another host', async () => {
    const host = withDraft({ providerId: 'openai', model: 'gpt-5.1' }, (before) => {
      answered(before);
      before.providers = [{ ...openAi, host: 'elsewhere.example.com' }];
    });
    await host.element('goes-along');
    assert.match(host.text('goes-along'), /elsewhere\.example\.com/);
  });

  it('says nothing in a session that is only read: no message goes anywhere', async () => {
    const host = withDraft({ providerId: 'ollama', model: 'llama3.2' }, (before) => {
      answered(before);
      before.access = { mode: 'read', reason: 'other-window', asOf: 0 };
    });
    await host.element('read-only');
    await host.element('send');
    assert.ok(host.find('goes-along') === null);
    host.setAccess({ mode: 'write' });
    await host.element('goes-along');
  });

  it('says nothing where nothing was answered', async () => {
    const failed = (host: ScriptedHost): unknown => host.addTurn({ prompt: 'Unanswered', end: { status: 'failed' } });
    const host = withDraft({ providerId: 'ollama', model: 'x' }, failed);
    await host.element('send');
    assert.equal(host.find('goes-along'), null);
  });

  it('takes the model last used with a provider when that is chosen', async () => {
    const host = new FakePageHost(undefined, (before) => {
      before.addTurn({ target: { providerId: 'ollama', model: 'my-own:7b' }, answer: 'x' });
      before.draft = draftOf({ model: 'gpt-5.1' });
    });
    const select = await host.element('provider');
    select.value = 'ollama';
    select.dispatchEvent(new Event('change'));
    assert.equal(host.store.main.draft.model, 'my-own:7b');
  });
});

describe('an answer without the usage of its provider', () => {
  it('has our count of its tokens, asked for once', async () => {
    const host = new FakePageHost(undefined, (before) =>
      before.addTurn({ answer: 'Half an', end: { status: 'stopped' } }),
    );
    await poll('the question', () => host.of('countAnswer').length);
    host.say({ type: 'answerCounted', answerId: 'answer-2', tokens: 1_234 });
    await poll('the count', () => host.text('stats').includes('≈1,234 tokens out (counted locally)'));
    assert.equal(host.of('countAnswer').length, 1);
  });

  it('is not counted while it streams, or where the provider has counted', async () => {
    const usage = { inputTokens: 3, outputTokens: 5 };
    const host = new FakePageHost(undefined, (before) =>
      before.addTurn({ answer: 'All', end: { status: 'done', usage } }),
    );
    host.startTurn();
    host.grow('Some');
    await poll('both answers', () => host.page.querySelectorAll('[data-testid="stats"]').length === 2);
    assert.deepEqual(host.of('countAnswer'), []);
    host.end({ status: 'stopped' });
    await poll('the question', () => host.of('countAnswer').length);
  });
});
