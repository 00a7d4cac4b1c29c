import assert from 'node:assert/strict';
import { FakePageHost } from '../../fakes/pageHost';
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

describe('how tokens are drawn', () => {
  it('is a field of the model in the box alone, and goes along with the message', async () => {
    const host = withPocket();
    await host.type('message', 'Hi');
    await host.type('sampling', 'top_k=40 seed=7');
    await host.click('send');
    assert.equal(host.of('send')[0]?.draft.sampling, 'top_k=40 seed=7');
    const other = new FakePageHost();
    await other.element('send');
    assert.equal(other.find('sampling'), null);
  });

  it('says at which temperature, where none is set and the field says from what to draw', async () => {
    const host = withPocket();
    await host.type('sampling', 'stop=END frequency_penalty=1');
    assert.equal(host.find('sampling-drawn'), null);
    await host.type('sampling', 'top_k=40');
    await host.element('sampling-drawn');
    assert.match(host.text('sampling-drawn'), /drawn at temperature 1/);
    assert.equal(host.find('sampling')?.getAttribute('aria-describedby'), 'sampling-drawn');
    await host.type('temperature', '0.5');
    await poll('no note', () => host.find('sampling-drawn') === null);
  });

  it('says what is not understood, and keeps the message here until it is', async () => {
    const host = withPocket();
    await host.type('message', 'Hi');
    await host.type('sampling', 'top_q=1');
    await host.click('send');
    assert.deepEqual(host.of('send'), []);
    assert.match(host.page.querySelector('#problem-sampling')?.textContent ?? '', /Not recognized: top_q=1.*top_k/s);
  });
});
