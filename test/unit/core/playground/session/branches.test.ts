import assert from 'node:assert/strict';
import { branchesOf } from '../../../../../src/core/playground/session/branches';
import { textOf } from '../../../../../src/core/playground/session/nodeText';
import { nothingEdited, ownAnswer } from '../../../../../src/core/playground/session/sessionSchema';
import {
  answerTo,
  branchedSession,
  conversation,
  headsIn,
  idsIn,
  sendable,
  sentBy,
  textsIn,
} from '../../../../support/conversations';
import { LiveSession } from '../../../../../src/core/playground/liveSession';
import { promptOf, shows } from '../../../../support/sessionEvents';
import { maker, requestIn, sendIn } from '../../../../support/liveSessions';

describe('an answer with another text', () => {
  it('stands beside the one that came, is marked, and what followed follows it', async () => {
    const open = await conversation('one', 'two', 'three');
    const { column } = open;
    const before = textsIn(column);
    const [, [, second] = ['', '']] = idsIn(column);
    assert.equal(await column.saveEdit(sendable('', { editing: second, edited: 'better' })), undefined);
    assert.deepEqual(textsIn(column), ['one', 'to one', 'two', 'better', 'three', 'to three']);
    assert.deepEqual(sentBy(open).slice(2, 4), ['user: two', 'assistant: better']);
    const heads = headsIn(open);
    assert.deepEqual(
      heads.map(({ made, siblings }) => [made, siblings.of]),
      [
        [undefined, 1],
        ['edited', 2],
        ['kept', 1],
      ],
    );
    // An edited or a kept answer has no cost of its own, because it was paid only once.
    assert.deepEqual(
      heads.map(({ cost: paid, usage }) => [paid !== undefined, usage !== undefined]),
      [
        [true, true],
        [false, false],
        [false, false],
      ],
    );
    column.showSibling(second);
    assert.deepEqual(textsIn(column), before);
  });

  it('is the text alone: reasoning that was signed for another conversation is not sent with what was changed', async () => {
    const open = await conversation('one', 'two');
    const { column } = open;
    const [[, first] = ['', '']] = idsIn(column);
    const signed = (): number =>
      requestIn(open.live, maker, sendable('next')).request.messages.flatMap(({ parts }) =>
        parts.filter((part) => 'opaque' in part),
      ).length;
    assert.equal(signed(), 2);
    await column.saveEdit(sendable('', { editing: first, edited: 'better' }));
    assert.equal(signed(), 0);
  });

  it('is by hand where nothing had come', async () => {
    const open = await branchedSession();
    sendIn(open.live, maker, sendable('one'));
    open.asked[0]?.end({ status: 'failed' });
    await open.live.whenIdle();
    const [[, id] = ['', '']] = idsIn(open.live.main);
    await open.live.main.saveEdit(sendable('', { editing: id, edited: 'mine' }));
    assert.deepEqual(
      headsIn(open).map(({ made, model }) => [made, model]),
      [['by-hand', '']],
    );
    assert.deepEqual(sentBy(open), ['user: one', 'assistant: mine', 'user: next']);
  });

  it('is none where the text is empty, the message is gone, or an answer streams', async () => {
    const open = await conversation('one');
    const { column, live } = open;
    const [[, id] = ['', '']] = idsIn(column);
    const save = (editing: string, edited: string) => column.saveEdit(sendable('', { editing, edited }));
    assert.deepEqual([await save(id, ' '), await save('elsewhere', 'x')], ['no-message', 'gone']);
    sendIn(live, maker, sendable('two'));
    assert.equal(await save(id, 'x'), 'streaming');
    assert.equal(await column.deleteMessage(idsIn(column)[0]?.[0] ?? ''), 'streaming');
  });
});

