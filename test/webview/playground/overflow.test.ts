import assert from 'node:assert/strict';
import { totalsOf } from '../../../src/core/playground/totals';
import { FakePageHost } from '../../fakes/pageHost';
import { poll } from '../../support/poll';

const none = totalsOf([]);
const note = 'Ollama has loaded qwen3:8b with a context of 4,096 tokens.';

describe('a request that is longer than the context of a local server', () => {
  const page = (): FakePageHost =>
    new FakePageHost(undefined, (host) => {
      const overflow = { note, fix: '# How' };
      host.measured = { column: none, session: none, day: none, size: { tokens: 5_000 }, overflow };
    });

  it('is told above the message, with the way to give it more', async () => {
    const host = page();
    const ways = (await host.element('overflow-fix')).closest('details')!;
    assert.ok(host.text('overflow').startsWith(note));
    assert.equal(ways.open, false);
    await poll('the ways', () => ways.querySelector('h1, h2, h3, h4, h5, h6')?.textContent === 'How');
  });

  it('can be asked of the server, which may say why it does not tell', async () => {
    const host = page();
    await host.click('overflow-ask');
    const [{ providerId } = assert.fail()] = host.of('loadModels');
    assert.equal(providerId, host.store.main.provider?.id);
    const state = { status: 'failed', message: 'Nobody answers there.', advice: '', wantsKey: false };
    host.sayAnything({ type: 'modelList', providerId, state });
    await poll('the reason', () => host.text('overflow').includes('Nobody answers there.'));
  });

  it('is told no more once it fits', async () => {
    const host = page();
    await host.element('overflow');
    host.measured = { column: none, session: none, day: none, size: { tokens: 10 } };
    host.store.editMessage('short');
    await poll('the end of the note', () => !host.find('overflow'));
  });

  it('is told below the answer where the server has cut it', async () => {
    const host = new FakePageHost();
    host.startTurn();
    host.grow('Hello');
    const cut = { sent: 7_900, isEstimate: true, read: 2_050, by: 'Ollama' };
    host.end({ status: 'done', usage: { inputTokens: 2_050, outputTokens: 1 }, cut });
    await host.element('cut');
    assert.equal(host.text('cut'), 'Ollama has read 2,050 of ≈7,900 tokens, and has cut the rest without a word.');
  });
});
