import assert from 'node:assert/strict';
import { FakePageHost } from '../../fakes/pageHost';
import { draftOf } from '../../fakes/providerViews';
import { poll } from '../../support/poll';

const opened = (message = '', system = ''): FakePageHost =>
  new FakePageHost(undefined, (host) => (host.draft = draftOf({ model: 'gpt-5.1', message, system })));

describe('the fields of variables', () => {
  it('appear when a name in braces stands in the message or the system prompt, and go with it', async () => {
    const host = opened('', 'You are {{who}}.');
    await host.element('variable-who');
    await host.type('message', 'Translate {{word}}.');
    await host.element('variable-word');
    assert.equal(host.find('variable-word')?.getAttribute('placeholder'), 'Empty: sent as {{word}}');
    await host.type('message', 'Translate this.');
    await poll('no field', () => host.find('variable-word') === null);
  });

  it('are not there for a message without any', async () => {
    const host = opened('Hello {name}, {{#if x}}');
    await host.element('message');
    assert.equal(host.find('variables'), null);
  });

  it('send the values beside the message as it is written', async () => {
    const host = opened('Translate {{word}}.');
    await host.type('variable-word', 'token');
    await host.click('send');
    const [sent] = host.of('send');
    assert.equal(sent?.draft.message, 'Translate {{word}}.');
    assert.deepEqual(sent.draft.variables, {
      sets: [{ name: 'Set 1', values: [{ name: 'word', value: 'token' }] }],
      chosen: 0,
    });
  });

  it('are there for a message of the conversation that is edited, and go with its values', async () => {
    const host = new FakePageHost(undefined, (before) => {
      before.draft = draftOf({ model: 'gpt-5.1' });
      before.addTurn({ prompt: 'One', answer: 'To one' });
    });
    await host.click('edit-answer');
    await host.type('edited', 'An {{example}}');
    assert.equal(host.find('variables'), null);
    await host.click('cancel-edit');
    await host.click('edit-prompt');
    await host.type('edited', 'Translate {{word}}.');
    await host.type('variable-word', 'token');
    await host.click('send-edit');
    const [sent] = host.of('sendEdit');
    assert.equal(sent?.draft.edited, 'Translate {{word}}.');
    assert.deepEqual(sent.draft.variables?.sets[0]?.values, [{ name: 'word', value: 'token' }]);
    await host.click('cancel-edit');
    await poll('no field', () => host.find('variables') === null);
  });

  it('show another set of values, which has a name', async () => {
    const host = opened('{{word}}');
    await host.type('variable-word', 'one');
    await host.click('add-variable-set');
    await host.element('variable-sets');
    await host.type('variable-word', 'two');
    const name = await host.element('variable-set-name');
    name.value = 'second';
    name.dispatchEvent(new Event('change'));
    const select = await host.element('variable-sets');
    select.value = '0';
    select.dispatchEvent(new Event('change'));
    await poll('the first value', () => host.find('variable-word')?.value === 'one');
    assert.deepEqual(
      host.store.main.draft.variables?.sets.map((set) => set.name),
      ['Set 1', 'second'],
    );
  });

  it('leave the focus where it was when a set goes', async () => {
    const host = opened('{{word}}');
    await host.type('variable-word', 'one');
    await host.click('add-variable-set');
    const remove = await host.element('remove-variable-set');
    remove.focus();
    remove.click();
    await poll('the focus', () => document.activeElement === host.find('add-variable-set'));
    assert.equal(host.store.main.draft.variables?.sets.length, 1);
  });
});
