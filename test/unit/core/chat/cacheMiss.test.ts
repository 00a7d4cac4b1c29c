import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cacheMissOf, comparePrefix, likeliestMiss } from '../../../../src/core/chat/cacheMiss';
import type { CachedRequest, EarlierRequest } from '../../../../src/core/chat/cacheMiss';
import type { CacheMiss } from '../../../../src/core/chat/messages/cacheMissSchema';
import type { Caching } from '../../../../src/core/catalog/catalogTable';
import type { Message } from '../../../../src/core/chat/messages/chatTypes';
import { says } from './ask';

const caching: Caching = { minimum: 1_024, lifetime: 5, needsBreakpoint: true };
const minute = 60_000;

type Cause = CacheMiss['cause'];

const word = fc.string({ minLength: 1, maxLength: 40 });
const text = fc.array(word, { minLength: 20, maxLength: 60 }).map((words) => words.join(' '));

/** A conversation whose last message is the user's. */
const conversation: fc.Arbitrary<Message[]> = fc
  .array(fc.tuple(text, text), { minLength: 1, maxLength: 6 })
  .map((turns) =>
    turns.flatMap(([asked, answered]) => [says('user', asked), says('assistant', answered)]).slice(0, -1),
  );

const request: fc.Arbitrary<CachedRequest> = fc.record({
  model: fc.constant('m'),
  system: text,
  messages: conversation,
  params: fc.constant({ bodyFields: { cache_control: { type: 'ephemeral' } } }),
});

/** Tokens of a request, one for each character: so that what is shared is known exactly. */
function tokensOf({ system, messages }: CachedRequest, untilMessage = messages.length): number {
  const texts = messages
    .slice(0, untilMessage)
    .flatMap(({ parts }) => parts.map((part) => ('text' in part ? part.text : '')));
  return system.length + texts.join('').length;
}

const changed = ([first, ...rest]: readonly Message[], at: number): Message[] =>
  [first!, ...rest].map((message, i) =>
    i === at ? says(message.role, `other ${JSON.stringify(message.parts)}`) : message,
  );

const followed = (before: CachedRequest): CachedRequest => ({
  ...before,
  messages: [...before.messages, says('assistant', 'An answer.'), says('user', 'And then?')],
});

/** For each cause a request that follows another one and misses the cache for just that, and what they share. */
const follow: Record<
  Cause,
  (
    before: CachedRequest,
    at: number,
  ) => { now: CachedRequest; shared: number; message?: number; minutes?: number; before?: CachedRequest }
> = {
  model: (before) => ({ now: { ...followed(before), model: 'other' }, shared: tokensOf(before) }),
  tools: (before) => ({ now: { ...followed(before), tools: [{ name: 'find', parameters: {} }] }, shared: 0 }),
  system: (before) => ({
    now: { ...followed(before), system: `${before.system}!` },
    shared: tokensOf({ ...before, system: '', messages: [] }),
  }),
  message: (before, at) => ({
    now: { ...followed(before), messages: followed({ ...before, messages: changed(before.messages, at) }).messages },
    shared: tokensOf(before, at),
    message: at + 1,
  }),
  expired: (before) => ({ now: followed(before), shared: tokensOf(before), minutes: 6 }),
  'no-breakpoint': (before) => ({ now: { ...followed(before), params: {} }, shared: tokensOf(before) }),
  unexplained: (before) => ({ now: followed(before), shared: tokensOf(before) }),
};

