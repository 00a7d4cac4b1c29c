import assert from 'node:assert/strict';
import { LiveSession } from '../../../../src/core/playground/liveSession';
import { turnsOf } from '../../../../src/core/playground/session/sessionTree';
import { fileOf } from '../../../fakes/notesStore';
import { endpoint, liveSession, provider, say, storeOn } from '../../../support/liveSessions';
import { poll } from '../../../support/poll';
import { draftOf } from '../../../support/sessionEvents';

const words = draftOf({ providerId: 'maker', model: 'maker-1', message: 'Why?' });

describe('a live session in two windows', () => {
  it('turns a window that only reads to an earlier answer, without writing that or losing the place', async () => {
    const { live, asked, files } = await liveSession();
    live.send(endpoint, words);
    asked[0]?.end({ status: 'done' });
    await live.whenIdle();
    const first = turnsOf(live.session, live.columnId)[0]!.answer!.id;
    live.retry(first, endpoint);
    asked[1]?.end({ status: 'done' });
    await live.whenIdle();
    const second = turnsOf(live.session, live.columnId)[0]!.answer!.id;
    await poll('the store', () => files.files.has(fileOf(live.id)));
    const other = storeOn(files, 'two');
    const reader = new LiveSession(await other.open(live.id), provider().host);
    const shown = (of: LiveSession) => turnsOf(of.session, of.columnId).map(({ answer }) => answer?.id);
    const told: string[] = [];
    reader.onNews(({ type }) => told.push(type));
    await poll('the second answer', () => shown(reader)[0] === second);
    told.length = 0;
    reader.showSibling(first);
    assert.deepEqual(shown(reader), [first]);
    assert.equal(told[0], 'turns');
    assert.deepEqual(shown(live), [second]);
    // The writer goes on elsewhere: the reader stays.
    live.send(endpoint, { ...words, message: 'And?' });
    await poll('the follow-up', () => reader.session.nodes.size === live.session.nodes.size);
    assert.deepEqual(shown(reader), [first]);
    // Back at the answer that the writer has before it, the reader sees what comes.
    reader.showSibling(second);
    asked[2]?.end({ status: 'done' });
    await live.whenIdle();
    live.send(endpoint, { ...words, message: 'And then?' });
    await poll('the next one', () => shown(reader).length === 3);
    reader.showSibling(first);
    assert.equal(await reader.takeOver(), true);
    await poll('the place', () => shown(reader)[0] === first);
    reader.send(endpoint, { ...words, message: 'From here' });
    assert.deepEqual([shown(reader)[0], shown(reader).length], [first, 2]);
    await live.close();
    await reader.close();
  });

  it('takes nothing while another window writes it, stops what runs, and can be had back', async () => {
    const { live, news, asked, files } = await liveSession();
    live.send(endpoint, words);
    await poll(
      'the file',
      () => storeOn(files, 'look').list(),
      ({ length }) => length === 1,
    );
    const other = new LiveSession(await storeOn(files, 'two').open(live.id), provider().host);
    assert.equal(other.access.mode, 'read');
    assert.equal(other.send(endpoint, words), 'read-only');
    other.changeDraft({ message: 'x' });
    assert.ok(await other.takeOver());
    asked[0]?.say(say('late'));
    await poll('the loss', () => live.access.mode === 'read');
    assert.equal(asked[0]?.signal.aborted, true);
    assert.equal(live.send(endpoint, words), 'read-only');
    live.keepDraft(draftOf({ message: 'typed' }));
    assert.equal(live.draft.message, '');
    assert.equal(other.send(endpoint, { ...words, message: 'Mine' }), undefined);
    await poll('the turn of the other window', () => turnsOf(live.session, live.columnId).length === 2);
    assert.ok(news.some(({ type }) => type === 'access'));
    await other.close();
    assert.ok(await live.takeOver());
    assert.equal(live.access.mode, 'write');
    await live.close();
  });
});