describe('a message with another text', () => {
  it('that is sent asks anew, as a branch, and leaves what is being written', async () => {
    const open = await conversation('one', 'two');
    const { column, asked } = open;
    const [, [second] = ['', '']] = idsIn(column);
    const draft = sendable('being written', { editing: second, edited: 'other', system: 'Be brief.' });
    column.changeDraft(draft);
    const request = column.requestEdited(maker, draft);
    assert.ok(typeof request !== 'string');
    assert.equal(column.send(request), undefined);
    assert.deepEqual(
      asked.at(-1)?.request.messages.map(({ parts }) => textOf({ parts })),
      ['one', 'to one', 'other'],
    );
    assert.equal(asked.at(-1)?.request.system, 'Be brief.');
    assert.deepEqual([column.draft.message, column.draft.editing, column.draft.edited], ['being written', '', '']);
    await answerTo(open, 'new');
    assert.deepEqual(textsIn(column), ['one', 'to one', 'other', 'new']);
    assert.deepEqual(headsIn(open)[1]?.versions, { at: 2, of: 2, ids: [second, idsIn(column)[1]?.[0]] });
    column.showSibling(second);
    assert.deepEqual(textsIn(column), ['one', 'to one', 'two', 'to two']);
  });

  it('that is saved keeps its answer, and what follows', async () => {
    const { column } = await conversation('one', 'two');
    const [[first] = ['', '']] = idsIn(column);
    await column.saveEdit(sendable('', { editing: first, edited: 'ONE' }));
    assert.deepEqual(textsIn(column), ['ONE', 'to one', 'two', 'to two']);
    column.showSibling(first);
    assert.deepEqual(textsIn(column), ['one', 'to one', 'two', 'to two']);
  });
});

describe('a turn that is deleted', () => {
  for (const [index, left] of [
    [0, ['two', 'to two', 'three', 'to three']],
    [1, ['one', 'to one', 'three', 'to three']],
    [2, ['one', 'to one', 'two', 'to two']],
  ] as const) {
    it(`is out of the path, and comes back by paging: ${index + 1} of 3`, async () => {
      const open = await conversation('one', 'two', 'three');
      const { column } = open;
      const [id] = idsIn(column)[index] ?? [''];
      assert.equal(await column.deleteMessage(id), undefined);
      assert.deepEqual(textsIn(column), left);
      const { versions, follows } = headsIn(open)[index] ?? headsIn(open).at(-1)!;
      const back = (index === 2 ? follows : versions?.ids) ?? [];
      assert.ok(back.includes(id));
      column.showSibling(id);
      assert.deepEqual(textsIn(column), ['one', 'to one', 'two', 'to two', 'three', 'to three']);
    });
  }

  it('may be the only one: what is asked next begins anew, and the list of branches has the old one', async () => {
    const open = await conversation('one');
    const { column, live } = open;
    await column.deleteMessage(idsIn(column)[0]?.[0] ?? '');
    assert.deepEqual([textsIn(column), sentBy(open)], [[], ['user: next']]);
    const [branch] = branchesOf(live.session, column.id);
    assert.deepEqual([branch?.title, branch?.turns, branch?.isShown], ['one', 1, false]);
    column.showSibling(branch?.leaf ?? '');
    assert.deepEqual(textsIn(column), ['one', 'to one']);
  });
});

describe('an answer that is deleted alone', () => {
  it('leaves its message to the next one, and comes back by paging', async () => {
    const open = await conversation('one', 'two', 'three');
    const { column } = open;
    const [[firstPrompt, first] = ['', '']] = idsIn(column);
    assert.equal(await column.deleteMessage(first), undefined);
    assert.deepEqual(textsIn(column), ['one\n\ntwo', 'to two', 'three', 'to three']);
    assert.deepEqual(sentBy(open), [
      ...['user: one\n\ntwo', 'assistant: to two', 'user: three', 'assistant: to three', 'user: next'],
    ]);
    column.showSibling(firstPrompt);
    assert.deepEqual(textsIn(column), ['one', 'to one', 'two', 'to two', 'three', 'to three']);
  });

  it('gives its message back to be written on where it was the last', async () => {
    const { column } = await conversation('one', 'two');
    column.changeDraft({ message: 'and this' });
    const [, [, last] = ['', '']] = idsIn(column);
    assert.equal(await column.deleteMessage(last), undefined);
    assert.deepEqual([textsIn(column), column.draft.message], [['one', 'to one'], 'two\n\nand this']);
  });
});

