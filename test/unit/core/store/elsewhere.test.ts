import assert from 'node:assert/strict';
import { SessionsElsewhere } from '../../../../src/core/store/elsewhere';
import { StoreError } from '../../../../src/core/store/storeTypes';
import { faultyFiles } from '../../../fakes/faultyFiles';
import type { FileOperation } from '../../../fakes/faultyFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { added, grew, notesCodec } from '../../../fakes/notesCodec';
import { hostOf, notesStore, root, textsOf } from '../../../fakes/notesStore';

describe('the sessions of other workspaces', () => {
  let now = 1_000_000_000;
  const { signal } = new AbortController();
  const made = async (store: ReturnType<typeof notesStore>, title: string, text: string): Promise<string> => {
    now += 1_000;
    const session = await store.create();
    session.append([{ type: 'titled', title }, added('a', text)]);
    await session.close();
    return session.id;
  };

  it('are listed and read, and left as they are', async () => {
    const files = new MemoryFiles(() => now);
    const done = new Set<FileOperation>();
    const host = hostOf(
      faultyFiles(files, (operation) => void done.add(operation)),
      { now: () => now },
    );
    const elsewhere = new SessionsElsewhere({ host, codec: notesCodec, folder: root, workspace: undefined });
    assert.deepEqual(await elsewhere.list(signal), []);
    const other = notesStore(files, { now: () => now, workspace: 'file:///elsewhere' });
    await made(notesStore(files, { now: () => now }), 'here', 'text');
    const [old, busy] = [await made(other, 'old', 'read me'), await made(other, 'busy', 'text')];
    const open = await other.open(busy);
    open.append([grew('a', ' and more')]);
    await open.flush();
    await other.remove(await made(other, 'deleted', 'text'));
    const listed = await elsewhere.list(signal);
    assert.deepEqual(
      listed.map(({ id, title }) => [id, title]),
      [
        [busy, 'busy'],
        [old, 'old'],
      ],
    );
    assert.deepEqual(textsOf(await elsewhere.read(old, signal)), ['read me']);
    assert.deepEqual(textsOf(await elsewhere.read(busy, signal)), ['text and more']);
    assert.deepEqual([...done].sort(), ['list', 'read', 'readPieces', 'stat']);
  });

  it('are read no longer than they are wanted, and only where they were listed', async () => {
    const files = new MemoryFiles(() => now);
    const id = await made(notesStore(files, { workspace: 'file:///elsewhere' }), 'there', 'text');
    const options = { host: hostOf(files), codec: notesCodec, folder: root, workspace: undefined };
    const elsewhere = new SessionsElsewhere(options);
    await assert.rejects(elsewhere.read(id, signal), StoreError);
    const enough = AbortSignal.abort(new Error('enough'));
    await assert.rejects(elsewhere.list(enough), /enough/);
    await elsewhere.list(signal);
    await assert.rejects(elsewhere.read(id, enough), /enough/);
  });
});
