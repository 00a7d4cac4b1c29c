import assert from 'node:assert/strict';
import { pocketTarget as target, withPocket } from '../../fakes/pocketPage';
import { poll } from '../../support/poll';

describe('a message that was not sent', () => {
  it('says why, with the buttons that mend it', async () => {
    const host = withPocket((before) => before.addTurn({ answer: 'One', target }));
    await host.type('message', 'A long text');
    const reason = 'This text has 812 tokens. Pocket’s context window has 512.';
    host.say({ type: 'notSent', column: 'first', reason, actions: ['new-session', 'use-real-model'] });
    await host.element('not-sent');
    assert.equal(host.text('not-sent'), reason);
    // One button for one thing.
    assert.equal(host.page.querySelectorAll('[data-testid="use-real-model"]').length, 1);
    await host.click('not-sent-new-session');
    assert.equal(host.of('moveDraft')[0]?.draft.message, 'A long text');
  });
});

describe('a message for which no provider is chosen', () => {
  it('has a button that lets one choose', async () => {
    const host = withPocket();
    host.say({ type: 'notSent', column: 'first', reason: 'No provider is chosen.', actions: ['choose-model'] });
    await host.element('not-sent-choose-model');
    await host.click('not-sent-choose-model');
    assert.deepEqual(host.of('pickModel'), [{ type: 'pickModel', column: 'first' }]);
    await poll('no reason any more', () => host.find('not-sent') === null);
  });
});

describe('a question that was not asked again', () => {
  it('is asked in a new session by its own button, and not what stands in the message field', async () => {
    const host = withPocket((before) => before.addTurn({ prompt: 'A long one', answer: 'One', target }));
    await host.type('message', 'Something else');
    const answerId = 'answer-2';
    host.say({ type: 'notSent', column: 'first', reason: 'It has 812 tokens.', actions: ['new-session'], answerId });
    await host.element('not-sent');
    await host.click('not-sent-new-session');
    assert.deepEqual(host.of('errorAction'), [
      { type: 'errorAction', column: 'first', answerId, action: 'new-session' },
    ]);
    assert.deepEqual(host.of('moveDraft'), []);
  });
});

describe('the reason why a message was not sent', () => {
  it('goes when it is sent again', async () => {
    const host = withPocket();
    await host.type('message', 'A long text');
    host.say({ type: 'notSent', column: 'first', reason: 'This text has 812 tokens.' });
    await host.element('not-sent');
    await host.type('message', 'A short text');
    await host.click('send');
    await poll('no reason', () => host.find('not-sent') === null);
    assert.equal(host.of('send')[0]?.draft.message, 'A short text');
  });
});
