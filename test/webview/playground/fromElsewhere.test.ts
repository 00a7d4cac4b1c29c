import assert from 'node:assert/strict';
import { nobody } from '../../../src/core/playground/session/sessionSchema';
import { FakePageHost } from '../../fakes/pageHost';
import { draftOf, openAi } from '../../fakes/providerViews';
import { poll } from '../../support/poll';

describe('what came from elsewhere', () => {
  it('goes to nobody, and keeps its model when a provider is chosen that may have it', async () => {
    const host = new FakePageHost(undefined, (before) => {
      before.draft = draftOf({ providerId: nobody, model: 'gpt-oss-20b', message: 'Hi' });
    });
    await host.click('send');
    await poll('what is missing', () => host.page.textContent.includes('Choose a provider.'));

    assert.equal(host.of('send').length, 0);
    const select = await host.element('provider');
    select.value = 'ollama';
    select.dispatchEvent(new Event('change'));
    assert.deepEqual([host.store.main.draft.providerId, host.store.main.draft.model], ['ollama', 'gpt-oss-20b']);
  });

  it('takes a model of the provider that is chosen where that has told that it has none of this name', async () => {
    const host = new FakePageHost(undefined, (before) => {
      before.providers = [{ ...openAi, modelsFromProvider: true }];
      before.draft = draftOf({ providerId: nobody, model: 'gpt-oss-20b' });
    });
    const select = await host.element('provider');
    select.value = 'openai';
    select.dispatchEvent(new Event('change'));
    assert.equal(host.store.main.draft.model, 'gpt-5.1');
  });

  it('is asked again of the provider that is chosen, and of nobody before', async () => {
    const host = new FakePageHost(undefined, (before) => {
      before.addTurn({
        target: { providerId: '', providerName: '', host: '', origin: '', model: '' },
        answer: 'Done.',
      });
      before.draft = draftOf({ providerId: nobody, model: 'gpt-4o' });
    });
    await poll('the answer', () => host.text('answer').includes('Done.'));
    assert.deepEqual([host.find('retry'), host.find('retry-chosen')], [null, null]);
    host.changeDraft({ providerId: 'openai' });
    await poll('the one button', () => host.text('retry-chosen') === 'Retry with gpt-4o');
    assert.equal(host.find('retry'), null);
  });
});
