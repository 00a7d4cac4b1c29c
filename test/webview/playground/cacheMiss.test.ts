import assert from 'node:assert/strict';
import { cacheWords } from '../../../src/webview/playground/cacheWords';
import { FakePageHost } from '../../fakes/pageHost';

const usage = { inputTokens: 5_020, outputTokens: 10, cachedInputTokens: 0 };
const miss = { sharedTokens: 5_000, cachedTokens: 0, missedTokens: 5_000, isEstimate: false } as const;

describe('a miss of the prompt cache', () => {
  it('is said below the answer, with its reason and its cost', async () => {
    const host = new FakePageHost();
    host.startTurn();
    host.grow('Hello');
    host.end({
      status: 'done',
      usage,
      cacheMiss: { ...miss, cause: 'message', message: 3, isEstimate: true, usd: 0.0125 },
    });
    const note = await host.element('cache-miss');
    assert.equal(
      note.textContent,
      '≈5,000 of the input tokens were the same as in an earlier request, but only 0 of them were read from the prompt ' +
        'cache: message 3 has changed. The others cost $0.013 more than from the cache.',
    );
  });

  it('has no cost where that is not known', async () => {
    const host = new FakePageHost();
    host.startTurn();
    host.grow('Hello');
    host.end({ status: 'done', usage, cacheMiss: { ...miss, cause: 'model' } });
    const note = await host.element('cache-miss');
    assert.match(note.textContent, /^5,000 of .*: the model has changed\.$/);
  });

  for (const [cause, words] of [
    ['model', 'the model has changed'],
    ['system', 'the system prompt has changed'],
    ['expired', 'the earlier request was too long ago'],
    ['no-breakpoint', 'this provider caches only what a request marks, and nothing was marked'],
    ['unexplained', 'the provider no longer had the rest, or did not find it'],
  ] as const) {
    it(`has a reason of its own: ${cause}`, () => {
      assert.ok(cacheWords({ ...miss, cause }).endsWith(`cache: ${words}.`), cacheWords({ ...miss, cause }));
    });
  }

  it('is said in the word of the provider, too, where that was asked', async () => {
    const host = new FakePageHost();
    host.startTurn();
    host.grow('Hello');
    host.end({ status: 'done', usage, cacheDiagnosis: { reason: 'tools_changed', missedTokens: 5_210 } });
    const note = await host.element('cache-miss');
    assert.equal(note.textContent, 'The provider says of its prompt cache: tools changed (≈5,210 tokens).');
  });

  it('is not spoken of where there was none', async () => {
    const host = new FakePageHost();
    host.startTurn();
    host.grow('Hello');
    host.end({ status: 'done', usage });
    await host.element('stats');
    assert.ok(!host.find('cache-miss'));
  });
});
