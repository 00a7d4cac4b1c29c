import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { checkedEvent } from '../../../../../src/core/playground/session/checkedEvent';
import { maxTextLength } from '../../../../../src/core/chat/messages/chatTypes';
import { sessionEvent } from '../../../../../src/core/playground/session/sessionSchema';
import type { SessionEvent } from '../../../../../src/core/playground/session/sessionSchema';
import { anyEvents, answerOf, draftOf, promptOf } from '../../../../support/sessionEvents';

const ended = (end: object) => checkedEvent({ type: 'answerEnded', node: 'a', end });
const done = (more: object = {}): SessionEvent => ({
  type: 'answerEnded',
  node: 'a',
  end: { status: 'done', ...more },
});

describe('checkedEvent', () => {
  it('gives back what fits as it is, also through JSON', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        for (const event of events) {
          assert.equal(checkedEvent(event), event);
          assert.deepEqual(checkedEvent(JSON.parse(JSON.stringify(event))), JSON.parse(JSON.stringify(event)));
        }
      }),
    );
  });

  it('keeps fields that it does not know', () => {
    const event = { type: 'nodeAdded', node: { ...promptOf('p'), mood: 'good' } };
    assert.deepEqual(checkedEvent(event), event);
  });

  it('leaves out a usage of 1e308 and keeps the rest of the end', () => {
    const usage = { inputTokens: 1e308, outputTokens: 2 };
    assert.deepEqual(ended({ status: 'done', usage, finishReason: 'stop' }), done({ finishReason: 'stop' }));
  });

  it('leaves out an optional number of a usage alone', () => {
    const usage = { inputTokens: 1, outputTokens: 2 };
    assert.deepEqual(ended({ status: 'done', usage: { ...usage, cachedInputTokens: -1 } }), done({ usage }));
  });

  it('keeps the lines of a cost, how long cache writes are kept, and the tier', () => {
    const usage = { inputTokens: 9, outputTokens: 2, cacheWrites: { '5m': 3, '12h': 1 }, tier: 'flex' };
    const lines = [
      { label: 'input', tokens: 9, rate: 2, usd: 0.000018 },
      { label: 'cache read', tokens: 1 },
    ];
    const cost = {
      known: true,
      usd: 0.000018,
      lines,
      because: ['flex'],
      unknown: ['why'],
      checked: '2026-01-01',
      note: 'N',
    };
    assert.deepEqual(ended({ status: 'done', usage, cost }), done({ usage, cost }));
  });

  for (const [what, facts] of [
    ['a cost of Infinity', { cost: { known: true, usd: Infinity, lines: [], checked: '2026-01-01' } }],
    ['a time that is no number', { durationMs: Number.NaN }],
    ['a negative time', { firstTokenMs: -1 }],
    ['a finish reason of tomorrow', { finishReason: 'tired' }],
    ['a kind of error that it does not know', { error: { kind: 'x', message: 'm', advice: 'a', actions: [] } }],
  ] as const) {
    it(`leaves out ${what}`, () => assert.deepEqual(ended({ status: 'done', ...facts }), done()));
  }

  it('leaves out a button of an error that it does not know, and keeps the error', () => {
    const error = { kind: 'cut-off', message: 'm', advice: 'a', actions: ['retry'] };
    assert.deepEqual(ended({ status: 'failed', error: { ...error, actions: ['dance', 'retry', 'sing'] } }), {
      type: 'answerEnded',
      node: 'a',
      end: { status: 'failed', error },
    });
  });

  it('leaves out two parts side by side that it does not know, and keeps the one after them', () => {
    const kept = { type: 'text', text: 'kept' };
    const node = { ...answerOf('a', 'p'), parts: [{ type: 'audio' }, { type: 'audio' }, kept] };
    const expected = { type: 'nodeAdded', node: { ...node, parts: [kept] } };
    assert.deepEqual(checkedEvent({ type: 'nodeAdded', node }), expected);
  });

  it('cuts a text of 33 million characters to the longest there may be', () => {
    const event = checkedEvent({ type: 'partGrew', node: 'a', index: 0, text: 'x'.repeat(33_000_000) });
    assert.ok(event?.type === 'partGrew');
    assert.equal(event.text.length, maxTextLength);
    const message = `${'x'.repeat(maxTextLength - 1)}😀`;
    const changed = checkedEvent({ type: 'draftChanged', draft: draftOf({ message, model: 'maker-1' }) });
    assert.ok(changed?.type === 'draftChanged');
    assert.equal(changed.draft.message?.length, maxTextLength - 1, 'not half a character');
    assert.equal(changed.draft.model, 'maker-1');
  });

  it('cuts a usage as received, and the names in a target', () => {
    const cut = ended({ status: 'done', usageReceived: 'x'.repeat(9_000) });
    assert.ok(cut?.type === 'answerEnded');
    assert.equal(cut.end.usageReceived?.length, 8_000);
    const node = answerOf('a', 'p');
    const added = checkedEvent({
      type: 'nodeAdded',
      node: { ...node, target: { ...node.target, model: 'm'.repeat(5_000), temperature: 5 } },
    });
    assert.ok(added?.type === 'nodeAdded' && added.node.kind === 'answer');
    assert.equal(added.node.target.model.length, 2_000);
    assert.equal(added.node.target.temperature, null);
  });

  for (const [field, value] of [
    ['status', 'asleep'],
    ['status', undefined],
    ['at', -1],
    ['at', 'yesterday'],
    ['parts', 'none'],
  ] as const) {
    it(`keeps an answer whose ${field} is ${value}`, () => {
      const node = answerOf('a', 'p', { usage: { inputTokens: 1, outputTokens: 2 } });
      const unknown = { status: 'streaming', at: 0, parts: [] }[field];
      assert.deepEqual(checkedEvent({ type: 'nodeAdded', node: { ...node, [field]: value } }), {
        type: 'nodeAdded',
        node: { ...node, [field]: unknown },
      });
    });
  }

  it('keeps an answer whose model or provider is no text, and one without any target', () => {
    const node = answerOf('a', 'p');
    const target = { ...node.target, providerId: '', host: '', origin: '', model: '' };
    const added = (value: unknown) => checkedEvent({ type: 'nodeAdded', node: { ...node, target: value } });
    assert.deepEqual(added({ ...target, providerId: 1, host: null, origin: 3, model: {} }), {
      type: 'nodeAdded',
      node: { ...node, target },
    });
    assert.deepEqual(added(7), { type: 'nodeAdded', node: { ...node, target: { ...target, providerName: '' } } });
  });

  it('keeps a prompt whose time and system prompt cannot be read', () => {
    const node = { ...promptOf('p'), at: Number.NaN, system: 7 };
    const expected = { type: 'nodeAdded', node: { ...node, at: 0, system: '' } };
    assert.deepEqual(checkedEvent({ type: 'nodeAdded', node }), expected);
  });

  it('keeps the end of an answer whose status it does not know', () => {
    const end = { durationMs: 5, finishReason: 'stop' };
    const expected = { type: 'answerEnded', node: 'a', end: { ...end, status: 'stopped' } };
    assert.deepEqual(ended({ ...end, status: 'asleep' }), expected);
    assert.deepEqual(ended(end), expected);
  });

  it('keeps a draft of which one field cannot be read', () => {
    const draft = draftOf({ model: 'maker-1', message: 'typed' });
    const changed = (change: object) => checkedEvent({ type: 'draftChanged', draft: { ...draft, ...change } });
    assert.deepEqual(changed({ model: 5 }), { type: 'draftChanged', draft: { ...draft, model: '' } });
    const event = changed({ system: 5 });
    assert.ok(event?.type === 'draftChanged' && !('system' in event.draft) && event.draft.message === 'typed');
  });

  it('leaves 90 wrong values out of one event, and takes one with 250 for none of ours', () => {
    const error = { kind: 'cut-off', message: 'm', advice: 'a', actions: ['retry'] };
    const spoilt = (wrong: number) => {
      const actions = [...Array.from({ length: wrong }, () => 'dance'), 'retry'];
      return ended({ status: 'failed', error: { ...error, actions } });
    };
    assert.deepEqual(spoilt(90), { type: 'answerEnded', node: 'a', end: { status: 'failed', error } });
    assert.equal(spoilt(250), undefined);
  });

  for (const [what, change] of [
    ['a limit of 0 tokens', { maxOutputTokens: 0 }],
    ['a limit of half a token', { maxOutputTokens: 1.5 }],
    ['a limit of 10,000,001 tokens', { maxOutputTokens: 10_000_001 }],
    ['a temperature of 2.1', { temperature: 2.1 }],
  ] as const) {
    it(`leaves ${what} in a draft to the provider`, () => {
      const draft = draftOf({ model: 'maker-1', message: 'typed', temperature: 2, maxOutputTokens: 10_000_000 });
      const [field] = Object.keys(change);
      const expected = { type: 'draftChanged', draft: { ...draft, [field!]: null } };
      assert.deepEqual(checkedEvent({ type: 'draftChanged', draft: { ...draft, ...change } }), expected);
    });
  }

  it('cuts a title to 200 characters', () => {
    assert.deepEqual(checkedEvent({ type: 'titled', title: 't'.repeat(250) }), {
      type: 'titled',
      title: 't'.repeat(200),
    });
  });

  it('takes up to 100,000 parts of an answer', () => {
    const part = { type: 'partGrew', node: 'a', index: 100_000, text: 'x' };
    assert.deepEqual(checkedEvent(part), part);
    assert.equal(checkedEvent({ ...part, index: 100_001 }), undefined);
  });

  it('does not change what it was given', () => {
    const event = { type: 'answerEnded', node: 'a', end: { status: 'done', durationMs: Infinity } };
    const before = structuredClone(event);
    checkedEvent(event);
    assert.deepEqual(event, before);
  });

  for (const value of [
    undefined,
    null,
    42,
    'partGrew',
    [],
    {},
    { type: 'unheard' },
    { type: 'partGrew', node: 'a', index: 0, text: 1 },
    { type: 'partGrew', node: 'a', index: -1, text: '' },
    { type: 'partStarted', node: 'a', index: 0, part: { type: 'smell' } },
    { type: 'answerEnded', node: 'a', end: 'done' },
    { type: 'answerEnded', node: 7, end: { status: 'done' } },
    { type: 'nodeAdded', node: { ...promptOf('p'), id: 7 } },
  ]) {
    it(`is nothing for ${JSON.stringify({ value }).slice(9, 70)}`, () => assert.equal(checkedEvent(value), undefined));
  }

  it('never throws, and gives only what fits the schema, whatever was spoilt in an event', () => {
    const junk = fc.oneof(fc.constantFrom(null, NaN, Infinity, -1, 'x'.repeat(2_001), [], {}), fc.jsonValue());
    const spoilt = fc.tuple(anyEvents, fc.nat(), junk).map(([events, pick, value]) => {
      const copy = structuredClone(events[pick % Math.max(1, events.length)] ?? {}) as Record<string, unknown>;
      spoil(copy, pick, value);
      return copy;
    });
    fc.assert(
      fc.property(spoilt, (value) => {
        const event = checkedEvent(value);
        assert.ok(event === undefined || v.is(sessionEvent, event));
      }),
    );
  });
});

/** Puts `value` somewhere into `into`. */
function spoil(into: Record<string, unknown>, pick: number, value: unknown): void {
  const keys = Object.keys(into);
  const key = keys[pick % Math.max(1, keys.length)];
  if (key === undefined) return;
  const inner = into[key];
  if (typeof inner === 'object' && inner !== null && pick % 3 > 0)
    spoil(inner as Record<string, unknown>, pick >> 1, value);
  else into[key] = value;
}
