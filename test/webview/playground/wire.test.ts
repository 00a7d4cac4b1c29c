import assert from 'node:assert/strict';
import { FakePageHost } from '../../fakes/pageHost';
import { poll } from '../../support/poll';

describe('the request and the response of an answer', () => {
  it('can be looked at when it has ended', async () => {
    const host = new FakePageHost();
    const { answerId } = host.startTurn();
    host.grow('Hello');
    await poll('the answer', () => host.text('answer').includes('Hello'));
    assert.ok(!host.find('show-wire'));
    host.end();
    await host.click('show-wire');
    assert.deepEqual(host.of('showWire'), [{ type: 'showWire', answerId }]);
    assert.equal(host.find('show-wire')?.getAttribute('aria-label'), 'Show Request and Response');
  });

  it('are not offered where nothing went over the network', async () => {
    const target = { host: '', providerName: 'Pocket' };
    const host = new FakePageHost(undefined, (before) => before.addTurn({ answer: 'From the editor itself', target }));
    await host.element('copy');
    assert.ok(!host.find('show-wire'));
  });
});
