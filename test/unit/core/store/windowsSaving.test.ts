import assert from 'node:assert/strict';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { added } from '../../../fakes/notesCodec';
import type { Notes } from '../../../fakes/notesCodec';
import { notesStore } from '../../../fakes/notesStore';

const texts = ({ notes }: Notes): string[] => [...notes.values()].map(({ text }) => text);

describe('forty saves of two windows at once', () => {
  it('all arrive: each window without a folder has a session of its own', async () => {
    const files = new MemoryFiles();
    const stores = [notesStore(files), notesStore(files)];
    const sessions = await Promise.all(stores.map((store) => store.create()));
    for (let at = 0; at < 40; at += 1) {
      await Promise.all(
        sessions.map((session, window) => {
          session.append([added(`${at}`, `window ${window}`)]);
          return session.flush();
        }),
      );
    }
    await Promise.all(stores.map((store) => store.close()));
    for (const [window, { id }] of sessions.entries()) {
      const { state } = await stores[0]!.open(id);
      assert.deepEqual(
        texts(state),
        Array.from({ length: 40 }, () => `window ${window}`),
      );
    }
    await stores[0]!.close();
  });
});
