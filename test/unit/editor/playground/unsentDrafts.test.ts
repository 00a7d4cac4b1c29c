import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { firstColumnId } from '../../../../src/core/playground/session/sessionSchema';
import { storedUnsentDrafts } from '../../../../src/editor/playground/unsentDrafts';

/** As VS Code keeps it: what is read is a copy of what was written. */
function drafts() {
  let stored: unknown;
  const state = {
    get: () => structuredClone(stored),
    update: (_key: string, value: unknown) => Promise.resolve(void (stored = structuredClone(value))),
  };
  return { unsent: storedUnsentDrafts(state as unknown as Memento), stored: () => stored };
}

describe('what was typed in sessions that a window only reads', () => {
  it('is kept for each column, and joined with what was typed there before', () => {
    const { unsent } = drafts();
    unsent.add('one', firstColumnId, { message: 'first' });
    unsent.add('one', 'second', { message: 'second' });
    unsent.add('one', 'second', { model: 'maker-1' });
    assert.deepEqual(unsent.of('one', firstColumnId), { message: 'first' });
    assert.deepEqual(unsent.of('one', 'second'), { message: 'second', model: 'maker-1' });
    assert.equal(unsent.of('two', firstColumnId), undefined);
  });

  it('is stored under the id of the session alone for the first column, as it always was', () => {
    const { unsent, stored } = drafts();
    unsent.add('one', firstColumnId, { message: 'first' });
    assert.deepEqual(stored(), { one: { message: 'first' } });
  });

  it('is forgotten for all columns of a session, or for all sessions', () => {
    const { unsent } = drafts();
    const all = [
      ['one', firstColumnId],
      ['one', 'second'],
      ['two', 'second'],
    ] as const;
    for (const [session, column] of all) unsent.add(session, column, { message: 'typed' });
    const undo = unsent.forget('one');
    assert.deepEqual(
      all.map(([session, column]) => unsent.of(session, column)?.message),
      [undefined, undefined, 'typed'],
    );
    undo();
    assert.equal(unsent.of('one', 'second')?.message, 'typed');
    unsent.forget();
    assert.equal(unsent.of('two', 'second'), undefined);
  });
});
