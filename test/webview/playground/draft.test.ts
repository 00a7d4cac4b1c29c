import assert from 'node:assert/strict';
import { emptySession } from '../../../src/core/playground/session/sessionTree';
import { FakePageHost } from '../../fakes/pageHost';
import { draftOf } from '../../fakes/providerViews';
import { poll } from '../../support/poll';

const silent = (state?: unknown): FakePageHost => new FakePageHost(state, (host) => (host.silent = true));
/** Holds back all messages of the page, as if they were lost. The function that it returns delivers them late. */
function deaf(host: FakePageHost): () => void {
  const { receive } = host;
  const late: unknown[] = [];
  host.receive = (message) => void late.push(message);
  return () => {
    host.receive = receive;
    for (const message of late) receive(message);
  };
}

describe('the draft', () => {
  it('is kept at once, and told to the host once for a burst of keystrokes', async () => {
    const host = new FakePageHost();
    for (const text of ['H', 'He', 'Hey']) await host.type('message', text);
    assert.deepEqual(host.state, {
      session: 'session-1',
      columns: [{ column: 'first', draft: draftOf({ message: 'Hey' }), unsent: ['message'] }],
    });
    assert.equal(host.of('draft').length, 0);
    await poll('the draft to be posted', () => host.of('draft').length > 0);
    assert.deepEqual(host.of('draft'), [
      { type: 'draft', session: 'session-1', column: 'first', edit: 3, draft: { message: 'Hey' } },
    ]);
  });

  it('is told while the user types without a pause', async () => {
    const host = new FakePageHost();
    let typed = '';
    // `poll` looks again long before the page would take it for a pause.
    await poll('the draft to be posted', async () => {
      typed += 'x';
      await host.type('message', typed);
      return host.of('draft').length > 0;
    });
    assert.match(host.of('draft')[0]?.draft.message ?? '', /^x{2,}$/);
  });

  it('is told at once when the page is about to go, and not a second time', async () => {
    const host = new FakePageHost();
    await host.type('system', 'Be brief.');
    host.store.flush();
    host.store.flush();
    assert.deepEqual(host.of('draft'), [
      { type: 'draft', session: 'session-1', column: 'first', edit: 1, draft: { system: 'Be brief.' } },
    ]);
  });

  it('is kept as not told where the page goes away while it tells it', async () => {
    const host = new FakePageHost();
    await host.type('message', 'A draft');
    let kept: unknown; // The host hears nothing, and what the page keeps later is lost.
    host.receive = () => (kept = host.state);
    host.store.flush();
    const again = silent(kept);
    again.snapshot();
    assert.equal(again.store.main.draft.message, 'A draft');
  });

  it('is told before the message is sent, and the send names the same edit', async () => {
    const host = new FakePageHost();
    host.changeDraft({ model: 'gpt-5.1' });
    await host.type('message', 'Hello');
    await host.click('send');
    const asked = ['bodies', 'parameters', 'abilities'];
    const said = host.received.filter(({ type }) => !asked.includes(type));
    assert.deepEqual(
      said.map((message) => [message.type, 'edit' in message ? message.edit : undefined]),
      [
        ['ready', 0],
        ['draft', 1],
        ['send', 1],
      ],
    );
  });

  it('comes from the saved state until the snapshot, which wins', async () => {
    const host = silent({ session: 'session-1', columns: [{ draft: draftOf({ message: 'saved here' }) }] });
    const field = await host.element('message');
    assert.equal(field.value, 'saved here');
    host.changeDraft({ message: 'from the host' });
    host.snapshot();
    await poll("the host's draft", () => field.value === 'from the host');
  });

  it('keeps what the page before this one could not tell the host, and tells it', async () => {
    const host = silent({
      session: 'session-1',
      columns: [{ draft: draftOf({ message: 'typed last', system: 'old' }), unsent: ['message'] }],
    });
    assert.deepEqual(host.of('ready'), [{ type: 'ready', edit: 0 }]);
    host.changeDraft({ message: 'told', system: 'from the host' });
    host.snapshot();
    assert.deepEqual(host.store.main.draft, draftOf({ message: 'typed last', system: 'from the host' }));
    await poll('the draft to be posted', () => host.of('draft').length > 0);
    assert.deepEqual(host.state, {
      session: 'session-1',
      columns: [{ column: 'first', draft: draftOf({ message: 'typed last', system: 'from the host' }), unsent: [] }],
    });
  });

  it('stays what the user has typed before the snapshot came, and the host is told', async () => {
    const host = silent({ session: 'session-1', columns: [{ draft: draftOf({ message: 'saved here' }) }] });
    await host.type('message', 'typed');
    host.changeDraft({ message: 'from the host', system: 'Be brief.' });
    host.snapshot();
    assert.deepEqual(host.store.main.draft, draftOf({ message: 'typed', system: 'Be brief.' }));
    await poll('the draft to be posted', () => host.of('draft').length > 0);
    assert.deepEqual(host.of('draft').at(-1)?.draft, { message: 'typed' });
  });

  it('stays what the user types while the host takes its time with an earlier edit', async () => {
    const host = new FakePageHost();
    host.changeDraft({ model: 'gpt-5.1' });
    await host.type('message', 'Hello');
    const hear = deaf(host);
    await host.click('send');
    await host.type('message', 'And the next question');
    hear();
    host.changeDraft({ message: '' }); // As the host does when it has sent: it knows the edit of the send, not the later one.
    assert.equal(host.store.main.draft.message, 'And the next question');
    await poll('the later edit to be told', () => host.of('draft').at(-1)?.draft.message === 'And the next question');
  });

  it('is emptied by the host when it has sent it and nothing was typed since', async () => {
    const host = new FakePageHost();
    host.changeDraft({ model: 'gpt-5.1' });
    await host.type('message', 'Hello');
    await host.click('send');
    assert.equal(host.store.main.draft.message, 'Hello');
    host.changeDraft({ message: '' });
    await poll('an empty field', () => host.find('message')?.value === '');
  });

  it('stays as it is when the host refuses to send it, and the reason is shown and said', async () => {
    const host = new FakePageHost();
    host.changeDraft({ model: 'gpt-5.1' });
    await host.type('message', 'Hello');
    await host.click('send');
    host.say({ type: 'notSent', column: 'first', reason: 'The provider was removed.' });
    await poll('the reason', () => host.text('not-sent') === 'The provider was removed.');
    assert.equal(host.announced, 'The provider was removed.');
    // A turn with the same words, from elsewhere, is none of its business.
    host.startTurn({ prompt: 'Hello' });
    await host.element('stop');
    assert.equal(host.find('message')?.value, 'Hello');
    assert.equal(host.find('not-sent'), null);
  });

  it('leaves to the host what the user has not edited, where the two cross on their way', async () => {
    const host = new FakePageHost();
    await host.type('message', 'Hello');
    const hear = deaf(host);
    host.store.flush();
    host.changeDraft({ providerId: 'ollama', model: 'llama3.2' });
    hear();
    assert.deepEqual(host.draft, draftOf({ providerId: 'ollama', model: 'llama3.2', message: 'Hello' }));
    assert.deepEqual(host.store.main.draft, host.draft);
  });

  it('tells again what was told and not answered: it may be lost', async () => {
    const host = new FakePageHost();
    await host.type('system', 'Be brief.');
    const { receive } = host;
    deaf(host);
    host.store.flush();
    host.receive = receive;
    await host.type('message', 'Hello');
    host.store.flush();
    const draft = { system: 'Be brief.', message: 'Hello' };
    assert.deepEqual(host.of('draft'), [{ type: 'draft', session: 'session-1', column: 'first', edit: 2, draft }]);
  });

  it('no longer says why it was not sent once another model is chosen or the message is gone', async () => {
    const host = new FakePageHost();
    for (const [field, text] of [
      ['model', 'gpt-5.1'],
      ['message', ''],
    ] as const) {
      await host.type('message', 'Hello');
      host.say({ type: 'notSent', column: 'first', reason: 'It has 812 tokens.' });
      await host.element('not-sent');
      await host.type('message', 'Hell');
      assert.notEqual(host.find('not-sent'), null);
      await host.type(field, text);
      await poll('no reason', () => host.find('not-sent') === null);
    }
  });

  it('takes what the host changes in fields that the user has not edited', async () => {
    const host = new FakePageHost();
    await host.type('message', 'Hello');
    host.changeDraft({ model: 'gpt-5-mini', temperature: 0.5 });
    assert.deepEqual(host.store.main.draft, draftOf({ message: 'Hello', model: 'gpt-5-mini', temperature: 0.5 }));
    await poll('the new temperature', () => host.find('temperature')?.value === '0.5');
  });

  it("takes the host's word once the host has heard the last edit, however short ago that was", async () => {
    const host = new FakePageHost();
    await host.type('message', 'Hello');
    host.store.flush();
    host.changeDraft({ message: 'from the editor' });
    assert.equal(host.store.main.draft.message, 'from the editor');
  });

  it('asks for a snapshot with the edit that the host was told, and keeps what it was not', async () => {
    const host = new FakePageHost();
    await host.type('message', 'told');
    host.store.flush();
    await host.type('message', 'not told');
    host.event({ type: 'title', title: 'x' }, host.seq + 5);
    assert.deepEqual(host.of('ready').at(-1), { type: 'ready', edit: 1 });
    assert.equal(host.store.main.draft.message, 'not told');
  });

  it('of another session replaces all of it, once the host knows what was typed for the old one', async () => {
    const host = new FakePageHost();
    await host.type('message', 'for the old session');
    host.session = emptySession('session-2', 0);
    host.draft = draftOf({ message: 'of the new one' });
    host.snapshot();
    assert.equal(host.store.main.draft.message, 'of the new one');
    const old = { message: 'for the old session' };
    assert.deepEqual(host.of('draft'), [{ type: 'draft', session: 'session-1', column: 'first', edit: 1, draft: old }]);
    await host.type('message', 'for the new session');
    host.store.flush();
    assert.equal(host.of('draft').at(-1)?.session, 'session-2');
  });

  it('of a session that is not shown yet touches no field, and nothing of it is told for the old one', async () => {
    const host = new FakePageHost();
    await host.type('message', 'for the old session');
    const draft = draftOf({ system: 'of the new one', message: 'of the new one' });
    host.event({ type: 'draft', session: 'session-2', column: 'first', edit: 0, draft });
    host.store.flush();
    assert.deepEqual(host.of('draft').at(-1)?.draft, { message: 'for the old session' });
  });

  it('that an earlier page kept for another session is not taken for this one', () => {
    const host = silent({
      session: 'session-0',
      columns: [{ draft: draftOf({ message: 'for another' }), unsent: ['message'] }],
    });
    host.snapshot();
    assert.equal(host.store.main.draft.message, '');
  });

  it('does not touch a number that the user wrote in another way', async () => {
    const host = new FakePageHost();
    await host.type('temperature', '0.70');
    host.store.flush();
    host.changeDraft({ temperature: 0.7, message: 'x' });
    await poll('the change', () => host.find('message')?.value === 'x');
    assert.equal(host.find('temperature')?.value, '0.70');
  });

  it('keeps of a saved state what is sound, and reports the rest', async () => {
    const draft = { ...draftOf({ message: 'typed last' }), model: 5, temperature: 'warm', extra: 1 };
    const host = silent({ session: 'session-1', columns: [{ draft, unsent: ['message', 'model', 7] }] });
    assert.deepEqual(host.store.main.draft, draftOf({ message: 'typed last' }));
    assert.match(host.of('pageError')[0]?.message ?? '', /model, temperature/);
    host.changeDraft({ message: 'told', model: 'gpt-5.1' });
    host.snapshot();
    // The model that cannot be read was never typed: it is none of the page's edits.
    assert.deepEqual(host.store.main.draft, draftOf({ message: 'typed last', model: 'gpt-5.1' }));
    await poll('the draft to be posted', () => host.of('draft').length > 0);
  });

  it('keeps what was typed where the saved state does not say in which session', () => {
    const host = silent({ session: 5, columns: [{ draft: draftOf({ message: 'typed last' }), unsent: ['message'] }] });
    host.snapshot();
    assert.equal(host.store.main.draft.message, 'typed last');
  });

  for (const state of ['x', null, [], { columns: 'x' }, { columns: [null, { draft: 'x' }] }])
    it(`is empty where the saved state is another one: ${JSON.stringify(state)}`, () =>
      assert.deepEqual(silent(state).store.main.draft, draftOf()));

  it('survives an answer that streams', async () => {
    const host = new FakePageHost();
    host.startTurn();
    await host.type('message', 'The next question');
    host.store.flush();
    host.grow('Words.');
    host.end();
    await host.element('send');
    assert.equal(host.find('message')?.value, 'The next question');
  });
});
