import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { fromPage, parseMessage, sessionSchema, toPage } from '../../../src/core/playground/protocol';
import { emptyDraft, emptySession } from '../../../src/core/playground/session';
import { sessions, turnOf } from './sessions';

const read = (schema: Parameters<typeof parseMessage>[0], value: unknown): { message: unknown; reasons: string[] } => {
  const reasons: string[] = [];
  return { message: parseMessage(schema, value, (why) => reasons.push(why)), reasons };
};

describe('a session', () => {
  it('comes back whole from JSON, through the schema', () => {
    fc.assert(
      fc.property(sessions, (session) => {
        assert.deepEqual(v.parse(sessionSchema, JSON.parse(JSON.stringify(session))), session);
      }),
    );
  });

  for (const [what, broken] of [
    ['no draft', { turns: [] }],
    ['a turn without an answer', { ...emptySession, turns: [{ ...turnOf('a'), answer: undefined }] }],
    [
      'an unknown status',
      { ...emptySession, turns: [{ ...turnOf('a'), answer: { status: 'x', text: '', reasoning: '' } }] },
    ],
    ['a text that is none', { ...emptySession, draft: { ...emptyDraft, message: 1 } }],
    ['a temperature of 3', { ...emptySession, draft: { ...emptyDraft, temperature: 3 } }],
    ['half a token', { ...emptySession, draft: { ...emptyDraft, maxOutputTokens: 0.5 } }],
    ['an array', []],
    ['null', null],
  ] as const) {
    it(`is refused with ${what}`, () => assert.equal(v.safeParse(sessionSchema, broken).success, false));
  }

  it('loses what does not belong to it', () => {
    const parsed = v.parse(sessionSchema, { ...emptySession, key: 'secret' });
    assert.deepEqual(parsed, emptySession);
  });
});

describe('messages to the page', () => {
  const provider = {
    id: 'maker',
    name: 'Maker',
    host: 'api.example.com',
    local: false,
    needsKey: true,
    hasKey: true,
    models: ['maker-1'],
    modelsFromProvider: false,
  };
  for (const message of [
    { type: 'snapshot', seq: 0, session: emptySession, providers: [provider], presets: [] },
    { type: 'event', seq: 3, event: { type: 'answerGrew', turnId: 'a', text: 'x', reasoning: '' } },
    { type: 'providers', providers: [] },
    { type: 'focusMessage' },
  ]) {
    it(`are taken: ${message.type}`, () => {
      assert.deepEqual(read(toPage, message), { message, reasons: [] });
    });
  }

  it('never carry a key: what is no field of a provider is dropped', () => {
    const { message } = read(toPage, { type: 'providers', providers: [{ ...provider, key: 'secret' }] });
    assert.deepEqual(message, { type: 'providers', providers: [provider] });
  });

  for (const [message, reason] of [
    [undefined, /undefined/],
    ['ready', /"ready"/],
    [{}, /type/],
    [{ type: 'ready' }, /"ready"/],
    [{ type: 'snapshot', seq: 0, session: emptySession }, /providers/],
    [{ type: 'event', seq: -1, event: { type: 'sessionReplaced', session: emptySession } }, /seq/],
    [{ type: 'event', seq: Number.NaN, event: { type: 'sessionReplaced', session: emptySession } }, /seq/],
    [{ type: 'event', seq: 1, event: { type: 'answerGrew', turnId: 'a', text: 1, reasoning: '' } }, /event\.text/],
    [{ type: 'event', seq: 1, event: { type: 'answerEnded', turnId: 'a', end: { status: 'streaming' } } }, /status/],
    [{ type: 'event', seq: 1, event: { type: 'unheard' } }, /unheard/],
  ] as const) {
    it(`are refused with a reason: ${JSON.stringify([message]).slice(1, 60)}`, () => {
      const result = read(toPage, message);
      assert.equal(result.message, undefined);
      assert.equal(result.reasons.length, 1);
      assert.match(result.reasons[0] ?? '', reason);
    });
  }
});

describe('messages from the page', () => {
  for (const message of [
    { type: 'ready' },
    { type: 'draft', draft: emptyDraft },
    { type: 'send', draft: { ...emptyDraft, temperature: 2, maxOutputTokens: 10_000_000 } },
    { type: 'stop' },
    { type: 'retry', turnId: 'a' },
    { type: 'clear' },
    { type: 'copy', turnId: 'a' },
    { type: 'copyText', text: 'x'.repeat(1_000_000) },
    { type: 'openLink', url: 'https://example.com' },
    { type: 'addProvider', preset: null },
    { type: 'setKey', providerId: 'maker' },
    { type: 'loadModels', providerId: 'maker' },
    { type: 'errorAction', turnId: 'a', action: 'set-key' },
    { type: 'pageError', message: 'x' },
  ]) {
    it(`are taken: ${message.type}`, () => assert.deepEqual(read(fromPage, message), { message, reasons: [] }));
  }

  for (const [message, reason] of [
    [{ type: 'snapshot' }, /snapshot/],
    [{ type: 'send' }, /draft/],
    [{ type: 'retry', turnId: 1 }, /turnId/],
    [{ type: 'retry', turnId: 'x'.repeat(2_001) }, /turnId/],
    [{ type: 'openLink', url: 'x'.repeat(8_001) }, /url/],
    [{ type: 'errorAction', turnId: 'a', action: 'run' }, /action/],
    [[{ type: 'ready' }], /type|Array|Object/],
    [42, /42/],
  ] as const) {
    it(`are refused with a reason: ${JSON.stringify(message).slice(0, 50)}`, () => {
      const result = read(fromPage, message);
      assert.equal(result.message, undefined);
      assert.equal(result.reasons.length, 1);
      assert.match(result.reasons[0] ?? '', reason);
    });
  }
});
