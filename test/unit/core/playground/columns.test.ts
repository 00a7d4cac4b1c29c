import assert from 'node:assert/strict';
import { LiveSession } from '../../../../src/core/playground/liveSession';
import type { SessionNews } from '../../../../src/core/playground/liveSession';
import type { Column } from '../../../../src/core/playground/column';
import { sessionCodec } from '../../../../src/core/playground/session/sessionCodec';
import { textOf } from '../../../../src/core/playground/session/nodeText';
import { firstColumnId } from '../../../../src/core/playground/session/sessionSchema';
import { emptySession } from '../../../../src/core/playground/session/sessionTree';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { maker, provider, say, storeOn } from '../../../support/liveSessions';
import { turnHeads } from '../../../../src/core/playground/session/turnHeads';
import { contentOf, draftOf, reduceAll } from '../../../support/sessionEvents';

const words = (message: string) => draftOf({ providerId: 'maker', model: 'maker-1', message });

function sendIn(column: Column, message: string): void {
  const asked = column.requestOf(maker, words(message));
  assert.ok(typeof asked !== 'string');
  assert.equal(column.send(asked), undefined);
}

const textsOf = ({ turns }: Column): unknown[] =>
  turns.map(({ prompt, answer }) => [textOf(prompt), answer && textOf(answer), answer?.status]);

/** A session with two columns, of which the first has a turn. */
async function twoColumns() {
  const store = storeOn(new MemoryFiles(), 'one');
  const { asked, host } = provider();
  const opened = await store.create();
  const live = new LiveSession(opened, host);
  const news: SessionNews[] = [];
  live.onNews((one) => news.push(one));
  opened.append([{ type: 'columnSet', column: { id: 'second', leaf: null } }]);
  const [first, second] = live.columns;
  assert.ok(first && second);
  return { live, news, asked, first, second, store, host };
}

describe('a session with two columns', () => {
  it('begins anew for whoever shows it when a column comes', async () => {
    const { live, news } = await twoColumns();
    assert.deepEqual(
      live.columns.map(({ id }) => id),
      [firstColumnId, 'second'],
    );
    assert.deepEqual(news, [{ type: 'reloaded' }]);
    await live.close();
  });

  it('has versions of a message where it was changed, and none where the other column got the same', async () => {
    const { live, first, second } = await twoColumns();
    const versions = (): unknown[] =>
      live.columns.map(({ id }) => turnHeads(live.session, id).map((head) => head.versions?.of));
    for (const column of [first, second]) {
      const asked = column.requestOf(maker, words('Why?'), undefined, 'both');
      assert.ok(typeof asked !== 'string');
      column.send(asked);
    }
    assert.deepEqual(versions(), [[undefined], [undefined]]);
    live.columns.forEach((column) => column.stop());
    await live.whenIdle();
    const [turn] = first.turns;
    await first.saveEdit({ ...words(''), editing: turn?.prompt.id ?? '', edited: 'How?' });
    assert.deepEqual(versions(), [[3], [2]]);
    await live.close();
  });

  it('composes what is written for all with the values of its variables, and with a system prompt of its own', async () => {
    const { live, second } = await twoColumns();
    second.changeDraft({ system: 'You are {{who}}.' });
    const variables = {
      sets: [
        {
          name: 'one',
          values: [
            { name: 'who', value: 'a cook' },
            { name: 'what', value: 'tea' },
          ],
        },
      ],
      chosen: 0,
    };
    const { system, messages } = second.composing({ message: 'Make {{what}}.', variables });
    assert.deepEqual([system, messages.map(textOf)], ['You are a cook.', ['Make tea.']]);
    await live.close();
  });

  it('sends in both at the same time, and streams into each what is asked in it', async () => {
    const { live, news, asked, first, second } = await twoColumns();
    sendIn(first, 'Why?');
    sendIn(second, 'How?');
    assert.deepEqual([first.isStreaming, second.isStreaming], [true, true]);
    news.length = 0;
    asked[1]?.say(say('So'));
    asked[0]?.say(say('Because'));
    assert.deepEqual(
      news.map((one) => one.type === 'answerGrew' && [one.column, one.text]),
      [
        ['second', 'So'],
        [firstColumnId, 'Because'],
      ],
    );
    asked[0]?.end({ status: 'done' });
    asked[1]?.end({ status: 'done' });
    await live.whenIdle();
    assert.deepEqual(textsOf(first), [['Why?', 'Because', 'done']]);
    assert.deepEqual(textsOf(second), [['How?', 'So', 'done']]);
    await live.close();
  });

  it('stops one, while the other goes on and takes no message before its end', async () => {
    const { live, asked, first, second } = await twoColumns();
    sendIn(first, 'Why?');
    sendIn(second, 'How?');
    first.stop();
    assert.deepEqual([asked[0]?.signal.aborted, asked[1]?.signal.aborted], [true, false]);
    const next = second.requestOf(maker, words('And?'));
    assert.ok(typeof next !== 'string');
    assert.equal(second.send(next), 'streaming');
    asked[1]?.end({ status: 'done' });
    await live.whenIdle();
    assert.deepEqual([first.turns[0]?.answer?.status, second.turns[0]?.answer?.status], ['stopped', 'done']);
    await live.close();
  });

  it('asks in each what was said in it', async () => {
    const { live, asked, first, second } = await twoColumns();
    sendIn(first, 'Why?');
    asked[0]?.say(say('Because'));
    asked[0]?.end({ status: 'done' });
    await live.whenIdle();
    sendIn(second, 'How?');
    sendIn(first, 'And?');
    assert.deepEqual([asked[1]?.request.messages.length, asked[2]?.request.messages.length], [1, 3]);
    await live.close();
  });

  it('keeps their drafts apart, tells each of its own, and has both again', async () => {
    const { live, news, first, second, store, host } = await twoColumns();
    news.length = 0;
    first.changeDraft({ message: 'for the first' });
    second.changeDraft({ message: 'for the second', model: 'maker-2' });
    second.keepDraft({ message: 'typed in the second' });
    assert.deepEqual(
      news.map((one) => one.type === 'draft' && [one.column, one.draft.message]),
      [
        [firstColumnId, 'for the first'],
        ['second', 'for the second'],
      ],
    );
    assert.deepEqual([first.draft.message, second.draft.message], ['for the first', 'typed in the second']);
    await live.close();
    const again = new LiveSession(await store.open(live.id), host);
    assert.deepEqual(
      again.columns.map(({ id, draft }) => [id, draft.message, draft.model]),
      [
        [firstColumnId, 'for the first', ''],
        ['second', 'typed in the second', 'maker-2'],
      ],
    );
    await again.close();
  });

  it('is what its events make of it, with both drafts', async () => {
    const { live, first, second } = await twoColumns();
    first.changeDraft({ message: 'for the first' });
    second.changeDraft({ message: 'for the second' });
    const { session } = live;
    const made = reduceAll(emptySession(session.id, session.created), sessionCodec.snapshot(session));
    assert.deepEqual(contentOf(made), contentOf(session));
    const [one, other] = ['first', 'second'].map((column) => ({
      type: 'draftChanged' as const,
      draft: draftOf({ message: column }),
      ...(column !== firstColumnId && { column }),
    }));
    assert.equal(sessionCodec.merge?.(one!, other!), undefined);
    await live.close();
  });
});
