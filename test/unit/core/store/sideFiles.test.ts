import assert from 'node:assert/strict';
import { isFileError } from '../../../../src/core/files/files';
import { SideFiles } from '../../../../src/core/store/sideFiles';
import { MemoryFiles, fault } from '../../../fakes/memoryFiles';
import { hostOf, notesStore, root, storedSession } from '../../../fakes/notesStore';

/** Those of one window. */
const sideFiles = (files: MemoryFiles, maxBytes = 1_000, workspace?: string): SideFiles =>
  new SideFiles({ host: hostOf(files), folder: root, workspace, kind: 'wire', maxBytes });

const bytes = (text: string): Uint8Array[] => [new TextEncoder().encode(text)];

async function read(side: SideFiles, session: string, name: string): Promise<string | undefined> {
  const found = await side.read(session, name);
  return found && new TextDecoder().decode(found);
}

describe('files beside a session', () => {
  it('are read in every window', async () => {
    const files = new MemoryFiles();
    const id = await storedSession(files, ['a', 'first']);
    await sideFiles(files).write(id, 'one', bytes('sent'));
    assert.equal(await read(sideFiles(files), id, 'one'), 'sent');
    assert.equal(await read(sideFiles(files), id, 'two'), undefined);
    assert.equal(await read(sideFiles(files, 1_000, 'file:///other'), id, 'one'), undefined);
  });

  it('are deleted with it, and come back with it', async () => {
    const files = new MemoryFiles();
    const id = await storedSession(files, ['a', 'first']);
    const side = sideFiles(files);
    await side.write(id, 'one', bytes('sent'));
    const store = notesStore(files);
    const undo = await store.remove(id);
    assert.equal(await read(side, id, 'one'), undefined);
    await undo();
    assert.equal(await read(side, id, 'one'), 'sent');
    await store.removeAll();
    assert.equal(
      [...files.files.keys()].some((file) => file.includes('wire')),
      false,
    );
  });

  it('do not bring back the folder of a session that was deleted', async () => {
    const files = new MemoryFiles();
    const id = await storedSession(files, ['a', 'first']);
    await notesStore(files).remove(id);
    await assert.rejects(sideFiles(files).write(id, 'one', bytes('sent')), (error) => isFileError(error, 'missing'));
    assert.deepEqual(await notesStore(files).list(), []);
  });

  it('lie nowhere but in the folder of their session', async () => {
    const files = new MemoryFiles();
    for (const [session, name] of [
      ['../..', 'one'],
      ['one', '../../x'],
      ['', 'one'],
      ['one', 'a/b'],
    ] as const) {
      await assert.rejects(sideFiles(files).write(session, name, bytes('sent')), /no name of a file/);
      files.put(`${root}/no-folder/${session}/wire.${name}`, 'of somebody else');
      assert.equal(await sideFiles(files).read(session, name), undefined);
    }
  });

  it('stay below their limit in all workspaces and windows: the oldest give way, and nothing else', async () => {
    let now = 0;
    const files = new MemoryFiles(() => (now += 1));
    const first = await storedSession(files, ['a', 'first']);
    const other = notesStore(files, { workspace: 'file:///other' });
    const second = await other.create();
    second.append([]);
    const windows = [sideFiles(files), sideFiles(files), sideFiles(files, 1_000, 'file:///other')];
    const folder = `${root}/no-folder/${first}`;
    const before = [...files.files.keys()].filter((file) => file.startsWith(folder));
    for (let i = 0; i < 60; i++) {
      await windows[i % 2]!.write(first, `n${i}`, bytes('x'.repeat(50)));
      const all = [...files.files].filter(([file]) => file.includes('/wire.'));
      assert.ok(
        all.reduce(
          (
            sum,
            [
              ,
              {
                bytes: { length },
              },
            ],
          ) => sum + length,
          0,
        ) <= 1_000,
      );
    }
    const names = [...files.files.keys()].filter((file) => file.startsWith(folder));
    const kept = names.flatMap((file) => /wire\.n(\d+)$/.exec(file)?.[1] ?? []).map(Number);
    assert.deepEqual(
      kept,
      Array.from({ length: kept.length }, (_, i) => 60 - kept.length + i),
    );
    assert.ok(kept.length >= 15);
    assert.deepEqual(
      before.filter((file) => !names.includes(file)),
      [],
    );
  });

  it('stay below their limit where the oldest cannot be removed: the next ones give way', async () => {
    let now = 0;
    const files = new MemoryFiles(() => (now += 1));
    const id = await storedSession(files, ['a', 'first']);
    const side = sideFiles(files);
    await side.write(id, 'n0', bytes('x'.repeat(50)));
    const remove = files.remove.bind(files);
    files.remove = (file) => (file.endsWith('wire.n0') ? Promise.reject(fault('read-only', file)) : remove(file));
    for (let i = 1; i < 60; i++) await side.write(id, `n${i}`, bytes('x'.repeat(50)));
    const sizes = [...files.files].flatMap(([file, each]) => (file.includes('/wire.') ? [each.bytes.length] : []));
    assert.ok(sizes.length <= 20 && sizes.length >= 15, String(sizes.length));
    assert.equal((await read(side, id, 'n0'))?.length, 50);
  });

  it('of sessions that were moved aside count, and give way too', async () => {
    let now = 0;
    const files = new MemoryFiles(() => (now += 1));
    const deleted = await storedSession(files, ['a', 'first']);
    const id = await storedSession(files, ['b', 'second']);
    const side = sideFiles(files);
    await side.write(deleted, 'old', bytes('x'.repeat(600)));
    const undo = await notesStore(files).remove(deleted);
    await side.write(id, 'new', bytes('x'.repeat(600)));
    await undo();
    assert.equal(await read(side, deleted, 'old'), undefined);
    assert.equal((await read(side, id, 'new'))?.length, 600);
  });
});
