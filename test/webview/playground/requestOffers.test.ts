import assert from 'node:assert/strict';
import { FakePageHost } from '../../fakes/pageHost';
import { poll } from '../../support/poll';

const curl = "curl https://api.openai.com/v1/responses -d '{}'";

/** Puts a text into the message field as a browser does. */
async function insert(host: FakePageHost, text: string, inputType: string): Promise<void> {
  const field = (await host.element('message')) as HTMLTextAreaElement;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { inputType, bubbles: true }));
}

const withRequests = (): FakePageHost =>
  new FakePageHost(undefined, (host) => host.requests.set(curl, 'Responses request to api.openai.com'));
const offer = (host: FakePageHost): HTMLElement | null => host.find('pasted-request');

describe('a request in the message field', () => {
  for (const inputType of ['insertFromPaste', 'insertFromDrop']) {
    it(`is offered as a session when it comes by ${inputType}`, async () => {
      const host = withRequests();
      await insert(host, curl, inputType);
      await poll('the offer', () =>
        offer(host)?.textContent.includes('This is a request: Responses request to api.openai.com'),
      );
      assert.equal(host.store.message, curl);
      await host.click('import-request');
      const { session, columnId } = { session: host.session.id, columnId: host.store.main.columnId };
      assert.deepEqual(host.received.at(-1), { type: 'importRequest', session, column: columnId, text: curl });
    });
  }

  it('has no key any more from the moment on in which it comes: it is kept as a draft', async () => {
    const host = new FakePageHost();
    await insert(host, "curl https://a.test -H 'x-api-key: sk-live-0123456789' -d '{}'", 'insertFromPaste');
    const keyless = "curl https://a.test -H 'x-api-key: {key}' -d '{}'";
    assert.equal(host.store.message, keyless);
    await poll('the field', async () => ((await host.element('message')) as HTMLTextAreaElement).value === keyless);
    await poll('the draft', () => host.received.some(({ type }) => type === 'draft'));
    assert.doesNotMatch(JSON.stringify(host.received), /sk-live/);
  });

  it('shows the key that was typed, and keeps none in its state', async () => {
    const host = new FakePageHost();
    const typed = "curl https://a.test -H 'x-api-key: sk-live-0123456789";
    await host.type('message', typed);
    assert.equal(host.store.message, typed);
    assert.match(JSON.stringify(host.state), /curl https:\/\/a\.test/);
    assert.doesNotMatch(JSON.stringify(host.state), /sk-live/);
  });

  it('stays a message where the user goes on writing', async () => {
    const host = withRequests();
    await insert(host, curl, 'insertFromPaste');
    await poll('the offer', () => offer(host));
    await insert(host, `${curl} What does this do?`, 'insertText');
    await poll('no offer', () => offer(host) === null);
    assert.equal(host.store.message, `${curl} What does this do?`);
  });

  it('is not looked for in what is typed, in other texts, and between what stands there', async () => {
    const host = withRequests();
    await insert(host, curl, 'insertText');
    await insert(host, '', 'deleteContent');
    await insert(host, 'Some text', 'insertFromPaste');
    await insert(host, curl, 'insertFromPaste');
    await host.type('message', 'End');
    await poll('the draft', () => host.received.some(({ type }) => type === 'draft'));
    assert.ok(!host.received.some(({ type }) => type === 'readRequest'));
  });
});

describe('a session that was made of a request', () => {
  it('says what was not taken, until that was read', async () => {
    const host = new FakePageHost();
    await host.element('message');
    host.say({ type: 'imported', session: 'other', notes: ['Not here'] });
    host.say({ type: 'imported', session: host.session.id, notes: ['One', 'Two'] });
    await poll('the notes', () => /One\s*Two/.test(host.text('not-taken')));
    await host.click('forget-not-taken');
    await poll('no notes', () => host.find('not-taken') === null);
  });

  it('says nothing of another session', async () => {
    const host = new FakePageHost();
    await host.element('message');
    host.say({ type: 'imported', session: 'other', notes: ['Not here'] });
    host.changeDraft({ message: 'x' });
    await poll('the draft', () => host.store.message === 'x');
    assert.equal(host.find('not-taken'), null);
  });
});

describe('a turn', () => {
  it('tells the context menu of VS Code which answer it is', async () => {
    const host = new FakePageHost(undefined, (before) => void before.addTurn({ answer: 'Yes' }));
    const turn = await host.element('turn');
    const answerId = turn.dataset['answerId'];
    assert.deepEqual(JSON.parse(turn.dataset['vscodeContext'] ?? ''), { webviewSection: 'answer', answerId });
  });
});