describe('variables in a message that is edited', () => {
  const variables = { sets: [{ name: 'a', values: [{ name: 'x', value: 'seven' }] }], chosen: 0 };

  it('have their values in what is sent and saved; those without one stay as they are written', async () => {
    const open = await conversation('one', 'two');
    const { column } = open;
    const [[first] = [''], [second] = ['']] = idsIn(column);
    await column.saveEdit(sendable('', { editing: first, edited: 'Is {{x}} {{y}}?', variables }));
    assert.deepEqual(textsIn(column).slice(0, 2), ['Is seven {{y}}?', 'to one']);
    column.showSibling(second);
    const draft = sendable('', { editing: second, edited: 'And {{x}}?', variables });
    column.changeDraft(draft);
    const request = column.requestEdited(maker, draft);
    assert.ok(typeof request !== 'string');
    assert.equal(column.send(request), undefined);
    await answerTo(open, 'yes');
    assert.deepEqual([textsIn(column).slice(2), column.draft.editing], [['And seven?', 'yes'], '']);
  });

  it('are none in an answer', async () => {
    const { column } = await conversation('one');
    const [[, answer] = ['', '']] = idsIn(column);
    await column.saveEdit(sendable('', { editing: answer, edited: 'Write {{x}}.', variables }));
    assert.deepEqual(textsIn(column), ['one', 'Write {{x}}.']);
  });
});

describe('a message with an answer by hand', () => {
  it('is sent as if a model had given it, and the message leaves the draft', async () => {
    const open = await conversation('one');
    const { column } = open;
    column.changeDraft({ message: 'like this', editing: ownAnswer, edited: 'so' });
    assert.equal(await column.saveEdit(column.draft), undefined);
    assert.deepEqual(
      sentBy(open),
      ['one', 'to one', 'like this', 'so', 'next'].map((text, i) => `${i % 2 ? 'assistant' : 'user'}: ${text}`),
    );
    assert.deepEqual(
      { ...nothingEdited, message: '' },
      { editing: column.draft.editing, edited: column.draft.edited, message: column.draft.message },
    );
  });
});

describe('a message after one that was never answered', () => {
  it('stands beside it: two messages in a row are no conversation', async () => {
    const { store, host, asked } = await branchedSession();
    const opened = await store.create();
    opened.append([{ type: 'nodeAdded', node: promptOf('p') }, shows('p')]);
    const live = new LiveSession(opened, host);
    assert.equal(sendIn(live, maker, sendable('next')), undefined);
    assert.deepEqual(
      asked[0]?.request.messages.map(({ parts }) => textOf({ parts })),
      ['next'],
    );
    assert.deepEqual(textsIn(live.main), ['next', '']);
    live.main.stop();
    await live.whenIdle();
    live.main.showSibling('p');
    assert.deepEqual(textsIn(live.main), ['question p', '(none)']);
    await live.close();
  });
});

describe('a branch from a message', () => {
  it('ends the path there; what followed is offered, and what is sent stands beside it', async () => {
    const open = await conversation('one', 'two');
    const { column, live } = open;
    const [[, first] = ['', ''], [second] = ['', '']] = idsIn(column);
    column.branchFrom(first);
    assert.deepEqual(textsIn(column), ['one', 'to one']);
    assert.deepEqual(headsIn(open).at(-1)?.follows, [second]);
    sendIn(live, maker, sendable('other'));
    await answerTo(open, 'to other');
    assert.deepEqual(textsIn(column), ['one', 'to one', 'other', 'to other']);
    assert.deepEqual(
      branchesOf(live.session, column.id).map(({ title, isShown }) => [title, isShown]),
      [
        ['other', true],
        ['two', false],
      ],
    );
  });
});

describe('the list of branches', () => {
  it('tells those apart that begin to differ from what is shown at the same message', async () => {
    const { column, live } = await conversation('one', 'two');
    const [[first, answer] = ['', '']] = idsIn(column);
    await column.saveEdit(sendable('', { editing: answer, edited: 'by me' }));
    await column.saveEdit(sendable('', { editing: first, edited: 'ONE' }));
    assert.deepEqual(
      branchesOf(live.session, column.id).map(({ title, own, end }) => [title, own, end]),
      [
        ['two', 'ONE', 'two'],
        ['one', 'by me', 'two'],
        ['one', 'to one', 'two'],
      ],
    );
  });
});
