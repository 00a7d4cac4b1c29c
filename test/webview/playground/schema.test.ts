import assert from 'node:assert/strict';
import type { Draft } from '../../../src/core/playground/session/sessionSchema';
import type { ScriptedHost } from '../../fakes/scriptedHost';
import { FakePageHost } from '../../fakes/pageHost';
import { draftOf } from '../../fakes/providerViews';
import { poll } from '../../support/poll';

const page = (draft: Partial<Draft>, change: (host: ScriptedHost) => void = () => undefined): FakePageHost =>
  new FakePageHost(undefined, (host) => {
    host.draft = draftOf({ providerId: 'openai', model: 'gpt-5.1', ...draft });
    change(host);
  });
const cannot = { does: 'no', why: 'gpt-5.1 cannot be held to a schema, as a connection test found.' } as const;
const schema = '{"title": "a weather report"}';

describe('the schema of an answer', () => {
  it('is added from the settings, and edited in a document', async () => {
    const host = page({});
    await host.click('add-schema');
    assert.deepEqual(
      host.of('editDocument').map(({ column, name }) => [column, name]),
      [['first', 'schema']],
    );
  });

  it('is named above the message, with what the provider does with it, and taken away there', async () => {
    const host = page({ schema }, (scripted) => {
      const text = 'OpenAI refuses "oneOf".';
      scripted.known.schemaNotes = { lines: [{ severity: 'refused', text }], canMend: true };
    });
    await poll('the notes', () => host.text('schema-notes').includes('OpenAI refuses "oneOf".'));
    assert.equal(host.text('schema').trim(), 'Schema: a_weather_report');
    await host.click('mend-schema');
    assert.equal(host.of('mendSchema').length, 1);
    await host.click('remove-schema');
    await poll('the removal', () => host.of('draft').some(({ draft }) => draft.schema === ''));
    await poll('no schema', () => host.find('schema') === null);
  });

  it('holds a message back that it cannot go with as it is written', async () => {
    const host = page({ schema: '{"type": }' });
    await poll(
      'the problem',
      () => host.text('schema-problem') === 'The schema is not JSON. Line 1, column 10 is wrong.',
    );
    // Once: it is not behind the settings that are folded.
    assert.equal(host.find('folded-problem'), null);
    await host.type('message', 'Hi');
    await host.click('send');
    assert.deepEqual(host.of('send'), []);
  });

  it('is said below an answer that does not fit it, with each place', async () => {
    const host = page({}, (scripted) => {
      scripted.addTurn({ answer: '{}', target: { schema } });
      scripted.known.checkAnswer = {
        ...{ fits: 'no', text: 'The answer does not fit the schema.', places: ['The whole answer: lacks "a"'] },
      };
    });
    await poll('the check', () => host.text('answer-check').includes('The whole answer: lacks "a"'));
    assert.equal((await host.element('answer-check')).getAttribute('data-fits'), 'no');
    assert.equal(host.of('checkAnswer').length, 1);
  });

  it('is not offered where the model takes none, and the reason is said', async () => {
    const none = page(
      {},
      (scripted) => (scripted.known.abilities = { ...scripted.known.abilities, structured: cannot }),
    );
    await poll('the reason', async () => (await none.element('add-schema')).getAttribute('title') === cannot.why);
    assert.ok((await none.element('add-schema')).hasAttribute('disabled'));
    const host = page({ schema: '{' }, (scripted) => {
      scripted.known.abilities = { ...scripted.known.abilities, structured: cannot };
    });
    await poll('the reason', () => host.text('schema-unsent') === `The schema is not sent: ${cannot.why}`);
    await host.type('message', 'Hi');
    await host.click('send');
    assert.equal(host.of('send').length, 1);
  });
});
