import assert from 'node:assert/strict';
import type { Column } from '../../../../src/core/playground/column';
import { textOf } from '../../../../src/core/playground/session/nodeText';
import { turnHeads } from '../../../../src/core/playground/session/turnHeads';
import { fileOf } from '../../../fakes/notesStore';
import { liveSession, maker, say, windowOn } from '../../../support/liveSessions';
import { poll } from '../../../support/poll';
import { draftOf } from '../../../support/sessionEvents';

type Opened = Awaited<ReturnType<typeof liveSession>>;

const draft = draftOf({ providerId: 'maker', model: 'maker-1' });

function sendIn(column: Column, message: string) {
  const asked = column.requestOf(maker, { ...draft, message });
  assert.ok(typeof asked !== 'string', 'It lacks nothing.');
  assert.equal(column.send(asked), undefined);
}

const answersOf = ({ turns }: Column): string[] => turns.map(({ answer }) => (answer ? textOf(answer) : ''));

describe('columns that are taken out, led on and brought back', () => {
  let opened: Opened;
  beforeEach(async () => {
    opened = await liveSession();
    opened.live.main.changeDraft(draft);
    await answered(opened.live.main, 'Why?', 'Because');
  });
  afterEach(() => opened.live.close());

  async function answered(column: Column, message: string, answer: string) {
    sendIn(column, message);
    opened.asked.at(-1)?.say(say(answer));
    opened.asked.at(-1)?.end({ status: 'done' });
    await opened.live.whenIdle();
  }
  const addColumn = (): Column => {
    const { live } = opened;
    return live.column(live.columnSet.add(live.main) ?? '')!;
  };

  it('leave what streams where another column shows it, too', () => {
    const { live, asked } = opened;
    sendIn(live.main, 'And?');
    const column = addColumn();
    live.columnSet.remove(column);
    assert.equal(asked.at(-1)?.signal.aborted, false);
    assert.equal(live.main.isStreaming, true);
  });

  it('leave the message for all, where another one than the first is taken out', () => {
    const { live } = opened;
    live.main.changeDraft({ message: 'For all.' });
    const column = addColumn();
    column.changeDraft({ message: 'Its own.' });
    live.columnSet.remove(column);
    assert.equal(live.main.draft.message, 'For all.');
  });

  it('leave the message of the next one, where the first had none', () => {
    const { live } = opened;
    const column = addColumn();
    column.changeDraft({ message: 'Its own.' });
    live.columnSet.remove(live.main);
    assert.equal(live.main.draft.message, 'Its own.');
  });

  it('go on nowhere while one of them streams', async () => {
    const { live } = opened;
    const column = addColumn();
    await answered(column, 'And?', 'So');
    sendIn(live.main, 'Meanwhile?');
    live.columnSet.goOnFrom(column);
    assert.deepEqual(live.columns.map(answersOf), [
      ['Because', ''],
      ['Because', 'So'],
    ]);
  });

  it('are not brought back after another one was added', async () => {
    const { live } = opened;
    const column = addColumn();
    await answered(column, 'And?', 'So');
    live.columnSet.goOnFrom(column);
    addColumn();
    live.columnSet.undo();
    assert.deepEqual(live.columns.map(answersOf), [
      ['Because', 'So'],
      ['Because', 'So'],
      ['Because', 'So'],
    ]);
  });

  it('have no best answer by a window that only reads them', async () => {
    const { live, files } = opened;
    const id = live.main.turns[0]!.answer!.id;
    await poll('the file', () => files.files.has(fileOf(live.id)) && files.text(fileOf(live.id)).includes('Because'));
    const window = windowOn(opened);
    const reader = await window.current();
    reader.columnSet.markBest(id, true);
    assert.deepEqual(
      turnHeads(reader.session, reader.main.id).map(({ isBest }) => isBest),
      [false],
    );
    live.columnSet.markBest(id, true);
    assert.equal(turnHeads(live.session, live.main.id)[0]?.isBest, true);
    await window.close();
  });
});
