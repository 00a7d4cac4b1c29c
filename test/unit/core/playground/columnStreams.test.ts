import assert from 'node:assert/strict';
import type { Column } from '../../../../src/core/playground/column';
import type { LiveSession } from '../../../../src/core/playground/liveSession';
import { turnHeads } from '../../../../src/core/playground/session/turnHeads';
import { answered, answersOf, draft } from '../../../support/askedColumns';
import type { Opened } from '../../../support/askedColumns';
import { liveSession, maker } from '../../../support/liveSessions';
import { poll } from '../../../support/poll';

describe('columns in which something streams', () => {
  let opened: Opened;
  let live: LiveSession;

  beforeEach(async () => {
    opened = await liveSession();
    ({ live } = opened);
    live.main.changeDraft(draft);
    await answered(opened, live.main, 'Why?', 'Because');
  });
  afterEach(() => live.close());

  const addColumn = (): Column => live.column(live.columnSet.add(live.main) ?? '')!;

  it('that share a message ask it again beside each other, and stop what they asked for', async () => {
    const column = addColumn();
    const [turn] = live.main.turns;
    const again = (of: Column) => of.retry(of.requestAgain(turn!.answer!.id, maker)!, 2);
    assert.equal(again(live.main), undefined);
    const streaming = () =>
      live.columns.map(({ id }) =>
        turnHeads(live.session, id).reduce((sum, { siblings }) => sum + siblings.streaming, 0),
      );
    assert.deepEqual(
      [live.columns.map(({ isStreaming }) => isStreaming), streaming()],
      [
        [true, false],
        [2, 0],
      ],
    );
    assert.equal(again(column), undefined);
    assert.deepEqual(streaming(), [2, 2]);
    column.stop();
    await poll('the ends', () => !column.isStreaming);
    assert.deepEqual(
      opened.asked.slice(1).map(({ signal }) => signal.aborted),
      [false, false, true, true],
    );
    // One that is shown in another column goes on there when the column that asked for it is taken out.
    const [first] = turnHeads(live.session, live.main.id)[0]!.siblings.ids.slice(1);
    column.showSibling(first!);
    live.columnSet.remove(live.main);
    await poll('the end', () => opened.asked[2]!.signal.aborted);
    assert.deepEqual([opened.asked[1]!.signal.aborted, live.main.isStreaming], [false, true]);
    // And beside what is shown it can still be stopped.
    live.main.showSibling(turn!.answer!.id);
    assert.deepEqual([live.main.isStreaming, streaming()], [true, [1]]);
    live.main.stop();
    await live.whenIdle();
  });

  it('are led back when nothing streams any more', async () => {
    const column = addColumn();
    await answered(opened, live.main, 'And?', 'So', 'g');
    await answered(opened, column, 'And?', 'Thus', 'g');
    live.columnSet.goOnFrom(live.main);
    column.retry(column.requestAgain(column.turns.at(-1)!.answer!.id, maker)!);
    live.columnSet.undo();
    assert.deepEqual(answersOf(column), ['Because', '']);
    column.stop();
    await live.whenIdle();
    live.columnSet.undo();
    assert.deepEqual(answersOf(column), ['Because', 'Thus']);
  });

  it('are not led away from what streams in them', async () => {
    await answered(opened, live.main, 'And?', 'So');
    const old = live.main.turns[1]!.prompt.id;
    const edited = live.main.requestEdited(maker, { ...draft, editing: old, edited: 'But?' });
    assert.ok(typeof edited !== 'string');
    live.main.send(edited);
    const { leaf } = live.main;
    assert.deepEqual([live.main.showSibling(old), live.main.leaf], ['streaming', leaf]);
    live.main.stop();
    await live.whenIdle();
    assert.equal(live.main.showSibling(old), undefined);
    assert.deepEqual(answersOf(live.main), ['Because', 'So']);
  });
});
