import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../../src/core/base/work';
import { findInSession } from '../../../../src/core/playground/findInSession';
import { answerOf, doneAnswer, promptOf, sessionOf } from '../../../support/sessionEvents';

const find = (session: Parameters<typeof findInSession>[0], query: string) =>
  atOnce(findInSession(session, 'first', query));
const ask = (text: string) => promptOf('p', null, { parts: [{ type: 'text', text }] });

describe('findInSession', () => {
  it('counts in prompt, reasoning and answer of the turns that are shown, in their order', () => {
    const parts = [
      { type: 'reasoning', text: 'A token?' },
      { type: 'text', text: 'TOKENS and tokens' },
    ] as const;
    const session = sessionOf(
      ask('token'),
      doneAnswer('x', 'p', 'token in an answer that is not shown'),
      answerOf('a', 'p', { parts, status: 'done' }),
      promptOf('q', 'a', { parts: [{ type: 'text', text: 'Nothing' }] }),
    );
    assert.deepEqual(find(session, 'Token'), [
      { promptId: 'p', where: 'prompt', count: 1 },
      { promptId: 'p', where: 'reasoning', count: 1 },
      { promptId: 'p', where: 'answer', count: 2 },
    ]);
    assert.deepEqual(find(session, ''), []);
  });

  it('takes every character of the query as it is', () => {
    const query = 'a.b*c+?^${}()|[]\\/-';
    assert.deepEqual(find(sessionOf(ask(`x${query} aXb*c ${query}`)), query), [
      { promptId: 'p', where: 'prompt', count: 2 },
    ]);
  });

  it('counts as one search over the whole text does, wherever the text is cut', () => {
    const near = fc.integer({ min: 199_980, max: 200_020 });
    fc.assert(
      fc.property(fc.array(near, { maxLength: 4 }), fc.constantFrom('aa', 'aba', 'x'), (places, query) => {
        const letters = Array<string>(200_060).fill('.');
        for (const place of places) letters.splice(place, 4, 'a', 'b', 'a', 'a');
        const text = letters.join('');
        const expected = [...text.matchAll(new RegExp(query, 'giu'))].length;
        assert.equal(find(sessionOf(ask(text)), query)[0]?.count ?? 0, expected);
      }),
      { numRuns: 20 },
    );
  });

  it('finds a match wherever it lies across the place where the text is cut', () => {
    for (let at = 199_990; at <= 200_010; at++) {
      assert.equal(find(sessionOf(ask(`${'.'.repeat(at)}needle...`)), 'needle')[0]?.count, 1, `${at}`);
    }
  });

  it('stops between pieces of a long text', () => {
    const steps = [...findInSession(sessionOf(ask('x'.repeat(1_000_000))), 'first', 'y')];
    assert.ok(steps.length >= 5);
  });
});
