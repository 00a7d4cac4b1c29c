import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textOf } from '../../../../../src/core/playground/session/nodeText';
import { maxTextLength } from '../../../../../src/core/chat/messages/chatTypes';
import { draftChange } from '../../../../../src/core/playground/session/drafts';
import { firstColumnId } from '../../../../../src/core/playground/session/sessionSchema';
import type { SessionEvent } from '../../../../../src/core/playground/session/sessionSchema';
import {
  draftIn,
  emptySession,
  newestLeaf,
  reduceSession,
  siblingsOf,
  streamingAnswers,
  turnsOf,
} from '../../../../../src/core/playground/session/sessionTree';
import type { Session } from '../../../../../src/core/playground/session/sessionTree';
import {
  anyEvents,
  answerOf,
  contentOf,
  doneAnswer,
  draftOf,
  promptOf,
  reduceAll,
  sessionOf,
  shows,
} from '../../../../support/sessionEvents';

const grew = (node: string, index: number, text: string): SessionEvent => ({ type: 'partGrew', node, index, text });
const started = (node: string, index: number, type: 'text' | 'reasoning', text = ''): SessionEvent => ({
  type: 'partStarted',
  node,
  index,
  part: { type, text },
});
const answer = (session: Session, id: string) => {
  const node = session.nodes.get(id);
  assert.ok(node?.kind === 'answer');
  return node;
};
const idsShown = (session: Session): (string | undefined)[][] =>
  turnsOf(session, 'first').map((turn) => [turn.prompt.id, turn.answer?.id]);

