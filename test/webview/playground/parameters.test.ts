import assert from 'node:assert/strict';
import type { ParameterOffer } from '../../../src/core/chat/parameters/offers';
import type { Draft } from '../../../src/core/playground/session/sessionSchema';
import { FakePageHost } from '../../fakes/pageHost';
import { draftOf, openAi, pocket } from '../../fakes/providerViews';
import { poll } from '../../support/poll';

const page = (offers: readonly ParameterOffer[], draft: Partial<Draft> = {}): FakePageHost =>
  new FakePageHost(undefined, (host) => {
    host.offers = { openai: offers };
    host.draft = draftOf({ providerId: 'openai', model: 'gpt-5.1', ...draft });
  });
const sent = async (host: FakePageHost): Promise<Draft | undefined> => {
  await host.type('message', 'Hi');
  await host.click('send');
  return host.of('send')[0]?.draft;
};

describe('the parameters of the composer', () => {
  it('are fields for what the model takes, and go along with the message', async () => {
    const host = page([
      { name: 'top_p', min: 0, max: 1 },
      { name: 'seed', min: 0, max: 9, isWhole: true },
      { name: 'stop' },
    ]);
    await host.type('param-top_p', '0,9');
    await host.type('param-seed', '7');
    await host.type('param-stop', 'The end');
    assert.equal((await sent(host))?.sampling, 'top_p=0.9 seed=7 stop="The end"');
  });

  it('have the bounds that the model has, also the temperature, which holds the message back beyond them', async () => {
    const host = page([{ name: 'temperature', min: 0, max: 1 }], { temperature: 1.5 });
    await poll('the problem', () => host.text('folded-problem') === 'Temperature must be a number from 0 to 1.');
    assert.equal(await sent(host), undefined);
    await host.type('temperature', '1');
    assert.equal((await sent(host))?.temperature, 1);
  });

  it('say what is sent where the field for the length of the answer is empty, and a limit is wanted', async () => {
    const claude = { ...openAi, can: { ...openAi.can, sentLimit: 32_000 } };
    for (const [provider, shown] of [
      [claude, 'default: 32,000'],
      [openAi, 'default'],
    ] as const) {
      const host = new FakePageHost(undefined, (before) => {
        before.providers = [provider];
        before.draft = draftOf({ providerId: 'openai', model: 'm' });
      });
      assert.equal((await host.element('max-output')).getAttribute('placeholder'), shown);
    }
  });

  it('are chosen from a list where there are only some values', async () => {
    const host = page([{ name: 'reasoning_effort', values: ['low', 'high'] }], { sampling: 'reasoning_effort=low' });
    const select = (await host.element('param-reasoning_effort')) as HTMLSelectElement;
    assert.deepEqual([select.value, [...select.options].map(({ value }) => value)], ['low', ['', 'low', 'high']]);
    select.value = 'high';
    select.dispatchEvent(new Event('change'));
    assert.equal((await sent(host))?.sampling, 'reasoning_effort=high');
  });

  it('say what is wrong with a value, and send nothing before it is right', async () => {
    const host = page([{ name: 'top_p', min: 0, max: 1 }]);
    await host.type('param-top_p', '3');
    assert.equal(await sent(host), undefined);
    assert.match(host.page.querySelector('#problem-param-top_p')?.textContent ?? '', /from 0 to 1/);
    await host.type('param-top_p', '');
    assert.equal((await sent(host))?.sampling ?? '', '');
  });

  it('leave out what the model refuses, and say so where it is set', async () => {
    const note = 'o3 rejects temperature.';
    const host = page([{ name: 'temperature', isRefused: true, note }], { temperature: 0.5 });
    const refused = await host.element('refused');
    assert.match(refused.textContent, /Not sent to this model: Temperature/);
    assert.equal(refused.title, note);
    assert.match(host.text('not-sent-parameters'), /Not sent.*Temperature/);
    assert.ok(host.find('temperature') === null);
  });

  it('say what the model does with them', async () => {
    const host = page([{ name: 'top_k', min: 0, max: 100, note: 'It ignores top_k.' }]);
    const field = await host.element('param-top_k');
    const described = field.getAttribute('aria-describedby') ?? '';
    assert.equal(host.page.querySelector(`#${described}`)?.textContent, 'It ignores top_k.');
  });

  it('follow the model, and are asked for once', async () => {
    const host = page([{ name: 'top_p', min: 0, max: 1 }]);
    await host.element('param-top_p');
    host.offers = { openai: [{ name: 'seed', min: 0, max: 9 }] };
    host.changeDraft({ model: 'other' });
    await host.element('param-seed');
    await poll('no other field', () => host.find('param-top_p') === null);
    assert.deepEqual(
      host.of('parameters').map(({ model }) => model),
      ['gpt-5.1', 'other'],
    );
  });

  it('come also where the fields are moved while they are asked for', async () => {
    const host = page([{ name: 'top_p', min: 0, max: 1 }]);
    const settings = await poll('the settings', () => host.page.querySelector('ai-column-settings') ?? undefined);
    const { parentElement } = settings;
    settings.remove();
    parentElement!.append(settings);
    await host.element('param-top_p');
  });

  it('are asked for again with a new snapshot: the question before may have no answer', async () => {
    const host = page([]);
    await poll('the question', () => host.of('parameters').length === 1);
    host.offers = { openai: [{ name: 'seed', min: 0, max: 9 }] };
    host.snapshot();
    await host.element('param-seed');
  });

  it('are all of drawing a token for the model in the box', async () => {
    const host = new FakePageHost(undefined, (before) => {
      before.providers = [openAi, pocket];
      before.draft = draftOf({ providerId: pocket.id, model: 'pocket' });
    });
    for (const name of ['top_k', 'top_p', 'min_p', 'repetition_penalty', 'seed', 'logprobs', 'stop'])
      await host.element(`param-${name}`);
    await host.type('param-logprobs', '21');
    assert.match(host.page.querySelector('#problem-param-logprobs')?.textContent ?? '', /whole number from 0 to 20/);
  });
});
