import assert from 'node:assert/strict';
import type { ParameterOffer } from '../../../src/core/chat/parameters/offers';
import type { Draft } from '../../../src/core/playground/session/sessionSchema';
import { FakePageHost } from '../../fakes/pageHost';
import { draftOf, openAi, pocket } from '../../fakes/providerViews';
import { poll } from '../../support/poll';

const page = (draft: Partial<Draft> = {}, offers: readonly ParameterOffer[] = []): FakePageHost =>
  new FakePageHost(undefined, (host) => {
    host.providers = [openAi, pocket];
    host.offers = { ...host.offers, openai: [{ name: 'temperature', min: 0, max: 2 }, ...offers] };
    host.draft = draftOf({ providerId: 'openai', model: 'gpt-5.1', ...draft });
  });
const sent = async (host: FakePageHost): Promise<Draft | undefined> => {
  await host.type('message', 'Hi');
  await host.click('send');
  return host.of('send')[0]?.draft;
};
const problem = (host: FakePageHost): string =>
  host.page.querySelector('#problem-body-fields')?.textContent.replace(/\s+/g, ' ') ?? '';

describe('the other fields of the body', () => {
  it('are text of JSON, which goes along as it was typed', async () => {
    const host = page();
    await host.type('body-fields', '{ "service_tier": "flex" }');
    assert.equal((await host.element('body-fields')).getAttribute('aria-invalid'), 'false');
    assert.match(host.text('settings'), /body: service_tier/);
    assert.equal((await sent(host))?.bodyFields, '{ "service_tier": "flex" }');
  });

  it('say while they are typed what is wrong and where, are kept like that, and hold the message back', async () => {
    const host = page({}, [{ name: 'reasoning_effort', path: 'reasoning.effort', values: ['low'] }]);
    await host.element('param-reasoning_effort');
    for (const [typed, said] of [
      ['{\n  "user": me }', /not valid JSON from line 2, column 11 on/],
      ['[]', /Enter an object/],
      ['{"stream": false}', /The playground takes care of “stream” itself/],
      ['{"tools": []}', /“tools” has its own place: the tools of the message/],
      ['{"max_tokens": 5}', /“max_tokens” has a field of its own: Max output tokens/],
      ['{"temperature": 1}', /“temperature” has a field of its own: Temperature/],
      ['{"reasoning": {"effort": "low"}}', /“reasoning\.effort” has a field of its own: Reasoning effort/],
      ['{"api_key": "sk-1"}', /“api_key” looks like a key/],
      ['{"__proto__": {}}', /“__proto__” cannot be the name of a field/],
    ] as const) {
      await host.type('body-fields', typed);
      await poll(`what is wrong with ${typed}`, () => said.test(problem(host)));
      const field = await host.element('body-fields');
      assert.deepEqual(
        [field.getAttribute('aria-invalid'), field.getAttribute('aria-describedby')],
        ['true', 'problem-body-fields'],
      );
      assert.equal(host.store.main.draft.bodyFields, typed);
    }
    assert.equal(await sent(host), undefined);
    await host.type('body-fields', '');
    assert.equal((await sent(host))?.bodyFields, '');
  });

  it('undo no schema of the message', async () => {
    const host = page({ bodyFields: '{"response_format": {"type": "text"}}', schema: '{"type": "object"}' });
    const said = /“response_format\.type” would undo the schema of the message\./;
    await poll('what is wrong', () => said.test(problem(host)));
    assert.equal(await sent(host), undefined);
  });

  it('are none that the model is known to refuse', async () => {
    const host = page({ bodyFields: '{"top_p": 1}' }, [{ name: 'top_p', isRefused: true, note: 'It rejects top_p.' }]);
    await poll('what is wrong', () => /This model does not accept “top_p”/.test(problem(host)));
    assert.equal(await sent(host), undefined);
  });

  it('have no field where no body is sent, and are said not to be sent there, as is every parameter that is not', async () => {
    const host = page({
      providerId: pocket.id,
      model: 'pocket',
      bodyFields: '{"user": "me"}',
      sampling: 'verbosity=low',
    });
    await host.element('param-top_k');
    assert.equal(host.find('body-fields'), null);
    assert.match(host.text('not-sent-parameters'), /Not sent.*: Verbosity, Other body fields/);
    assert.doesNotMatch(host.text('settings'), /body:/);
    assert.ok(await sent(host));
  });

  it('are there for the host before it is asked for a preset', async () => {
    const host = page();
    await host.type('body-fields', '{"user": "me"}');
    await host.click('choose-preset');
    const [draft, chosen] = host.received.slice(-2);
    assert.deepEqual(
      [draft?.type === 'draft' && draft.draft.bodyFields, chosen],
      ['{"user": "me"}', { type: 'choosePreset', column: 'first' }],
    );
    host.changeDraft({ bodyFields: '{"seed": 1}', temperature: 0.3 });
    await poll('the fields of the preset', async () => (await host.element('body-fields')).value === '{"seed": 1}');
    assert.equal((await host.element('temperature')).value, '0.3');
  });
});
