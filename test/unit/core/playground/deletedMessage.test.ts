import assert from 'node:assert/strict';
import { promptParts } from '../../../../src/core/playground/session/draftAttachments';
import { unsent } from '../../../../src/core/playground/session/branches';
import type { Attachment, PromptNode } from '../../../../src/core/playground/session/sessionSchema';
import { conversation, idsIn, sendable, textsIn } from '../../../support/conversations';
import { maker, sendIn } from '../../../support/liveSessions';

describe('a message that is deleted', () => {
  it('comes back where that is undone, and is gone where something was sent or changed since', async () => {
    const { live, column } = await conversation('one', 'two');
    const before = textsIn(column);
    const remove = (): Promise<unknown> => live.columnSet.deleteMessage(column, idsIn(column)[0]![0]);
    assert.equal(await remove(), undefined);
    assert.deepEqual(textsIn(column), ['two', 'to two']);
    live.columnSet.undo();
    assert.deepEqual(textsIn(column), before);
    live.columnSet.undo();
    assert.deepEqual(textsIn(column), before);
    await remove();
    await column.saveEdit(sendable('', { editing: idsIn(column)[0]![0], edited: 'TWO' }));
    live.columnSet.undo();
    assert.deepEqual(textsIn(column), ['TWO', 'to two']);
    await remove();
    sendIn(live, maker, sendable('three'));
    live.main.stop();
    await live.whenIdle();
    live.columnSet.undo();
    assert.deepEqual(textsIn(column), ['three', '']);
  });

  it('leaves other columns where they are when it comes back', async () => {
    const { live, column } = await conversation('one', 'two');
    const other = live.column(live.columnSet.add(column) ?? '')!;
    await live.columnSet.deleteMessage(column, idsIn(column)[0]![0]);
    other.branchFrom(idsIn(other)[0]![1]);
    live.columnSet.undo();
    assert.deepEqual(
      [textsIn(column), textsIn(other)],
      [
        ['one', 'to one', 'two', 'to two'],
        ['one', 'to one'],
      ],
    );
  });

  it('leaves the message field again where only its answer was deleted, unless it is written on', async () => {
    const { live, column } = await conversation('one');
    column.changeDraft(sendable('being written'));
    const remove = (): Promise<unknown> => live.columnSet.deleteMessage(column, idsIn(column)[0]![1]);
    await remove();
    assert.equal(column.draft.message, 'one\n\nbeing written');
    live.columnSet.undo();
    assert.deepEqual([textsIn(column), column.draft.message], [['one', 'to one'], 'being written']);
    await remove();
    column.keepDraft({ message: 'other' });
    live.columnSet.undo();
    assert.deepEqual([textsIn(column), column.draft.message], [['one', 'to one'], 'other']);
  });

  it('leaves the field with its files where that is undone, and none of them when the first column is taken out', async () => {
    const { live, column } = await conversation('one');
    const file = { blob: '0'.repeat(64), mediaType: 'image/png', name: 'a.png', bytes: 1 };
    const names = (): readonly string[] => live.main.draft.attachments?.map(({ name }) => name) ?? [];
    sendIn(live, maker, sendable('two', { attachments: [file] }));
    live.main.stop();
    await live.whenIdle();
    await live.columnSet.deleteMessage(column, idsIn(column)[1]![1]);
    assert.deepEqual(names(), ['a.png']);
    live.columnSet.undo();
    assert.deepEqual([names(), live.main.draft.message], [[], '']);
    live.main.changeDraft({ attachments: [file] });
    live.columnSet.add(column);
    live.columnSet.remove(column);
    assert.deepEqual(names(), ['a.png']);
    live.main.changeDraft({ attachments: [] });
    live.columnSet.undo();
    assert.deepEqual(
      live.columns.map(({ draft }) => draft.attachments),
      [[], []],
    );
  });

  it('whose answer was deleted has its files back, each once, beside all that wait, and no more than a message may have', () => {
    const files = (from: number, to: number): Attachment[] =>
      Array.from({ length: to - from }, (_, i) => ({
        ...{ blob: String(from + i).padStart(64, '0'), mediaType: 'image/png', name: `${from + i}.png`, bytes: 1 },
      }));
    const back = (own: Attachment[], waiting: Attachment[]): readonly (string | undefined)[] => {
      const parts = promptParts('one', own);
      const prompt: PromptNode = { kind: 'prompt', id: 'p', parent: null, at: 0, system: '', parts };
      const { attachments } = unsent({ prompt, calls: [] }, { message: '', attachments: waiting });
      return attachments?.map(({ name }) => name) ?? [];
    };
    assert.deepEqual(back(files(0, 2), files(1, 3)), ['0.png', '1.png', '2.png']);
    const names = back(files(0, 60), files(100, 160));
    assert.deepEqual([names.length, names[0], names.at(-1)], [100, '0.png', '159.png']);
  });

  it('of which nothing was taken out is no reason to forget what was done before', async () => {
    const { live, column } = await conversation('one');
    live.columnSet.add(column);
    live.columnSet.remove(live.columns[1]!);
    assert.equal(await live.columnSet.deleteMessage(column, 'elsewhere'), 'gone');
    live.columnSet.undo();
    assert.equal(live.columns.length, 2);
  });
});
