import assert from 'node:assert/strict';
import { LiveSession } from '../../../../src/core/playground/liveSession';
import type { Column } from '../../../../src/core/playground/column';
import { firstColumnId, maxColumns } from '../../../../src/core/playground/session/sessionSchema';
import { turnHeads } from '../../../../src/core/playground/session/turnHeads';
import { fileOf } from '../../../fakes/notesStore';
import { answered, answersOf, draft, sendIn } from '../../../support/askedColumns';
import type { Opened } from '../../../support/askedColumns';
import { liveSession, maker, say, windowOn } from '../../../support/liveSessions';
import { poll } from '../../../support/poll';

const ids = (live: LiveSession): string[] => live.columns.map(({ id }) => id);
const drafts = (live: LiveSession) => live.columns.map((column) => column.draft);

describe('the columns of a session', () => {
  let opened: Opened;
  let live: LiveSession;

  /** One turn, and a draft. */
  beforeEach(async () => {
    opened = await liveSession();
    ({ live } = opened);
    live.main.changeDraft(draft);
    await answered(opened, live.main, 'Why?', 'Because');
    live.main.changeDraft({ message: 'And?' });
  });
  afterEach(() => live.close());

  const addColumn = (): Column => live.column(live.columnSet.add(live.main) ?? '')!;

  it('begin with the path and the draft of another, but for the message', () => {
    const column = addColumn();
    assert.deepEqual(answersOf(column), ['Because']);
    assert.deepEqual(column.draft, draft);
    assert.equal(live.main.draft.message, 'And?');
    assert.deepEqual(ids(live), [firstColumnId, column.id]);
  });

  it('tell whoever shows them once to begin anew, however much changes with that', () => {
    opened.news.length = 0;
    addColumn();
    const told = opened.news.filter(({ type }) => type === 'reloaded');
    assert.deepEqual([told.length, opened.news.at(-1)?.type], [1, 'reloaded']);
  });

  it('are six at most, and one at least', () => {
    while (live.columnSet.canAdd) addColumn();
    assert.equal(live.columns.length, maxColumns);
    assert.equal(live.columnSet.add(live.main), undefined);
    for (const column of live.columns) live.columnSet.remove(column);
    assert.equal(live.columns.length, 1);
  });

  it('make a session other than a new one', async () => {
    const { live: empty } = await liveSession();
    assert.equal(empty.isUnused, true);
    empty.columnSet.add(empty.main);
    assert.equal(empty.isUnused, false);
    await empty.close();
  });

  it('take a message, which leaves the field also where only another one is asked', async () => {
    const column = addColumn();
    await answered(opened, column, 'And?', 'So');
    assert.deepEqual([live.main.draft.message, answersOf(live.main)], ['', ['Because']]);
    assert.deepEqual(answersOf(column), ['Because', 'So']);
  });

  it('go on where one of them fails', async () => {
    const column = addColumn();
    sendIn(live.main, 'And?');
    sendIn(column, 'And?');
    const [, first, second] = opened.asked;
    first?.end({ status: 'failed' });
    second?.say(say('So'));
    second?.end({ status: 'done' });
    await live.whenIdle();
    assert.deepEqual(
      live.columns.map(({ turns }) => turns.at(-1)?.answer?.status),
      ['failed', 'done'],
    );
  });

  it('hand the message on when the first is taken out, and stop what streams in it', async () => {
    const column = addColumn();
    sendIn(live.main, 'Meanwhile?');
    live.columnSet.remove(live.main);
    await live.whenIdle();
    assert.equal(opened.asked.at(-1)?.signal.aborted, true);
    assert.deepEqual([ids(live), live.main.draft.message], [[column.id], 'And?']);
    // Nothing can be sent where it is gone.
    assert.equal(live.column(firstColumnId), undefined);
  });

  it('come back as they were, and in their order, when that is undone', async () => {
    const column = addColumn();
    const third = addColumn();
    await answered(opened, column, 'And?', 'So');
    column.changeDraft({ model: 'maker-2' });
    live.main.changeDraft({ message: 'Next?' });
    const before = drafts(live);
    live.columnSet.remove(live.main);
    live.columnSet.undo();
    assert.deepEqual(ids(live), [firstColumnId, column.id, third.id]);
    assert.deepEqual(drafts(live), before);
    assert.deepEqual(answersOf(live.columns[1]!), ['Because', 'So']);
    live.columnSet.undo();
    assert.equal(live.columns.length, 3);
  });

  it('all go on from one answer, which can be undone until a message is sent', async () => {
    const column = addColumn();
    await answered(opened, live.main, 'And?', 'So', 'g');
    await answered(opened, column, 'And?', 'Thus', 'g');
    live.columnSet.goOnFrom(column);
    assert.deepEqual(live.columns.map(answersOf), [
      ['Because', 'Thus'],
      ['Because', 'Thus'],
    ]);
    live.columnSet.undo();
    assert.deepEqual(live.columns.map(answersOf), [
      ['Because', 'So'],
      ['Because', 'Thus'],
    ]);
    live.columnSet.goOnFrom(column);
    await answered(opened, live.main, 'More?', 'Yes');
    live.columnSet.undo();
    assert.deepEqual(answersOf(live.main), ['Because', 'Thus', 'Yes']);
    assert.equal(opened.asked.at(-1)?.request.messages.length, 5);
  });

  it('have one best answer to a message, whichever column it stands in, and none when that is taken back', async () => {
    const column = addColumn();
    const one = await answered(opened, live.main, 'And?', 'So', 'g');
    const other = await answered(opened, column, 'And?', 'Thus', 'g');
    const best = () =>
      live.columns.map(({ id }) => turnHeads(live.session, id).flatMap((head) => (head.isBest ? head.answerId : [])));
    live.columnSet.markBest(one, true);
    assert.deepEqual(best(), [[one], []]);
    opened.news.length = 0;
    live.columnSet.markBest(other, true);
    assert.deepEqual(best(), [[], [other]]);
    assert.deepEqual(
      opened.news.map((news) => news.type === 'turnChanged' && [news.column, news.head.isBest]),
      [
        [firstColumnId, false],
        [column.id, true],
      ],
    );
    live.columnSet.markBest(other, false);
    assert.deepEqual(best(), [[], []]);
  });

  it('ask several times at once, page among what comes, tell of each end, and stop all of it', async () => {
    const { main } = live;
    const first = main.turns[0]!.answer!.id;
    assert.equal(main.retry(main.requestAgain(first, maker)!, 3), undefined);
    const shown = main.turns[0]!.answer!.id;
    const { siblings } = turnHeads(live.session, main.id)[0]!;
    assert.deepEqual([siblings.of, siblings.streaming, opened.asked.length], [4, 3, 4]);
    main.showSibling(siblings.ids[2]!);
    opened.news.length = 0;
    opened.asked[1]?.say(say('Once more'));
    opened.asked[1]?.end({ status: 'done' });
    await poll('the end', () => live.answer(shown)?.status === 'done');
    const heads = opened.news.flatMap((news) => (news.type === 'turnChanged' ? news.head : []));
    assert.deepEqual(
      heads.map((head) => [head.answerId, head.siblings.streaming, head.siblings.spread?.characters]),
      [[siblings.ids[2], 2, { least: 7, most: 9 }]],
    );
    assert.equal(sendIn(main, 'Too early'), 'streaming');
    main.stop();
    await live.whenIdle();
    assert.deepEqual(
      opened.asked.slice(2).map(({ signal }) => signal.aborted),
      [true, true],
    );
  });

  it('are all there again after the window was closed, with their marks', async () => {
    const column = addColumn();
    const best = await answered(opened, column, 'And?', 'So', 'g');
    live.columnSet.markBest(best, true);
    column.changeDraft({ model: 'maker-2' });
    const [before, beforeDrafts] = [live.columns.map(answersOf), drafts(live)];
    await live.close();
    const again = new LiveSession(await opened.store.open(live.id), opened.host);
    assert.deepEqual([again.columns.map(answersOf), drafts(again)], [before, beforeDrafts]);
    assert.equal(again.answer(best)?.isBest, true);
    await again.close();
  });

  it('are all read in another window, stopped where they streamed, and copied as they stand', async () => {
    const column = addColumn();
    sendIn(live.main, 'And?');
    sendIn(column, 'And?');
    opened.asked[1]?.say(say('So'));
    opened.asked[2]?.say(say('Thus'));
    const { files } = opened;
    await poll('the file', () => files.files.has(fileOf(live.id)) && files.text(fileOf(live.id)).includes('Thus'));
    const window = windowOn(opened);
    const reader = await window.current();
    assert.equal(reader.columnSet.add(reader.main), undefined);
    reader.columnSet.remove(reader.main);
    reader.columnSet.goOnFrom(reader.main);
    const streamed = [
      ['Because', 'So'],
      ['Because', 'Thus'],
    ];
    assert.deepEqual(reader.columns.map(answersOf), streamed);
    const copy = await window.openCopy(reader);
    assert.deepEqual(copy.columns.map(answersOf), streamed);
    assert.deepEqual(
      copy.columns.map(({ turns }) => turns[1]?.answer?.status),
      ['stopped', 'stopped'],
    );
    await window.close();
  });

  it('leave nothing in the file of a session with one that an earlier version would not know', async () => {
    await poll('the file', () => opened.files.files.has(fileOf(live.id)));
    await live.close();
    const lines = opened.files
      .text(fileOf(live.id))
      .split('\n')
      .filter((line) => line.includes('"type"'));
    const types = new Set(lines.map((line) => (JSON.parse(line) as { type: string }).type));
    const known = ['nodeAdded', 'columnSet', 'draftChanged', 'partStarted', 'answerEnded'];
    assert.deepEqual(
      [...types].filter((type) => !known.includes(type)),
      [],
    );
    assert.ok(lines.length > 3);
    assert.ok(lines.every((line) => !/"(?:column":"|group|isBest)/.test(line)));
  });
});
