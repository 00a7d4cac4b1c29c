import assert from 'node:assert/strict';
import { LiveSession } from '../../../../src/core/playground/liveSession';
import { OpenSessions } from '../../../../src/core/playground/openSessions';
import { withoutOrigins } from '../../../../src/core/playground/session/drafts';
import { sessionCodec } from '../../../../src/core/playground/session/sessionCodec';
import { firstColumnId } from '../../../../src/core/playground/session/sessionSchema';
import type { Origin } from '../../../../src/core/playground/session/sessionSchema';
import { turnsOf } from '../../../../src/core/playground/session/sessionTree';
import { liveSession, maker, provider, sendIn } from '../../../support/liveSessions';
import { draftOf } from '../../../support/sessionEvents';

const origin: Origin = { uri: 'file:///a.py', range: [2, 0, 3, 0], sha256: 'ab' };
const quote = '```python\nx = 1\n```';
const put = draftOf({ providerId: 'maker', model: 'maker-1', message: `Why?\n\n${quote}` });

/** A session in whose message field a selection was put. */
async function withSelection() {
  const all = await liveSession();
  all.live.main.changeDraft(put, [{ origin, quote }]);
  return all;
}
const originsOf = (live: LiveSession): readonly Origin[] =>
  turnsOf(live.session, live.main.id).at(-1)?.prompt.origins ?? [];
/** As the page does: it tells the draft with each edit, and again with Send. */
function typeAndSend(live: LiveSession, ...messages: string[]): void {
  for (const message of messages) live.main.keepDraft({ ...live.main.draft, message });
  assert.equal(sendIn(live, maker, { ...live.main.draft, message: messages.at(-1) ?? put.message }), undefined);
}

describe('a selection that was put into the message field', () => {
  it('gives the prompt its origin, and leaves none in the draft', async () => {
    const { live } = await withSelection();
    typeAndSend(live);
    assert.deepEqual(originsOf(live), [origin]);
    assert.deepEqual(live.main.draft.origins, []);
    live.main.stop();
    await live.whenIdle();
    typeAndSend(live, put.message);
    assert.deepEqual(originsOf(live), []);
    await live.close();
  });

  it('gives it also with another question around it', async () => {
    const { live } = await withSelection();
    typeAndSend(live, `What is this?\n\n${quote}\n\nBe brief.`);
    assert.deepEqual(originsOf(live), [origin]);
    await live.close();
  });

  it('gives none once it was changed, also where it was typed in again', async () => {
    const { live } = await withSelection();
    typeAndSend(live, put.message.replace('1', '2'), put.message);
    assert.deepEqual(originsOf(live), []);
    await live.close();
  });

  it('gives none when it was changed with the last letter before Send', async () => {
    const { live } = await withSelection();
    sendIn(live, maker, { ...put, message: 'Something else' });
    assert.deepEqual(originsOf(live), []);
    await live.close();
  });

  it('gives it after a reload of the window as well, where all that was written is still there', async () => {
    const { live, store } = await withSelection();
    await live.close();
    for (const [message, expected] of [
      [`${put.message} Please.`, [origin]],
      [quote, []],
    ] as const) {
      const again = new LiveSession(await store.open(live.id), provider().host);
      if (expected.length === 0) again.main.changeDraft({ ...put, origins: [origin] });
      typeAndSend(again, message);
      assert.deepEqual(originsOf(again), expected);
      await again.close();
    }
  });

  it('keeps it in a session that is left, and goes along into none that begins', async () => {
    const { live, store } = await withSelection();
    await live.close();
    const sessions = new OpenSessions(store, provider().host, {
      first: () => store.open(live.id),
      onShown: () => Promise.resolve(),
      onProblem: (problem) => assert.fail(JSON.stringify(problem)),
      onFailed: () => undefined,
      onLost: (error) => assert.fail(String(error)),
    });
    await sessions.current();
    const fresh = await sessions.startNew();
    fresh.main.changeDraft({ message: put.message });
    assert.deepEqual(fresh.main.draft.origins ?? [], []);
    await sessions.keepDraft(live.id, firstColumnId, { ...put, message: `${put.message} Please.` });
    assert.deepEqual((await sessions.open(live.id)).main.draft.origins, [origin]);
    await sessions.close();
  });

  it('has no origin in a session that comes from elsewhere', async () => {
    const { live } = await withSelection();
    typeAndSend(live);
    live.main.changeDraft(put, [{ origin, quote }]);
    const events = [...sessionCodec.snapshot(live.session)];
    assert.match(JSON.stringify(events), /a\.py.*a\.py/);
    assert.doesNotMatch(JSON.stringify(events.map(withoutOrigins)), /a\.py/);
    await live.close();
  });

  it('stands there beside others, each as long as it is as it was', async () => {
    const { live } = await withSelection();
    const other: Origin = { ...origin, uri: 'file:///b.py' };
    const message = `${put.message}\n\n> A note`;
    live.main.changeDraft({ message }, [{ origin: other, quote: '> A note' }]);
    assert.deepEqual(live.main.draft.origins, [origin, other]);
    typeAndSend(live, message.replace('x = 1', 'x = 2'));
    assert.deepEqual(originsOf(live), [other]);
    await live.close();
  });

  it('is the origin in all columns that the message goes to', async () => {
    const { live } = await withSelection();
    live.columnSet.add(live.main);
    assert.equal(live.columns.length, 2);
    for (const each of live.columns) {
      const asked = each.requestOf(maker, { ...each.draft, ...put }, undefined, 'g');
      assert.ok(typeof asked !== 'string');
      assert.equal(each.send(asked), undefined);
    }
    for (const each of live.columns) assert.deepEqual(each.turns.at(-1)?.prompt.origins, [origin]);
    await live.close();
  });
});
