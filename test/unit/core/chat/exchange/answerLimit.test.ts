import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnswerLimit } from '../../../../../src/core/chat/exchange/answerLimit';
import type { ChatEvent } from '../../../../../src/core/chat/messages/chatTypes';
import { startFaultServer } from '../../../../fakes/faultServer';
import type { FaultServer } from '../../../../fakes/faultServer';
import { poll } from '../../../../support/poll';
import { ask, endpointAt } from '../ask';

describe('the limit of an answer', () => {
  let server: FaultServer;
  before(async () => (server = await startFaultServer()));
  beforeEach(() => server.reset());
  after(() => server.close());

  it('ends an endless answer after as many characters, says so, and closes the connection', async () => {
    const outcome = await ask(endpointAt(server.baseUrl), { model: 'flood-of-words' }, { answerCharacters: 100_003 });
    assert.equal(outcome.text.length, 100_003);
    assert.deepEqual([outcome.finish, outcome.error], ['answer-limit', undefined]);
    await poll('the connection closed', () => server.requests[0]!.closedEarly);
  });

  it('leaves an answer alone that is exactly as long', async () => {
    const outcome = await ask(endpointAt(server.baseUrl), { model: 'ok' }, { answerCharacters: 5 });
    assert.deepEqual([outcome.text, outcome.finish], ['Hello', 'stop']);
  });

  it('keeps characters whole, in any cut', () => {
    const text = fc.array(fc.constantFrom('a', '😀', 'é', ''), { maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), fc.nat({ max: 20 }), (texts, most) => {
        const limit = new AnswerLimit(most);
        let kept = '';
        texts.forEach((piece, at) => {
          const event: ChatEvent =
            at === 0
              ? { type: 'part', index: 0, part: { type: 'text', text: piece } }
              : { type: 'delta', index: 0, text: piece };
          const taken = limit.take(event);
          if (taken?.type === 'delta') kept += taken.text;
          if (taken?.type === 'part' && taken.part.type === 'text') kept += taken.part.text;
        });
        const whole = texts.join('');
        assert.ok(whole.startsWith(kept));
        assert.doesNotThrow(() => encodeURIComponent(kept)); // It refuses half a surrogate pair.
        assert.ok(kept.length <= most);
        assert.equal(limit.isReached, whole.length > most);
        assert.ok(kept.length >= Math.min(most, whole.length) - 1);
      }),
      { numRuns: 1_000 },
    );
  });

  it('lets no part begin or grow after it, but lets those end that have begun', () => {
    const limit = new AnswerLimit(3);
    const taken = (event: ChatEvent) => limit.take(event);
    assert.deepEqual(taken({ type: 'part', index: 0, part: { type: 'text', text: 'Hello' } }), {
      type: 'part',
      index: 0,
      part: { type: 'text', text: 'Hel' },
    });
    assert.equal(taken({ type: 'delta', index: 0, text: 'x' }), undefined);
    assert.equal(taken({ type: 'part', index: 1, part: { type: 'text', text: '' } }), undefined);
    assert.equal(taken({ type: 'partEnd', index: 1 }), undefined);
    assert.deepEqual(taken({ type: 'partEnd', index: 0 }), { type: 'partEnd', index: 0 });
    const usage: ChatEvent = { type: 'usage', usage: { inputTokens: 1, outputTokens: 2 } };
    assert.deepEqual(taken(usage), usage);
  });

  it('counts what is opaque', () => {
    const limit = new AnswerLimit(3);
    limit.take({ type: 'part', index: 0, part: { type: 'reasoning', text: '' } });
    const ended = limit.take({ type: 'partEnd', index: 0, opaque: { dialect: 'responses', json: '"long"' } });
    assert.deepEqual([ended, limit.isReached], [{ type: 'partEnd', index: 0 }, true]);
  });
});
