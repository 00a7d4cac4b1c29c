import assert from 'node:assert/strict';
import { faultyFiles } from '../../../fakes/faultyFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import type { Notes } from '../../../fakes/notesCodec';
import { notesStore } from '../../../fakes/notesStore';

const texts = ({ notes }: Notes): string[] => [...notes.values()].map(({ text }) => text);

describe('a session file in the old format', () => {
  const old = '/workspace/playground.json';
  let files: MemoryFiles;
  /** Where the old files are by now: in the folders of their sessions. */
  const carriedOver = (): string[] =>
    [...files.files.keys()].filter((name) => /\/imported-\w+\/playground\.json/.test(name));
  beforeEach(() => {
    files = new MemoryFiles();
    files.put(old, JSON.stringify({ texts: ['one', 'two'] }));
  });

  it('becomes a session, and is kept in its folder, where it is deleted with it', async () => {
    const text = files.text(old);
    const store = notesStore(files);
    const id = await store.importLegacy(old);
    assert.deepEqual(texts((await store.open(id!)).state), ['one', 'two']);
    assert.deepEqual(
      carriedOver().map((name) => files.text(name)),
      [text],
    );
    assert.equal(files.files.has(old), false);
    assert.equal(await store.importLegacy(old), undefined);
    await store.removeAll();
    assert.deepEqual(carriedOver(), []);
    await store.close();
  });

  it('becomes one session when two windows find it at once', async () => {
    const stores = [notesStore(files), notesStore(files)];
    await Promise.all(stores.map((store) => store.importLegacy(old)));
    assert.equal((await stores[0]!.list()).length, 1);
  });

  it('becomes one session when the window dies between any two steps', async () => {
    for (let last = 0; ; last += 1) {
      files = new MemoryFiles();
      files.put(old, JSON.stringify({ texts: ['one', 'two'] }));
      let steps = 0;
      const dying = faultyFiles(files, () => (steps++ >= last ? 'other' : undefined));
      const died = await notesStore(dying)
        .importLegacy(old)
        .then(
          () => false,
          () => true,
        );
      const store = notesStore(files, { isGone: () => true });
      await store.importLegacy(old);
      const listed = await store.list();
      assert.deepEqual(
        listed.map(({ turns }) => turns),
        [2],
        `after ${last} steps`,
      );
      assert.equal(carriedOver().length, 1);
      if (!died) return;
    }
  });

  it('is kept under another name when nothing can be read from it', async () => {
    files.put(old, '{"half":');
    assert.equal(await notesStore(files).importLegacy(old), undefined);
    assert.equal(files.text(`${old}.unreadable`), '{"half":');
  });

  it('does not replace one that was carried over before', async () => {
    const text = files.text(old);
    await notesStore(files).importLegacy(old);
    files.put(old, text);
    await notesStore(files).importLegacy(old);
    assert.deepEqual(
      carriedOver().map((name) => files.text(name)),
      [text, text],
    );
  });
});