describe('reduceSession', () => {
  it('joins the deltas of a part, and keeps the parts of an answer apart', () => {
    const session = reduceAll(sessionOf(promptOf('p'), answerOf('a', 'p')), [
      started('a', 0, 'reasoning', 'Hm'),
      grew('a', 0, '.'),
      started('a', 1, 'text'),
      grew('a', 1, 'One'),
      grew('a', 1, ' two'),
    ]);
    assert.deepEqual(answer(session, 'a').parts, [
      { type: 'reasoning', text: 'Hm.' },
      { type: 'text', text: 'One two' },
    ]);
  });

  it('has one best answer at most to a message, however they are marked: the last one', () => {
    const group = { group: 'g' };
    const session = sessionOf(
      promptOf('p', null, group),
      ...['a', 'b'].map((id) => doneAnswer(id, 'p', id)),
      promptOf('q', null, group),
      ...['c', 'd'].map((id) => doneAnswer(id, 'q', id)),
      promptOf('r'),
      doneAnswer('e', 'r', 'e'),
    );
    const marks = fc.array(fc.record({ node: fc.constantFrom('a', 'b', 'c', 'd', 'e'), isBest: fc.boolean() }));
    fc.assert(
      fc.property(marks, (all) => {
        const marked = reduceAll(
          session,
          all.map((mark): SessionEvent => ({ type: 'bestMarked', ...mark })),
        );
        const bestOf = (...ids: string[]) => ids.filter((id) => answer(marked, id).isBest === true);
        const last = all.filter(({ node, isBest }) => node !== 'e' && isBest).at(-1)?.node;
        const isTakenBack = all.findLast(({ node }) => node === last)?.isBest === false;
        assert.deepEqual(bestOf('a', 'b', 'c', 'd'), last === undefined || isTakenBack ? [] : [last]);
        assert.deepEqual(bestOf('e'), all.findLast(({ node }) => node === 'e')?.isBest === true ? ['e'] : []);
      }),
      { numRuns: 100 },
    );
  });

  it('adds the sealed form of a reasoning when its part ends', () => {
    const opaque = { dialect: 'anthropic-messages', json: '"sealed"' } as const;
    const session = reduceAll(sessionOf(promptOf('p'), answerOf('a', 'p')), [
      started('a', 0, 'reasoning', 'Hm'),
      { type: 'partEnded', node: 'a', index: 0, opaque },
    ]);
    assert.deepEqual(answer(session, 'a').parts, [{ type: 'reasoning', text: 'Hm', opaque }]);
  });

  it('keeps the parts when an answer ends, adds what is known of the end, and takes nothing after it', () => {
    const open = reduceAll(sessionOf(promptOf('p'), answerOf('a', 'p')), [started('a', 0, 'text', 'One')]);
    const ended = reduceSession(open, {
      type: 'answerEnded',
      node: 'a',
      end: { status: 'done', finishReason: 'stop', durationMs: 5 },
    });
    assert.deepEqual(answer(ended, 'a'), {
      ...answerOf('a', 'p'),
      parts: [{ type: 'text', text: 'One' }],
      status: 'done',
      finishReason: 'stop',
      durationMs: 5,
    });
    const late = reduceAll(ended, [
      grew('a', 0, ' more'),
      started('a', 1, 'text', 'more'),
      { type: 'answerEnded', node: 'a', end: { status: 'failed' } },
    ]);
    assert.equal(late, ended);
  });

  it('makes a retry a sibling: the earlier answer stays', () => {
    const session = sessionOf(promptOf('p'), doneAnswer('a', 'p', 'first'), answerOf('b', 'p'));
    assert.deepEqual(idsShown(session), [['p', 'b']]);
    assert.deepEqual(siblingsOf(session, answer(session, 'b')), ['a', 'b']);
    assert.equal(textOf(answer(session, 'a')), 'first');
  });

  it('lets several answers stream at once', () => {
    const session = reduceAll(sessionOf(promptOf('p'), answerOf('a', 'p'), answerOf('b', 'p')), [
      started('a', 0, 'text', 'A'),
      started('b', 0, 'text', 'B'),
      grew('a', 0, 'a'),
    ]);
    assert.deepEqual(
      streamingAnswers(session).map((node) => textOf(node)),
      ['Aa', 'B'],
    );
  });

  it('takes an edit of a draft once, and none of a text that does not stand there', () => {
    const long = 'x'.repeat(2_000);
    const events: SessionEvent[] = [];
    let session = emptySession('s', 7);
    // Two are of one length.
    for (const message of [long, `a${long}`, `ab${long}`, `ac${long}`, `acd${long}`]) {
      const change = draftChange(session, firstColumnId, draftOf({ message }));
      events.push(...change);
      session = reduceAll(session, change);
    }
    assert.deepEqual(
      events.map(({ type }) => type),
      ['draftChanged', ...Array.from({ length: 4 }, () => 'draftEdited')],
    );
    const [whole, ...edits] = events;
    const after = (...some: (SessionEvent | undefined)[]): string => {
      const taken = some.flatMap((one) => one ?? []);
      return draftIn(reduceAll(emptySession('s', 7), taken), firstColumnId).message;
    };
    assert.equal(after(whole, ...edits.flatMap((edit) => [edit, edit])), `acd${long}`);
    assert.equal(after(whole, ...edits.slice(1)), long);
    assert.equal(after(whole, ...edits.toSpliced(2, 1)), `ab${long}`);
    assert.equal(after(...edits), '');
  });

  it('writes the whole of a long text that becomes short', () => {
    const short = emptySession('s', 7);
    const long = reduceAll(short, draftChange(short, firstColumnId, draftOf({ message: 'x'.repeat(2_000) })));
    const draft = draftOf({ message: 'x'.repeat(1_999) });
    const [change] = draftChange(long, firstColumnId, draft);
    assert.ok(change?.type === 'draftChanged');
    assert.equal(change.draft.message, draft.message);
  });

  it('cuts a text that would become longer than a text may be', () => {
    const session = reduceAll(sessionOf(promptOf('p'), answerOf('a', 'p')), [
      started('a', 0, 'text', 'x'.repeat(maxTextLength - 1)),
      grew('a', 0, 'yz'),
      grew('a', 0, 'z'),
    ]);
    const text = textOf(answer(session, 'a'));
    assert.equal(text.length, maxTextLength);
    assert.equal(text.at(-1), 'y');
  });

  it('ignores what does not fit: an unknown node, a taken id, an answer under an answer, a leaf that is not there', () => {
    const before = sessionOf(promptOf('p'), doneAnswer('a', 'p', 'A'));
    const strays: SessionEvent[] = [
      grew('gone', 0, 'x'),
      { type: 'answerEnded', node: 'gone', end: { status: 'done' } },
      { type: 'nodeAdded', node: promptOf('a') },
      { type: 'nodeAdded', node: answerOf('b', 'a') },
      { type: 'nodeAdded', node: promptOf('q', 'p') },
      { type: 'nodeAdded', node: promptOf('q', 'q') },
      { type: 'nodeAdded', node: promptOf('') },
      shows('gone'),
      { type: 'partEnded', node: 'a', index: 0 },
    ];
    for (const stray of strays) assert.equal(reduceSession(before, stray), before, JSON.stringify(stray));
  });

  it('is total, and keeps the tree sound, whatever comes', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const session = reduceAll(emptySession('s', 0), events);
        for (const [id, node] of session.nodes) {
          assert.equal(id, node.id);
          const parent = node.parent === null ? undefined : session.nodes.get(node.parent);
          assert.notEqual(parent?.kind ?? 'answer', node.kind);
          assert.ok(session.children.get(node.parent ?? '')?.includes(id));
        }
        for (const { leaf } of session.columns) assert.ok(leaf === null || session.nodes.has(leaf));
        const all = [...session.children.values()].flat();
        assert.equal(all.length, session.nodes.size);
      }),
    );
  });

  it('never changes a session that it was given', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let session = emptySession('s', 0);
        for (const event of events) {
          const before = structuredClone(contentOf(session));
          const after = reduceSession(session, event);
          assert.deepEqual(contentOf(session), before);
          session = after;
        }
      }),
      { numRuns: 30 },
    );
  });

  it('keeps an answer whose prompt could not be read, and the turns after it', () => {
    const session = reduceAll(sessionOf(promptOf('p1'), doneAnswer('a1', 'p1', 'One')), [
      { type: 'nodeAdded', node: doneAnswer('a2', 'lost', 'Two') },
      shows('a2'),
      { type: 'nodeAdded', node: promptOf('p3', 'a2') },
      { type: 'nodeAdded', node: doneAnswer('a3', 'p3', 'Three') },
      shows('a3'),
    ]);
    assert.deepEqual(idsShown(session), [
      ['p1', 'a1'],
      ['lost', 'a2'],
      ['p3', 'a3'],
    ]);
  });

  it('keeps a prompt whose answer before it could not be read, and the turns before and after it', () => {
    const session = reduceAll(sessionOf(promptOf('p1'), doneAnswer('a1', 'p1', 'One')), [
      { type: 'nodeAdded', node: promptOf('p2', 'a1') },
      shows('lost'),
      { type: 'nodeAdded', node: promptOf('p3', 'lost') },
      { type: 'nodeAdded', node: doneAnswer('a3', 'p3', 'Three') },
      shows('a3'),
    ]);
    assert.deepEqual(idsShown(session), [
      ['p1', 'a1'],
      ['p2', 'lost'],
      ['p3', 'a3'],
    ]);
  });
});

