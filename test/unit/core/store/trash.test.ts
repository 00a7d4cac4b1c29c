import assert from 'node:assert/strict';
import { purgeTrash } from '../../../../src/core/store/trash';
import { faultyFiles } from '../../../fakes/faultyFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { added } from '../../../fakes/notesCodec';
import { hostOf, notesStore, root } from '../../../fakes/notesStore';
import { poll } from '../../../support/poll';

const day = 24 * 60 * 60 * 1000;

describe('the trash of sessions', () => {
  let files: MemoryFiles;
  let now: number;
  let store: ReturnType<typeof notesStore>;
  const window = () => notesStore(files, { now: () => now });

  beforeEach(() => {
    now = Date.UTC(2027, 0);
    files = new MemoryFiles(() => now);
    store = window();
  });

  const made = async (title: string): Promise<string> => {
    now += 1000;
    const session = await store.create();
    session.append([{ type: 'titled', title }, added('a', 'text')]);
    await session.close();
    return session.id;
  };
  const deletedLeft = (): number =>
    [...files.files.keys()].filter((name) => name.includes('.deleted') && name.endsWith('.jsonl')).length;
  const lookAt = (at: number): Promise<void> => purgeTrash(hostOf(files, { now: () => at }), root);

  it('is emptied but for what the disk refuses', async () => {
    for (const title of ['one', 'two', 'three']) await store.remove(await made(title));
    const [first] = [...files.files.keys()].filter((name) => name.includes('.deleted'));
    const refused = first?.slice(0, first.lastIndexOf('/'));
    const failing = faultyFiles(files, (operation, path) =>
      operation === 'remove' && path === refused ? 'read-only' : undefined,
    );
    for (const days of [31, 32]) await purgeTrash({ ...hostOf(failing), now: () => now + days * day }, root);
    const left = [...files.files.keys()].filter((name) => name.includes('.deleted') && !name.endsWith('.looked'));
    assert.deepEqual(new Set(left.map((name) => name.slice(0, name.lastIndexOf('/')))), new Set([refused]));
  });

  it('keeps what was deleted for 30 days, and until the first look a day after one that found it older', async () => {
    await store.remove(await made('gone'));
    const deleted = now;
    for (const days of [0, 29, 30]) {
      await lookAt(deleted + days * day);
      assert.equal(deletedLeft(), 1);
    }
    await lookAt(deleted + 31 * day);
    await lookAt(deleted + 31.9 * day);
    assert.equal(deletedLeft(), 1);
    now = deleted + 32 * day;
    await window().list();
    await poll('the store', () => deletedLeft() === 0);
  });

  it('keeps what was deleted today when the clock is a month ahead for once', async () => {
    const undo = await store.remove(await made('deleted today'));
    for (const days of [0, 31, 31.1, 0.1, 1.2, 2.3]) await lookAt(now + days * day);
    await undo();
    assert.equal((await store.list()).length, 1);
  });

  it('is looked at again once a clock that was a year ahead is right', async () => {
    await store.remove(await made('gone'));
    const deleted = now;
    for (const days of [400, 1, 31.5]) await lookAt(deleted + days * day);
    assert.equal(deletedLeft(), 1);
    await lookAt(deleted + 33 * day);
    assert.equal(deletedLeft(), 0);
  });

  it('keeps for 30 days what was deleted before there was a session to delete', async () => {
    const right = now;
    now = Date.UTC(2025, 11, 31);
    await store.remove(await made('deleted in 2025'));
    for (const days of [0, 1, 2, 30]) await lookAt(right + days * day);
    assert.equal(deletedLeft(), 1);
  });

  it('keeps for 30 days what was deleted while the clock said 1970, and has it again after undo', async () => {
    const id = await made('deleted in 1970');
    const right = now;
    now = 1000;
    const undo = await store.remove(id);
    now = right;
    for (const days of [0, 1, 2, 30]) await lookAt(right + days * day);
    await undo();
    assert.equal((await store.list()).length, 1);
    now = 1000;
    await store.remove(id);
    for (const days of [40, 41, 72, 73]) await lookAt(right + days * day);
    assert.equal(deletedLeft(), 0);
  });

  it('says of a deleted session that it is gone for good once all were deleted, and not what the disk said', async () => {
    const undo = await store.remove(await made('deleted before'));
    await store.removeAll();
    await assert.rejects(undo(), { name: 'StoreError', reason: 'deleted-for-good', message: /deleted for good/ });
  });
});
