import fc from 'fast-check';
import type { ErrorView } from '../../../src/core/chat/errors';
import { emptyDraft } from '../../../src/core/playground/session';
import type { Answer, AnswerEnd, Draft, Session, SessionEvent, Turn } from '../../../src/core/playground/session';

export const turnOf = (id: string, answer: Partial<Answer> = {}, part: Partial<Turn> = {}): Turn => ({
  id,
  providerId: 'maker',
  providerName: 'Maker',
  host: 'api.example.com',
  model: 'maker-1',
  system: '',
  message: `question ${id}`,
  temperature: null,
  maxOutputTokens: null,
  answer: { status: 'streaming', text: '', reasoning: '', ...answer },
  ...part,
});

export const sessionOf = (...turns: Turn[]): Session => ({ turns, draft: emptyDraft });

/** One of every kind, so that a kind that the schema does not know is a compile error here and a failure there. */
const errorKinds: Record<ErrorView['kind'], true> = {
  'missing-key': true,
  'wrong-key': true,
  forbidden: true,
  'unknown-model': true,
  'bad-request': true,
  'rate-limited': true,
  'server-error': true,
  'not-a-chat-api': true,
  empty: true,
  'cut-off': true,
  stalled: true,
  malformed: true,
  unreachable: true,
  'invalid-url': true,
  'in-stream': true,
  interrupted: true,
  unexpected: true,
};
const finishReasons: Record<NonNullable<Answer['finishReason']>, true> = {
  stop: true,
  length: true,
  'content-filter': true,
  'tool-calls': true,
  other: true,
};
const actions: Record<ErrorView['actions'][number], true> = {
  retry: true,
  'set-key': true,
  'choose-model': true,
  'edit-provider': true,
  'test-connection': true,
};

const keysOf = <K extends string>(all: Record<K, true>): fc.Arbitrary<K> =>
  fc.constantFrom(...(Object.keys(all) as K[]));
/** With the prototype that JSON gives: records of fast-check may have none. */
const plain = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> => arbitrary.map((value) => structuredClone(value));
const text = fc.string({ unit: 'binary', maxLength: 20 });
const count = fc.nat(1_000_000);

export const drafts: fc.Arbitrary<Draft> = plain(
  fc.record({
    providerId: fc.option(text),
    model: text,
    system: text,
    message: text,
    temperature: fc.option(fc.constantFrom(0, 0.7, 2)),
    maxOutputTokens: fc.option(fc.integer({ min: 1, max: 10_000_000 })),
  }),
);

const facts = {
  finishReason: keysOf(finishReasons),
  usage: fc.record(
    { inputTokens: count, outputTokens: count, reasoningTokens: count, cachedInputTokens: count },
    { requiredKeys: ['inputTokens', 'outputTokens'] },
  ),
  firstTokenMs: count,
  durationMs: count,
  cost: fc.oneof(
    fc.record(
      {
        known: fc.constant(true as const),
        usd: fc.double({ min: 0, max: 100, noNaN: true }),
        checked: text,
        note: text,
      },
      { requiredKeys: ['known', 'usd', 'checked'] },
    ),
    fc.record({ known: fc.constant(false as const), reason: text }),
  ),
  error: fc.record({
    kind: keysOf(errorKinds),
    message: text,
    advice: text,
    actions: fc.array(keysOf(actions), { maxLength: 3 }),
  }),
};

const ends: fc.Arbitrary<AnswerEnd> = fc.record(
  { status: fc.constantFrom('done', 'stopped', 'failed'), ...facts },
  { requiredKeys: ['status'] },
);

/** Few ids, so that events meet the same turn. */
const ids = fc.constantFrom('a', 'b', 'c');

export const turns: fc.Arbitrary<Turn> = fc.record({
  id: ids,
  providerId: text,
  providerName: text,
  host: text,
  model: text,
  system: text,
  message: text,
  temperature: fc.option(fc.constantFrom(0, 1.5)),
  maxOutputTokens: fc.option(count),
  answer: fc.record(
    { status: fc.constantFrom('streaming', 'done', 'stopped', 'failed'), text, reasoning: text, ...facts },
    { requiredKeys: ['status', 'text', 'reasoning'] },
  ),
});

export const sessions: fc.Arbitrary<Session> = plain(
  fc.record({
    turns: fc.uniqueArray(turns, { selector: ({ id }) => id, maxLength: 3 }),
    draft: drafts,
  }),
);

export const events: fc.Arbitrary<SessionEvent> = plain(
  fc.oneof(
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constant('draftChanged' as const), draft: drafts }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant('turnStarted' as const), turn: turns }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constant('answerGrew' as const), turnId: ids, text, reasoning: text }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constant('answerEnded' as const), turnId: ids, end: ends }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constant('sessionReplaced' as const), session: sessions }),
    },
  ),
);
