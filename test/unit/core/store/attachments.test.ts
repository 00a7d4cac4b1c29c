import assert from 'node:assert/strict';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { added } from '../../../fakes/notesCodec';
import { notesStore } from '../../../fakes/notesStore';
import { poll } from '../../../support/poll';

describe('attachments', () => {
  it('are stored once under their hash, and come back', async () => {
    const files = new MemoryFiles();
    const store = notesStore(files);
    const session = await store.create();
    const bytes = new Uint8Array([1, 2, 3]);
    const blob = await session.attachments.put(bytes);
    assert.equal(await session.attachments.put(bytes), blob);
    assert.deepEqual([...(await session.attachments.get(blob))], [1, 2, 3]);
    await assert.rejects(session.attachments.get('../session.jsonl'), { reason: 'missing' });
    await assert.rejects(session.attachments.get('0'.repeat(64)), { reason: 'missing' });
    await store.close();
  });

  it('of more than 32 MB are refused', async () => {
    const session = await notesStore(new MemoryFiles()).create();
    const put = session.attachments.put(new Uint8Array(32 * 1024 * 1024 + 1));
    await assert.rejects(put, { reason: 'attachment-too-large' });
  });

  it('that nothing refers to for an hour are removed when the session is rewritten', async () => {
    let now = 1_000_000_000;
    const files = new MemoryFiles(() => now);
    const store = notesStore(files, { now: () => now });
    const session = await store.create();
    const used = await session.attachments.put(new Uint8Array([1]));
    const unused = await session.attachments.put(new Uint8Array([2]));
    now += 2 * 60 * 60 * 1000;
    const young = await session.attachments.put(new Uint8Array([3]));
    session.append([added('a', used), added('b', 'x'.repeat(5000)), { type: 'removed', id: 'b' }]);
    await session.flush();
    session.append([added('c', 'y'.repeat(5000)), { type: 'removed', id: 'c' }]);
    const names = () => [...files.files.keys()].flatMap((name) => name.split('/attachments/')[1] ?? []).sort();
    await poll('the store', () => !names().includes(unused));
    assert.deepEqual(names(), [used, young].sort());
    await store.close();
  });

  it('go along when unsaved events become a session of their own', async () => {
    const files = new MemoryFiles();
    // It notices that it lost the lock when it writes, not before.
    const one = notesStore(files, { times: { heartbeatMs: 60_000 } });
    const two = notesStore(files);
    const session = await one.create();
    const blob = await session.attachments.put(new Uint8Array([1]));
    session.append([added('a', blob)]);
    await session.flush();
    await (await two.open(session.id)).takeOver();
    session.append([added('b', 'unsaved')]);
    await session.flush();
    assert.ok(session.problem?.type === 'kept-as-own-session');
    const kept = await one.open(session.problem.sessionId);
    assert.deepEqual([...(await kept.attachments.get(blob))], [1]);
    await Promise.all([one.close(), two.close()]);
  });
});
