import assert from 'node:assert/strict';
import { draftOf, FakePageHost, turnOf, until } from '../fakes/pageHost';

const longAgo = 5_000;

describe('the draft', () => {
  it('is kept at once, and told to the host once for a burst of keystrokes', async () => {
    const host = new FakePageHost();
    host.snapshot();
    for (const text of ['H', 'He', 'Hey']) await host.type('message', text);
    assert.deepEqual(host.state, { draft: draftOf({ message: 'Hey' }), unsent: ['message'] });
    assert.equal(host.of('draft').length, 0);
    await until(() => host.of('draft').length > 0, 'the draft to be posted');
    assert.deepEqual(host.of('draft'), [{ type: 'draft', draft: draftOf({ message: 'Hey' }) }]);
  });

  it('is told at once when the page is about to go, and not a second time', async () => {
    const host = new FakePageHost();
    host.snapshot();
    await host.type('system', 'Be brief.');
    host.store.flush();
    host.store.flush();
    assert.deepEqual(host.of('draft'), [{ type: 'draft', draft: draftOf({ system: 'Be brief.' }) }]);
  });

  it('is told before the message is sent', async () => {
    const host = new FakePageHost();
    host.snapshot({ draft: draftOf({ model: 'gpt-5.1' }) });
    await host.type('message', 'Hello');
    await host.click('send');
    assert.deepEqual(
      host.posted.map(({ type }) => type),
      ['ready', 'draft', 'send'],
    );
  });

  it('comes from the saved state until the snapshot, which wins', async () => {
    const host = new FakePageHost({ draft: draftOf({ message: 'saved here' }) });
    const field = await host.element('message');
    assert.equal(field.value, 'saved here');
    host.snapshot({ draft: draftOf({ message: 'from the host' }) });
    await until(() => field.value === 'from the host', "the host's draft");
  });

  it('keeps what the page before this one could not tell the host, and tells it', async () => {
    const host = new FakePageHost({ draft: draftOf({ message: 'typed last', system: 'old' }), unsent: ['message'] });
    host.snapshot({ draft: draftOf({ message: 'told', system: 'from the host' }) });
    assert.deepEqual(host.store.draft, draftOf({ message: 'typed last', system: 'from the host' }));
    await until(() => host.of('draft').length > 0, 'the draft to be posted');
    assert.deepEqual(host.state, { draft: draftOf({ message: 'typed last', system: 'from the host' }), unsent: [] });
  });

  it('stays what the user has typed before the snapshot came, and the host is told', async () => {
    const host = new FakePageHost({ draft: draftOf({ message: 'saved here' }) });
    await host.type('message', 'typed');
    host.now += longAgo;
    host.snapshot({ draft: draftOf({ message: 'from the host', system: 'Be brief.' }) });
    assert.deepEqual(host.store.draft, draftOf({ message: 'typed', system: 'Be brief.' }));
    await until(() => host.of('draft').length > 0, 'the draft to be posted');
    assert.deepEqual(host.of('draft').at(-1)?.draft, draftOf({ message: 'typed', system: 'Be brief.' }));
  });

  it('is not thrown back by the echo of an earlier keystroke', async () => {
    const host = new FakePageHost();
    host.snapshot();
    await host.type('message', 'Hel');
    await host.type('message', 'Hello');
    host.event({ type: 'draftChanged', draft: draftOf({ message: 'Hel' }) });
    assert.equal((await host.element('message')).value, 'Hello');
  });

  it('takes what the host changes in fields that the user is not typing in', async () => {
    const host = new FakePageHost();
    host.snapshot();
    await host.type('message', 'Hello');
    host.event({ type: 'draftChanged', draft: draftOf({ model: 'gpt-5-mini', temperature: 0.5 }) });
    assert.deepEqual(host.store.draft, draftOf({ message: 'Hello', model: 'gpt-5-mini', temperature: 0.5 }));
    await until(() => host.find('temperature')?.value === '0.5', 'the new temperature');
  });

  it("takes the host's word again once the user has stopped typing", async () => {
    const host = new FakePageHost();
    host.snapshot();
    await host.type('message', 'Hello');
    host.now += longAgo;
    host.event({ type: 'draftChanged', draft: draftOf({ message: 'from the editor' }) });
    assert.equal(host.store.draft.message, 'from the editor');
  });

  it('does not touch a number that the user wrote in another way', async () => {
    const host = new FakePageHost();
    host.snapshot();
    await host.type('temperature', '0.70');
    host.now += longAgo;
    host.event({ type: 'draftChanged', draft: draftOf({ temperature: 0.7, message: 'x' }) });
    await until(() => host.find('message')?.value === 'x', 'the change');
    assert.equal(host.find('temperature')?.value, '0.70');
  });

  it('ignores a saved state of another form, and reports it', () => {
    const host = new FakePageHost({ draft: { message: 5 } });
    host.snapshot();
    assert.deepEqual(host.store.draft, draftOf());
    assert.equal(host.of('pageError').length, 1);
  });

  it('survives an answer that streams', async () => {
    const host = new FakePageHost();
    host.snapshot({ turns: [turnOf()] });
    await host.type('message', 'The next question');
    host.now += longAgo;
    host.grow('Words.');
    host.event({ type: 'answerEnded', turnId: 'turn-1', end: { status: 'done' } });
    await host.element('send');
    assert.equal(host.find('message')?.value, 'The next question');
  });

  it('takes the model last used with a provider when that is chosen', async () => {
    const host = new FakePageHost();
    const turn = turnOf({ providerId: 'ollama', model: 'my-own:7b' }, { status: 'done', text: 'x' });
    host.snapshot({ turns: [turn], draft: draftOf({ model: 'gpt-5.1' }) });
    const select = await host.element('provider');
    select.value = 'ollama';
    select.dispatchEvent(new Event('change'));
    assert.equal(host.store.draft.model, 'my-own:7b');
  });
});