describe('newestLeaf', () => {
  it('is what was added last, also where the clock was set back before that', () => {
    const session = sessionOf(
      promptOf('p1', null, { at: 5_000 }),
      answerOf('a1', 'p1', { at: 5_001 }),
      promptOf('p2', 'a1', { at: 5_002 }),
      answerOf('older', 'p2', { at: 5_003 }),
      answerOf('newer', 'p2', { at: 1_000 }),
    );
    assert.equal(newestLeaf(session, 'a1'), 'newer');
  });

  it('leads to the latest end below a node, also past branches that were begun earlier', () => {
    const session = sessionOf(
      promptOf('p1', null, { at: 1 }),
      doneAnswer('a1', 'p1', 'A', { at: 2 }),
      promptOf('p2', 'a1', { at: 3 }),
      doneAnswer('a2', 'p2', 'B', { at: 4 }),
      promptOf('p3', 'a1', { at: 5 }),
      doneAnswer('a3', 'p3', 'C', { at: 6 }),
      doneAnswer('a4', 'p2', 'D', { at: 7 }),
      doneAnswer('b1', 'p1', 'E', { at: 8 }),
    );
    assert.equal(newestLeaf(session, 'a1'), 'a4');
    assert.equal(newestLeaf(session, 'p3'), 'a3');
    assert.equal(newestLeaf(session, 'b1'), 'b1');
  });
});
