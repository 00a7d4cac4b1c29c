import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  emptyDraft,
  emptySession,
  messagesFor,
  reduceSession,
  settleInterrupted,
  streamingTurn,
} from '../../../src/core/playground/session';
import type { Session, SessionEvent } from '../../../src/core/playground/session';
import { events, sessionOf, sessions, turnOf } from './sessions';

const reduceAll = (session: Session, ...all: SessionEvent[]): Session => all.reduce(reduceSession, session);
const started = (id: string): SessionEvent => ({ type: 'turnStarted', turn: turnOf(id) });
const grew = (turnId: string, text: string, reasoning = ''): SessionEvent => ({
  type: 'answerGrew',
  turnId,
  text,
  reasoning,
});
const done = (turnId: string): SessionEvent => ({
  type: 'answerEnded',
  turnId,
  end: { status: 'done', finishReason: 'stop', durationMs: 5 },
});

describe('reduceSession', () => {
  it('changes the draft and nothing else', () => {
    const before = sessionOf(turnOf('a'));
    const draft = { ...emptyDraft, message: 'Hello' };
    assert.deepEqual(reduceSession(before, { type: 'draftChanged', draft }), { turns: before.turns, draft });
  });

  it('adds a turn with an empty answer', () => {
    const session = reduceAll(emptySession, started('a'), {
      type: 'turnStarted',
      turn: turnOf('b', { status: 'done', text: 'old', finishReason: 'stop' }),
    });
    assert.deepEqual(session.turns, [turnOf('a'), turnOf('b')]);
  });

  it('joins the deltas of text and of reasoning', () => {
    const session = reduceAll(
      emptySession,
      started('a'),
      grew('a', '', 'Hm'),
      grew('a', 'One', '.'),
      grew('a', ' two'),
    );
    assert.deepEqual(session.turns[0]?.answer, { status: 'streaming', text: 'One two', reasoning: 'Hm.' });
  });

  it('gives a delta to its own turn', () => {
    const session = reduceAll(emptySession, started('a'), started('b'), grew('b', 'B'), grew('a', 'A'));
    assert.deepEqual(
      session.turns.map(({ answer }) => answer.text),
      ['A', 'B'],
    );
  });

  it('keeps the text when an answer ends, and adds what is known of the end', () => {
    const session = reduceAll(emptySession, started('a'), grew('a', 'One', 'Hm'), done('a'));
    assert.deepEqual(session.turns[0]?.answer, {
      status: 'done',
      text: 'One',
      reasoning: 'Hm',
      finishReason: 'stop',
      durationMs: 5,
    });
  });

  it('ignores a delta and a second end after the end', () => {
    const ended = reduceAll(emptySession, started('a'), grew('a', 'One'), done('a'));
    const late = reduceAll(ended, grew('a', ' more', 'more'), {
      type: 'answerEnded',
      turnId: 'a',
      end: { status: 'failed', durationMs: 9 },
    });
    assert.deepEqual(late, ended);
  });

  it('ignores what belongs to a turn that is gone', () => {
    const before = sessionOf(turnOf('a'));
    assert.deepEqual(reduceAll(before, grew('gone', 'x'), done('gone')), before);
  });

  it('asks a turn again in its place, without the old answer and error', () => {
    const failed = turnOf('a', {
      status: 'failed',
      text: 'half',
      error: { kind: 'cut-off', message: 'm', advice: 'a', actions: ['retry'] },
    });
    const before = sessionOf(failed, turnOf('b', { status: 'done', text: 'B' }));
    const again = reduceSession(before, { type: 'turnStarted', turn: { ...failed, model: 'maker-2' } });
    assert.deepEqual(again.turns, [turnOf('a', {}, { model: 'maker-2' }), before.turns[1]]);
  });

  it('replaces the session, and what was streaming in the old one no longer arrives', () => {
    const other = sessionOf(turnOf('b', { status: 'done', text: 'B' }));
    const session = reduceAll(emptySession, started('a'), { type: 'sessionReplaced', session: other }, grew('a', 'x'));
    assert.deepEqual(session, other);
  });

  it('never changes the session that it is given', () => {
    const freeze = <T>(value: T): T => {
      if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
      return value;
    };
    fc.assert(fc.property(sessions, events, (session, event) => void reduceSession(freeze(session), freeze(event))));
  });
});

describe('streamingTurn', () => {
  it('is the turn whose answer has not ended', () => {
    assert.equal(streamingTurn(sessionOf(turnOf('a', { status: 'done' }), turnOf('b')))?.id, 'b');
    assert.equal(streamingTurn(sessionOf(turnOf('a', { status: 'stopped' }))), undefined);
  });
});

describe('messagesFor', () => {
  const first = turnOf('a', { status: 'done', text: 'A', reasoning: 'not sent' }, { system: 'old system' });
  const failed = turnOf('b', { status: 'failed' });
  const stopped = turnOf('c', { status: 'stopped', text: 'C half' });
  const last = turnOf('d', {}, { system: 'Be brief.' });

  it('has the system prompt of the turn, the answered turns before it and its own message', () => {
    assert.deepEqual(messagesFor(sessionOf(first, failed, stopped, last), last), [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'question a' },
      { role: 'assistant', content: 'A' },
      { role: 'user', content: 'question c' },
      { role: 'assistant', content: 'C half' },
      { role: 'user', content: 'question d' },
    ]);
  });

  it('leaves out what comes after a turn that is asked again', () => {
    const again = turnOf('b');
    assert.deepEqual(messagesFor(sessionOf(first, again, stopped, last), again), [
      { role: 'user', content: 'question a' },
      { role: 'assistant', content: 'A' },
      { role: 'user', content: 'question b' },
    ]);
  });

  it('has no empty system message', () => {
    const blank = turnOf('a', {}, { system: ' \n ' });
    assert.deepEqual(messagesFor(sessionOf(blank), blank), [{ role: 'user', content: 'question a' }]);
  });

  it('never has two messages of one role in a row', () => {
    fc.assert(
      fc.property(sessions, (session) => {
        for (const turn of session.turns) {
          const roles = messagesFor(session, turn).map(({ role }) => role);
          assert.ok(
            roles.every((role, i) => role !== roles[i - 1]),
            roles.join(),
          );
          assert.equal(roles.at(-1), 'user');
        }
      }),
    );
  });
});

describe('settleInterrupted', () => {
  it('ends an answer that was streaming, keeps its text and offers to ask again', () => {
    const session = settleInterrupted(sessionOf(turnOf('a', { text: 'half', reasoning: 'Hm' })));
    const { status, text, reasoning, error } = session.turns[0]!.answer;
    assert.deepEqual([status, text, reasoning], ['stopped', 'half', 'Hm']);
    assert.equal(error?.kind, 'interrupted');
    assert.deepEqual(error.actions, ['retry']);
  });

  it('leaves the draft and ended answers alone', () => {
    const session: Session = {
      turns: [turnOf('a', { status: 'done', text: 'A' }), turnOf('b', { status: 'failed' })],
      draft: { ...emptyDraft, message: 'Hello' },
    };
    assert.deepEqual(settleInterrupted(session), session);
  });
});