describe('why less was read from the prompt cache', () => {
  for (const cause of Object.keys(follow) as Cause[]) {
    it(`is ${cause} where just that is the reason, whatever else the requests hold`, () => {
      fc.assert(
        fc.property(request, fc.nat(), fc.nat({ max: 4 }), (first, place, minutes) => {
          const { now, shared, message, ...other } = follow[cause](first, place % first.messages.length);
          const inputTokens = tokensOf(first);
          fc.pre(inputTokens > 256);
          const miss = cacheMissOf(
            { request: first, at: 0, inputTokens },
            {
              request: now,
              at: (other.minutes ?? minutes) * minute,
              usage: { inputTokens: tokensOf(now), cachedInputTokens: 0 },
              caching: { ...caching, minimum: 100 },
            },
          );
          assert.equal(miss?.cause, cause);
          assert.equal(miss.message, message);
          assert.equal(miss.sharedTokens, shared);
          assert.ok(miss.missedTokens === 0 || miss.missedTokens === shared);
          if (shared > 512) assert.equal(miss.missedTokens, shared);
        }),
        { numRuns: 100 },
      );
    });
  }

  it('is nothing where all that is shared was read, in the steps in which reads are counted', () => {
    fc.assert(
      fc.property(request, fc.nat({ max: 127 }), (first, less) => {
        const inputTokens = tokensOf(first) + 128;
        const now = followed(first);
        const usage = { inputTokens: inputTokens + 20, cachedInputTokens: inputTokens - less };
        assert.equal(
          cacheMissOf({ request: first, at: 0, inputTokens }, { request: now, at: 1, usage, caching }),
          undefined,
        );
      }),
      { numRuns: 100 },
    );
  });

  it('is nothing where the earlier request was too short to be cached', () => {
    const before = { model: 'm', system: '', messages: [says('user', 'a'.repeat(1_000))] };
    const missOf = (inputTokens: number) =>
      cacheMissOf(
        { request: before, at: 0, inputTokens },
        { request: followed(before), at: 1, usage: { inputTokens: 1_100, cachedInputTokens: 0 }, caching },
      );
    assert.equal(missOf(1_023), undefined);
    assert.equal(missOf(1_024)?.cause, 'no-breakpoint');
  });

  it('counts the messages that are gone as no difference: what is asked again begins alike', () => {
    const messages = [says('user', 'One'), says('assistant', 'Two'), says('user', 'Three!')];
    const before = { model: 'm', system: '', messages };
    assert.deepEqual(comparePrefix(before, { ...before, messages: messages.slice(0, 1) }), { share: 3 / 12 });
    assert.deepEqual(comparePrefix(before, before), { share: 1 });
  });

  it('is looked for beside the request that shares most, to the same model where one shares anything', () => {
    const base: CachedRequest = {
      model: 'm',
      system: 'system '.repeat(100),
      messages: [says('user', 'A'.repeat(2_000))],
    };
    const earlier = (request: Partial<CachedRequest>, at: number): EarlierRequest => ({
      request: { ...base, ...request },
      at,
      inputTokens: 2_700,
    });
    const now = { request: followed(base), at: 4, usage: { inputTokens: 2_800, cachedInputTokens: 0 } };
    const missOf = (...requests: EarlierRequest[]) => likeliestMiss(requests, now);
    assert.equal(
      missOf(earlier({}, 1), earlier({ model: 'other' }, 2), earlier({ system: '' }, 3))?.cause,
      'unexplained',
    );
    assert.equal(missOf(earlier({ model: 'other' }, 2), earlier({ system: '' }, 3))?.cause, 'model');
    assert.equal(missOf(earlier({ system: '' }, 3))?.cause, 'system');
    assert.equal(missOf(), undefined);
  });

  it('is an estimate where only a part is shared, and then a smaller miss is none', () => {
    const before: CachedRequest = {
      model: 'm',
      system: 's'.repeat(1_000),
      messages: [says('user', 'a'.repeat(1_000))],
    };
    const request = { ...before, messages: [says('user', 'b'.repeat(1_000))] };
    const missOf = (cachedInputTokens: number) =>
      cacheMissOf(
        { request: before, at: 0, inputTokens: 2_000 },
        { request, at: 1, usage: { inputTokens: 2_000, cachedInputTokens } },
      );
    assert.deepEqual(missOf(0), {
      ...{ cause: 'message', message: 1, sharedTokens: 1_000, isEstimate: true },
      ...{ cachedTokens: 0, missedTokens: 1_000 },
    });
    assert.equal(missOf(800)?.missedTokens, 0);
  });
});
