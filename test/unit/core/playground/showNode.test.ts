import assert from 'node:assert/strict';
import { showNode } from '../../../../src/core/playground/showNode';
import { conversation, idsIn, textsIn } from '../../../support/conversations';

describe('a place of a session that is to be shown', () => {
  it('is left as it is in the column that shows it', async () => {
    const { column, live } = await conversation('one', 'two');
    const [[promptId, answerId] = ['', '']] = idsIn(column);
    column.branchFrom(answerId);
    const other = live.columnSet.add(column);
    live.column(other ?? '')?.showSibling(promptId);
    const [, [second] = ['']] = idsIn(live.column(other ?? '') ?? column);
    assert.deepEqual(showNode(live, answerId), { column: column.id, promptId });
    assert.deepEqual(showNode(live, second), { column: other, promptId: second });
    assert.deepEqual(textsIn(column), ['one', 'to one']);
  });

  it('comes into the first column, with what followed it, where no column shows it', async () => {
    const { column, live } = await conversation('one', 'two');
    const [[promptId, answerId] = ['', '']] = idsIn(column);
    await column.deleteMessage(promptId);
    assert.deepEqual(textsIn(column), ['two', 'to two']);
    assert.deepEqual(showNode(live, answerId), { column: column.id, promptId });
    assert.deepEqual(textsIn(column), ['one', 'to one', 'two', 'to two']);
    assert.equal(showNode(live, 'nobody'), undefined);
  });
});
