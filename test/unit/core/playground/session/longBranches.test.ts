import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { PersistentMap } from '../../../../../src/core/base/persistentMap';
import { branchesOf } from '../../../../../src/core/playground/session/branches';
import { conversation, idsIn, sendable, textsIn } from '../../../../support/conversations';
import { maker, sendIn } from '../../../../support/liveSessions';

describe('a long conversation', () => {
  it('is written again in slices, and seen when all of it is there', async () => {
    const { column, live } = await conversation(...Array.from({ length: 30 }, (_, index) => `q${index}`));
    const before = textsIn(column);
    const [[first] = ['', '']] = idsIn(column);
    const saved = column.saveEdit(sendable('', { editing: first, edited: 'Q0' }));
    assert.deepEqual(textsIn(column), before);
    // A second press makes no second branch.
    assert.equal(await column.saveEdit(sendable('', { editing: first, edited: 'Q0' })), 'branching');
    await saved;
    assert.deepEqual(textsIn(column), ['Q0', ...before.slice(1)]);
    assert.equal(branchesOf(live.session, column.id).length, 2);
  });

  it('takes nothing to ask while it is written again, and what is asked then goes below the change', async () => {
    const open = await conversation(...Array.from({ length: 30 }, (_, index) => `q${index}`));
    const { column, live } = open;
    const deleted = column.deleteMessage(idsIn(column)[1]![0]);
    assert.equal(sendIn(live, maker, sendable('next')), 'branching');
    await column.whenWritten();
    assert.equal(sendIn(live, maker, sendable('next')), undefined);
    assert.equal(await deleted, undefined);
    assert.deepEqual(textsIn(column).slice(0, 4), ['q0', 'to q0', 'q2', 'to q2']);
    assert.deepEqual(textsIn(column).at(-2), 'next');
  });

  it('stays where it is led meanwhile, and the change stays in a branch', async () => {
    const open = await conversation(...Array.from({ length: 30 }, (_, index) => `q${index}`));
    const { column, live } = open;
    const [, fifth] = idsIn(column)[4]!;
    const deleted = column.deleteMessage(idsIn(column)[1]![0]);
    column.branchFrom(fifth);
    assert.equal(await deleted, 'led-elsewhere');
    assert.equal(column.leaf, fifth);
    assert.equal(branchesOf(live.session, column.id).length, 3);
  });

  it('is written again without a way through all of it for each message', async () => {
    const open = await conversation(...Array.from({ length: 60 }, (_, index) => `q${index}`));
    const { column } = open;
    const get = mock.method(PersistentMap.prototype, 'get');
    await column.deleteMessage(idsIn(column)[1]![0]);
    const got = get.mock.callCount();
    get.mock.restore();
    // Some for each of 120 nodes. All of the path for each would be 7,000 more.
    assert.ok(got < 4_000, `${got}`);
  });
});
