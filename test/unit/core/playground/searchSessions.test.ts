import assert from 'node:assert/strict';
import { pacer } from '../../../../src/core/base/work';
import { mostOfSession, searchSessions } from '../../../../src/core/playground/searchSessions';
import type { Match, SessionMatches } from '../../../../src/core/playground/searchSessions';
import { firstColumnId } from '../../../../src/core/playground/session/sessionSchema';
import type { Session } from '../../../../src/core/playground/session/sessionTree';
import { withDraft } from '../../../../src/core/playground/session/sessionTree';
import type { ListedSession } from '../../../../src/core/store/storeTypes';
import { answerOf, doneAnswer, draftOf, promptOf, reduceAll, sessionOf, shows } from '../../../support/sessionEvents';

const asks = (id: string, text: string, parent: string | null = null) =>
  promptOf(id, parent, { parts: [{ type: 'text', text }] });
const listed = (id: string, more: Partial<ListedSession> = {}): ListedSession => ({
  ...{ id, title: `Title of ${id}`, updated: 1, model: 'maker-1', turns: 1, bytes: 1, writtenBy: 'nobody' },
  ...more,
});
const breathe = pacer(() => new Promise((resolve) => setImmediate(resolve)));

async function search(
  typed: string,
  sessions: Readonly<Record<string, Session | Error>>,
  { signal = new AbortController().signal, heard = (): void => undefined, list = Object.keys(sessions) } = {},
): Promise<{ found: SessionMatches[]; unread: number; read: string[] }> {
  const found: SessionMatches[] = [];
  const read: string[] = [];
  const unread = await searchSessions(typed, {
    sessions: list.map((id) => listed(id)),
    read: (id) => {
      read.push(id);
      const session = sessions[id];
      return session instanceof Error || !session ? Promise.reject(session ?? new Error(id)) : Promise.resolve(session);
    },
    ...{ breathe, signal },
    found: (one) => {
      found.push(one);
      heard();
    },
  });
  return { found, unread, read };
}

const shownIn = ({ where, nodeId, line, query }: Match): string =>
  `${where} ${nodeId}: ${line.replace(query, `[${query}]`)}`;
const linesIn = async (typed: string, session: Session): Promise<string[]> =>
  (await search(typed, { s: session })).found.flatMap(({ matches }) => matches.map(shownIn));

describe('a search over sessions', () => {
  it('finds messages, answers, reasoning and what is not sent, in any case and on all branches', async () => {
    const parts = [
      { type: 'reasoning', text: 'Is it a TOKEN?' },
      { type: 'text', text: 'Nothing of that' },
    ] as const;
    const session = withDraft(
      sessionOf(
        asks('p', 'What is\na token, please?'),
        doneAnswer('other', 'p', 'A Token that is not shown'),
        answerOf('a', 'p', { status: 'done', parts }),
      ),
      firstColumnId,
      draftOf({ message: 'And two tokens' }),
    );
    assert.deepEqual(await linesIn('token', session), [
      'prompt p: a [token], please?',
      'reasoning a: Is it a [TOKEN]?',
      'answer other: A [Token] that is not shown',
      'draft : And two [token]s',
    ]);
  });

  it('wants all words in one text, and takes each as it is', async () => {
    const session = sessionOf(asks('p', 'Why f(x)?'), doneAnswer('a', 'p', 'x.y, then f(x) again'));
    assert.deepEqual(await linesIn('F(X) x.y', session), ['answer a: x.y, then [f(x)] again']);
    assert.deepEqual(await linesIn('why again', session), []);
    assert.deepEqual(await linesIn('x,y', session), []);
    assert.deepEqual(await linesIn('  ', session), []);
  });

  it('leads to the words as they were typed, where they stand like that, else to the longest', async () => {
    const session = sessionOf(asks('p', 'The blue sky is blue'), doneAnswer('a', 'p', 'A sky that is never blue'));
    const { found } = await search('blue  sky', { s: session });
    assert.deepEqual(
      found[0]?.matches.map(({ query }) => query),
      ['blue sky', 'blue'],
    );
  });

  it('shows one line of a long text, with what stands near the match', async () => {
    const session = sessionOf(asks('p', `${'x'.repeat(300_000)} needle ${'y'.repeat(300)}\nnext`));
    const [line = ''] = await linesIn('needle', session);
    assert.match(line, /^prompt p: …x{39} \[needle\] y{100,199}$/);
    const [whole = ''] = await linesIn('needle', sessionOf(asks('p', 'one\n  a\tneedle  here\nthree')));
    assert.equal(whole, 'prompt p: a [needle] here');
  });

  it('finds a text once of which a branch has a copy, where it is shown', async () => {
    const first = sessionOf(asks('p', 'old'), doneAnswer('a', 'p', 'the needle'));
    const session = reduceAll(first, [
      { type: 'nodeAdded', node: asks('q', 'new') },
      { type: 'nodeAdded', node: doneAnswer('b', 'q', 'the needle') },
      shows('b'),
    ]);
    assert.deepEqual(await linesIn('needle', session), ['answer b: the [needle]']);
  });

  it('finds so many in one session, and a session by its title or model alone', async () => {
    const session = sessionOf(
      ...Array.from({ length: 30 }, (_, i) => [
        asks(`p${i}`, `many ${i}`, i === 0 ? null : `a${i - 1}`),
        doneAnswer(`a${i}`, `p${i}`, 'x'),
      ]).flat(),
    );
    const { found } = await search('many', { s: session });
    assert.equal(found[0]?.matches.length, mostOfSession);
    const named = await search('maker-1 TITLE', { s: session });
    assert.deepEqual(
      named.found.map(({ session: { id }, matches }) => [id, matches.length]),
      [['s', 0]],
    );
  });

  it('begins with the sessions whose title holds the words', async () => {
    const sessions = Object.fromEntries(['new', 'old'].map((id) => [id, sessionOf(asks('p', 'Title of old'))]));
    const { found } = await search('title old', sessions);
    assert.deepEqual(
      found.map(({ session: { id } }) => id),
      ['old', 'new'],
    );
  });

  it('tells what it has found as it goes, reads one after the other, and ends where it is stopped', async () => {
    const stop = new AbortController();
    const sessions = Object.fromEntries(['one', 'two', 'three'].map((id) => [id, sessionOf(asks('p', 'needle'))]));
    const { found, read } = await search('needle', sessions, { signal: stop.signal, heard: () => stop.abort() });
    assert.deepEqual([found.length, read], [1, ['one']]);
  });

  it('says how many could not be read, and searches the others', async () => {
    const sessions = { bad: new Error('busy'), good: sessionOf(asks('p', 'needle')) };
    const { found, unread } = await search('needle', sessions);
    assert.deepEqual([found.map(({ session: { id } }) => id), unread], [['good'], 1]);
  });
});
