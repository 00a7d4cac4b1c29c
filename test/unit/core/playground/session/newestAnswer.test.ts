import assert from 'node:assert/strict';
import { newestAnswer } from '../../../../../src/core/playground/session/sessionTree';
import { doneAnswer, promptOf, reduceAll, sessionOf, target } from '../../../../support/sessionEvents';

describe('the newest answer', () => {
  const here = { ...target, host: '' };
  const one = sessionOf(promptOf('p'), doneAnswer('a', 'p', 'first', { at: 1 }));
  const session = reduceAll(one, [
    { type: 'nodeAdded', node: promptOf('q', 'a') },
    { type: 'nodeAdded', node: doneAnswer('b', 'q', 'second column', { at: 5 }) },
    { type: 'nodeAdded', node: promptOf('r', 'a') },
    { type: 'nodeAdded', node: doneAnswer('c', 'r', 'first column', { at: 3 }) },
    { type: 'nodeAdded', node: doneAnswer('d', 'r', 'not shown', { at: 9 }) },
    { type: 'nodeAdded', node: promptOf('s', 'b') },
    { type: 'nodeAdded', node: doneAnswer('e', 's', 'in the editor', { at: 7, target: here }) },
    { type: 'columnSet', column: { id: 'first', leaf: 'c' } },
    { type: 'columnSet', column: { id: 'second', leaf: 'e' } },
  ]);
  const found = (isMeant?: Parameters<typeof newestAnswer>[1]) => newestAnswer(session, isMeant)?.id;

  it('is that of all columns, and none that no column shows', () => {
    assert.equal(found(), 'e');
  });

  it('may be one of which something holds', () => {
    assert.equal(
      found(({ target: { host } }) => host !== ''),
      'b',
    );
    assert.equal(
      found(({ id }) => id === 'c'),
      'c',
    );
    assert.equal(
      newestAnswer(session, ({ id }) => id === 'd'),
      undefined,
    );
  });
});
