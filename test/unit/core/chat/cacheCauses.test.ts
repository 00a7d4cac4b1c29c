import assert from 'node:assert/strict';
import type { Caching } from '../../../../src/core/catalog/catalogTable';
import { cacheMissOf, comparePrefix, likeliestMiss } from '../../../../src/core/chat/cacheMiss';
import type { CachedRequest, EarlierRequest } from '../../../../src/core/chat/cacheMiss';
import type { CacheMiss } from '../../../../src/core/chat/messages/cacheMissSchema';
import { says } from './ask';

const minute = 60_000;
const caching: Caching = { minimum: 1_024, lifetime: 5, needsBreakpoint: true };

/** Marks what is to be cached. */
const marked = { bodyFields: { cache_control: { type: 'ephemeral' } } };

interface Pair {
  readonly before: CachedRequest;
  readonly now: CachedRequest;
  readonly inputTokens: number;
  readonly minutes: number;
}

const first: CachedRequest = {
  ...{ model: 'm', system: 's'.repeat(1_000), params: marked },
  messages: [says('user', 'a'.repeat(1_000))],
};
const inputTokens = 2_000;
const pair: Pair = {
  ...{ before: first, inputTokens, minutes: 1 },
  now: { ...first, messages: [...first.messages, says('assistant', 'Yes.'), says('user', 'Why?')] },
};
const changing = (now: Partial<CachedRequest>) => (asked: Pair) => ({ ...asked, now: { ...asked.now, ...now } });

/** The causes in the order in which they are named, each with the change that brings it about. */
const causes: readonly (readonly [CacheMiss['cause'] | undefined, (asked: Pair) => Pair])[] = [
  ['model', changing({ model: 'other' })],
  // Too short a prompt is cached nowhere: there is nothing to say.
  [undefined, (asked) => ({ ...asked, inputTokens: 1_000 })],
  ['no-breakpoint', changing({ params: {} })],
  ['expired', (asked) => ({ ...asked, minutes: 6 })],
  ['system', changing({ system: 't'.repeat(1_000) })],
  ['message', changing({ messages: [says('user', 'b'.repeat(1_000))] })],
  ['unexplained', (asked) => asked],
];

const missOf = (asked: Pair, cachedInputTokens = 0, more: Partial<Caching> = {}) =>
  cacheMissOf(
    { request: asked.before, at: 0, inputTokens: asked.inputTokens },
    {
      ...{ request: asked.now, at: asked.minutes * minute },
      usage: { inputTokens: 2_100, cachedInputTokens },
      caching: { ...caching, ...more },
    },
  );

describe('of two reasons why less was read from the cache', () => {
  for (const [at, [cause, one]] of causes.entries()) {
    for (const [later, other] of causes.slice(at)) {
      it(`${cause ?? 'none'} is named${cause === later ? '' : ` before ${later}`}`, () => {
        assert.equal(missOf(one(other(pair)))?.cause, cause);
      });
    }
  }
});

describe('what was missed in the prompt cache', () => {
  it('is nothing within a twentieth of what is counted, or within a step of the model', () => {
    const missed = (cachedInputTokens: number, step?: number) =>
      missOf(pair, cachedInputTokens, step === undefined ? {} : { step })?.missedTokens;
    assert.equal(missed(2_000 - 128), undefined);
    assert.equal(missed(2_000 - 129), 129);
    assert.equal(missed(2_000 - 1_000), 1_000);
    assert.equal(missed(2_000 - 512, 512), undefined);
    assert.equal(missed(2_000 - 513, 512), 513);
    assert.equal(missed(2_000 - 101, 16), 101);
    assert.equal(missed(2_000 - 100, 16), undefined);
  });

  it('is at most what was sent', () => {
    const miss = missOf({ ...pair, inputTokens: 9_000 });
    assert.deepEqual([miss?.sharedTokens, miss?.missedTokens], [2_100, 2_100]);
  });

  it('begins at the message that another one said', () => {
    const messages = [says('user', 'One'), says('assistant', 'Two')];
    const before = { model: 'm', system: '', messages, params: {} };
    const now = { ...before, messages: [says('user', 'One'), says('user', 'Two')] };
    assert.deepEqual(comparePrefix(before, now), { difference: { cause: 'message', message: 2 }, share: 0.5 });
  });

  it('is that beside the newest of requests that share as much', () => {
    const earlier = (at: number): EarlierRequest => ({ request: first, at: at * minute, inputTokens });
    const now = { request: pair.now, at: 12 * minute, usage: { inputTokens: 2_100, cachedInputTokens: 0 }, caching };
    for (const order of [
      [10, 1],
      [1, 10],
    ]) {
      assert.equal(likeliestMiss(order.map(earlier), now)?.cause, 'unexplained', order.join());
    }
    assert.equal(likeliestMiss([2, 1].map(earlier), now)?.cause, 'expired');
  });
});
