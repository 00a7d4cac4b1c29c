import assert from 'node:assert/strict';
import { FakePageHost } from '../../fakes/pageHost';
import { draftOf, lent, openAi, pocket } from '../../fakes/providerViews';
import type { ScriptedHost } from '../../fakes/scriptedHost';
import { poll } from '../../support/poll';

const page = (prepare: (host: ScriptedHost) => void = () => undefined): FakePageHost =>
  new FakePageHost(undefined, (host) => {
    host.providers = [lent, pocket];
    host.draft = draftOf({ providerId: lent.id, model: 'm' });
    host.offers = {
      [lent.id]: ['temperature', 'maxOutputTokens'].map((name) => ({ name, isRefused: true, note: 'No.' })),
    };
    prepare(host);
  });

describe('the playground page with a model that VS Code lends', () => {
  it('names vendor and extension where it goes', async () => {
    const host = page();
    await poll('the destination', () => host.text('destination') === 'Goes to acme (acme.models)');
  });

  it('says before anything is sent that there is neither usage nor cost, and how a system prompt goes', async () => {
    const host = page();
    await host.element('lent');
    assert.match(host.text('lent'), /reports no token usage and no cost/);
    assert.doesNotMatch(host.text('lent'), /system prompt/);
    host.changeDraft({ system: 'Be brief.' });
    await poll('the words on the system prompt', () => /first user message/.test(host.text('lent')));
  });

  it('says nothing of the kind for another provider', async () => {
    const host = page((before) => {
      before.providers = [openAi, lent];
      before.draft = draftOf({ providerId: openAi.id, model: 'gpt-5.1', system: 'Be brief.' });
    });
    await host.element('send');
    assert.equal(host.find('lent'), null);
  });

  it('has no fields for temperature and output limit, and says where they are set all the same', async () => {
    const host = page((before) => {
      before.draft = draftOf({ ...before.draft, temperature: 0.5, maxOutputTokens: 9 });
    });
    await host.element('not-sent-parameters');
    assert.match(host.text('not-sent-parameters'), /Temperature, Max output/);
    assert.deepEqual([host.find('temperature'), host.find('max-output')], [null, null]);
  });

  it('is not taken where nobody has chosen, and leaves the way to a model of the own in sight', async () => {
    const host = page((before) => {
      before.draft = draftOf({ providerId: null, model: '' });
    });
    await poll('no destination', () => host.text('destination') === 'No provider chosen');
    host.changeDraft({ providerId: pocket.id, model: 'pocket' });
    await host.element('first-screen');
  });
});
