import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkedEvent } from '../../../../../src/core/playground/session/checkedEvent';
import { eventsOfLegacySession } from '../../../../../src/core/playground/session/legacySession';
import { reasoningOf, textOf } from '../../../../../src/core/playground/session/nodeText';
import { emptySession, turnsOf } from '../../../../../src/core/playground/session/sessionTree';
import { draftOf, drafts, reduceAll } from '../../../../support/sessionEvents';

const oldTurn = (id: string, answer: object) => ({
  id,
  providerId: 'maker',
  providerName: 'Maker',
  host: 'api.example.com',
  model: 'maker-1',
  system: 'Be brief',
  message: `question ${id}`,
  temperature: 0.5,
  maxOutputTokens: null,
  answer: { status: 'done', text: `answer ${id}`, reasoning: '', ...answer },
});
const read = (value: unknown) => {
  const events = eventsOfLegacySession(value, 42);
  assert.ok(events);
  for (const event of events) assert.equal(checkedEvent(event), event);
  return reduceAll(emptySession('s', 42), events);
};

describe('a playground.json of an earlier version', () => {
  it('comes over with its turns in order, their answers and facts, and the draft', () => {
    const usage = { inputTokens: 3, outputTokens: 4 };
    const draft = draftOf({ message: 'unfinished' });
    const session = read({
      turns: [oldTurn('a', { usage, finishReason: 'stop' }), oldTurn('b', { reasoning: 'Hm' })],
      draft,
    });
    const [first, second] = turnsOf(session, 'first');
    assert.equal(textOf(first!.prompt), 'question a');
    assert.equal(first?.prompt.system, 'Be brief');
    assert.equal(first.prompt.at, 42);
    assert.deepEqual(first.answer?.usage, usage);
    assert.equal(first.answer.finishReason, 'stop');
    assert.equal(first.answer.target.temperature, 0.5);
    assert.equal(textOf(second!.answer!), 'answer b');
    assert.equal(reasoningOf(second!.answer!), 'Hm');
    assert.deepEqual(session.draft, draft);
  });

  it('comes over without the values that cannot be: a cost of Infinity, which JSON made null', () => {
    const cost = { known: true, usd: null, checked: '2026-01-01' };
    const [turn] = turnsOf(read({ turns: [oldTurn('a', { cost, durationMs: 1e300 })], draft: {} }), 'first');
    assert.equal(turn?.answer?.cost, undefined);
    assert.equal(turn?.answer?.durationMs, undefined);
    assert.equal(textOf(turn!.answer!), 'answer a');
  });

  it('comes over without a turn that cannot be read, and with those after it', () => {
    const session = read({ turns: [oldTurn('a', {}), { id: 7 }, null, oldTurn('c', {})], draft: null });
    assert.deepEqual(
      turnsOf(session, 'first').map(({ prompt }) => textOf(prompt)),
      ['question a', 'question c'],
    );
  });

  it('comes over with its turns where it has no draft', () => {
    const session = read({ turns: [oldTurn('a', {})] });
    assert.equal(textOf(turnsOf(session, 'first')[0]!.prompt), 'question a');
  });

  it('takes any draft that was one', () => {
    fc.assert(fc.property(drafts, (draft) => assert.deepEqual(read({ turns: [], draft }).draft, draft)));
  });

  it('is nothing when it is something else', () => {
    for (const value of [null, [], 'x', {}, { turns: {}, draft: {} }])
      assert.equal(eventsOfLegacySession(value, 0), undefined);
  });
});
