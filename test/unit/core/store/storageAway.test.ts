import assert from 'node:assert/strict';
import type { OpenSession } from '../../../../src/core/store/openSession';
import { faultyFiles } from '../../../fakes/faultyFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { added, grew } from '../../../fakes/notesCodec';
import type { Notes, NotesEvent } from '../../../fakes/notesCodec';
import { fileOf, notesStore, reasonOf, reread, root, textsOf } from '../../../fakes/notesStore';
import { poll } from '../../../support/poll';

const elsewhere = '/unmounted';

describe('storage that goes away for a while', () => {
  let files: MemoryFiles;
  let store: ReturnType<typeof notesStore>;
  let session: OpenSession<Notes, NotesEvent>;
  const goAway = (): Promise<void> => files.rename(root, elsewhere);
  const comeBack = (): Promise<void> => files.rename(elsewhere, root);
  const isBare = (): boolean => ![...files.folders, ...files.files.keys()].some((name) => name.startsWith(root));

  beforeEach(async () => {
    files = new MemoryFiles();
    store = notesStore(files);
    session = await store.create();
    session.append([added('a', 'half', true)]);
    await session.flush();
  });

  it('is no deleted session: what grows goes on growing, and is saved when the storage is back', async () => {
    const told: (string | undefined)[] = [];
    session.onProblem((problem) => told.push(problem?.type));
    await goAway();
    session.append([grew('a', ' more')]);
    await assert.rejects(session.flush(), { reason: 'not-saved', code: 'missing' });
    // Some signs of life, and tries to save.
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.deepEqual([reasonOf(session), session.state.notes.get('a')?.isGrowing], ['write', true]);
    await comeBack();
    await poll('the save', () => told.length > 1);
    assert.deepEqual(told, ['not-saved', undefined]);
    session.append([grew('a', ' of it')]);
    await session.close();
    assert.deepEqual(textsOf(await reread(files, session.id)), ['half more of it']);
  });

  it('is no deleted session either where a window that starts meanwhile makes another storage in its place', async () => {
    await goAway();
    session.append([grew('a', ' more')]);
    await assert.rejects(session.flush(), { code: 'missing' });
    await notesStore(files).remember('another window', 'none');
    await assert.rejects(session.flush(), { reason: 'not-saved', code: 'missing' });
    // Also a window that lists what is there now.
    await store.list();
    // Some signs of life, and tries to save.
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.deepEqual([reasonOf(session), session.problem?.type], ['write', 'not-saved']);
    await files.remove(root);
    await comeBack();
    await session.close();
    assert.deepEqual(textsOf(await reread(files, session.id)), ['half more']);
  });

  it('gets nothing in its place: no new session, no mark in the list, no word of which one was shown', async () => {
    await goAway();
    const fresh = await store.create();
    fresh.append([added('b', 'begun meanwhile')]);
    await assert.rejects(fresh.flush(), { reason: 'not-saved', code: 'missing' });
    await assert.rejects(store.remember('window', session.id), { code: 'missing' });
    await assert.rejects(store.rename(session.id, 'title'), { reason: 'not-saved' });
    assert.ok(isBare());
    await comeBack();
    await fresh.close();
    assert.deepEqual(textsOf(await reread(files, fresh.id)), ['begun meanwhile']);
  });

  it('gets nothing in its place by a window that only listed the sessions, either', async () => {
    await session.close();
    const other = notesStore(files);
    assert.equal((await other.list()).length, 1);
    await goAway();
    const fresh = await other.create();
    fresh.append([added('b', 'begun meanwhile')]);
    await assert.rejects(fresh.flush(), { reason: 'not-saved', code: 'missing' });
    assert.ok(isBare());
    await comeBack();
    await fresh.close();
    assert.deepEqual(textsOf(await reread(files, fresh.id)), ['begun meanwhile']);
  });

  it('is not taken for storage in which a session was deleted: that fails, and so does opening it', async () => {
    await session.close();
    await goAway();
    await assert.rejects(store.open(session.id), { reason: 'unreadable' });
    await assert.rejects(store.remove(session.id), { code: 'missing' });
    await assert.rejects(store.removeAll(), { code: 'missing' });
    await comeBack();
    assert.deepEqual(textsOf((await store.open(session.id)).state), ['half']);
  });

  it('keeps the lines of the session that this version does not know', async () => {
    await session.close();
    files.put(session.file, `${files.text(session.file)}{"type":"rated","stars":5}\n`);
    let goes = true;
    // Right before the write: the lock was seen.
    const leaving = faultyFiles(files, async (operation) => {
      if (operation === 'append' && goes) await goAway();
      return undefined;
    });
    session = await notesStore(leaving).open(session.id);
    session.append([added('b', 'x'.repeat(5000)), { type: 'removed', id: 'b' }]);
    await assert.rejects(session.flush(), { code: 'missing' });
    goes = false;
    await comeBack();
    await session.flush();
    assert.match(files.text(fileOf(session.id)), /xxx/);
    await poll('the rewritten file', () => !files.text(fileOf(session.id)).includes('xxx'));
    await session.close();
    assert.match(files.text(fileOf(session.id)), /"stars":5/);
  });
});
