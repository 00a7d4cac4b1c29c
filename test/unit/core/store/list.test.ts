import assert from 'node:assert/strict';
import { FileError } from '../../../../src/core/files/files';
import { faultyFiles } from '../../../fakes/faultyFiles';
import type { FileOperation } from '../../../fakes/faultyFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { added, grew } from '../../../fakes/notesCodec';
import type { Notes } from '../../../fakes/notesCodec';
import { notesStore, root } from '../../../fakes/notesStore';
import { poll } from '../../../support/poll';

const texts = ({ notes }: Notes): string[] => [...notes.values()].map(({ text }) => text);

describe('the list of sessions', () => {
  let files: MemoryFiles;
  let now: number;
  let store: ReturnType<typeof notesStore>;
  const window = (workspace?: string) => notesStore(files, { now: () => now, ...(workspace && { workspace }) });

  beforeEach(() => {
    now = 1_000_000_000;
    files = new MemoryFiles(() => now);
    store = window();
  });
  afterEach(() => store.close());

  const made = async (title: string, text = 'text', on = store): Promise<string> => {
    now += 1000;
    const session = await on.create();
    session.append([{ type: 'titled', title }, added('a', text)]);
    await session.close();
    return session.id;
  };

  it('has title, size and turns of each, the newest first, and is empty without any', async () => {
    assert.deepEqual(await store.list(), []);
    await made('old');
    const id = await made('new');
    const listed = await store.list();
    assert.deepEqual(
      listed.map(({ title }) => title),
      ['new', 'old'],
    );
    const bytes = files.text(`${root}/no-folder/${id}/session.jsonl`).length;
    assert.deepEqual(listed[0], { id, title: 'new', updated: now, model: '', turns: 1, bytes, writtenBy: 'nobody' });
  });

  it('reads no session that has a summary of its present state, and each whose summary is missing, old or nonsense', async () => {
    const read: string[] = [];
    const ids = [await made('fresh'), await made('missing'), await made('old'), await made('nonsense')];
    const place = (id: string): string => `${root}/no-folder/${id}`;
    await files.remove(`${place(ids[1]!)}/summary.json`);
    await files.append(
      `${place(ids[2]!)}/session.jsonl`,
      new TextEncoder().encode('{"type":"titled","title":"older"}\n'),
    );
    files.put(`${place(ids[3]!)}/summary.json`, '{"title":7}');
    const watched = faultyFiles(files, (operation, path) => {
      if (operation === 'readPieces') read.push(path);
      return undefined;
    });
    const look = async () => (await notesStore(watched, { now: () => now }).list()).map(({ title }) => title);
    assert.deepEqual(await look(), ['nonsense', 'older', 'missing', 'fresh']);
    assert.deepEqual(
      read.sort(),
      ids
        .slice(1)
        .map((id) => `${place(id)}/session.jsonl`)
        .sort(),
    );
    await look();
    assert.equal(read.length, 3);
  });

  it('has what cannot be read beside the others, with the reason: files that are no sessions, and a failing disk', async () => {
    const [sound, bad] = [await made('sound'), await made('bad')];
    files.put(`${root}/no-folder/playground.json`, '{"turns":[]}');
    files.put(`${root}/no-folder/.hidden.json`, '{}');
    const failing = faultyFiles(files, (operation, path) =>
      operation === 'stat' && path.endsWith(`${bad}/session.jsonl`) ? 'other' : undefined,
    );
    const listed = await notesStore(failing, { now: () => now }).list();
    assert.deepEqual(
      new Map(listed.map(({ id, unreadable }) => [id, unreadable?.reason])),
      new Map<string, string | undefined>([
        [sound, undefined],
        [bad, 'other'],
        ['playground.json', 'foreign'],
      ]),
    );
    assert.equal(
      listed.find(({ id }) => id === 'playground.json')?.unreadable?.file,
      `${root}/no-folder/playground.json`,
    );
  });

  it('is counted with those of all workspaces but for what the disk refuses', async () => {
    await made('here');
    await made('there', 'text', window('file:///elsewhere'));
    const refused = `${root}/no-folder`;
    const failing = faultyFiles(files, (operation, path) =>
      operation === 'list' && path === refused ? 'other' : undefined,
    );
    assert.equal(await notesStore(failing, { now: () => now }).countAll(), 1);
    assert.equal(await store.countAll(), 2);
  });

  it('gives what stands in a session without opening it, as long as it is wanted', async () => {
    const { signal } = new AbortController();
    const id = await made('closed', 'read me');
    const before = await files.list(`${root}/no-folder/${id}`);
    assert.deepEqual(texts(await store.read(id, signal)), ['read me']);
    assert.deepEqual(await files.list(`${root}/no-folder/${id}`), before);
    const open = await store.open(id);
    open.append([grew('a', ' and this')]);
    assert.deepEqual(texts(await store.read(id, signal)), ['read me and this']);
    const other = window();
    await assert.rejects(other.read(id, AbortSignal.abort(new Error('enough'))), /enough/);
    await assert.rejects(other.read('nobody', signal), FileError);
  });

  it('has the sessions of its own workspace only', async () => {
    await made('here');
    const other = window('file:///elsewhere');
    await made('there', 'text', other);
    assert.deepEqual(
      (await store.list()).map(({ title }) => title),
      ['here'],
    );
    assert.deepEqual(
      (await other.list()).map(({ title }) => title),
      ['there'],
    );
  });

  it('shows a new title at once, of a session that is open and of one that is not', async () => {
    const id = await made('before');
    await store.rename(id, 'after');
    assert.deepEqual(
      (await store.list()).map(({ title }) => title),
      ['after'],
    );
    const session = await store.open(id);
    await store.rename(id, 'open');
    assert.equal(session.state.title, 'open');
    assert.equal(session.access.mode, 'write');
    assert.deepEqual(
      (await window().list()).map(({ title }) => title),
      ['open'],
    );
  });

  it('lets a session be opened, and renamed again, while it is renamed', async () => {
    const id = await made('before');
    const slow = notesStore(faultyFiles(files, (operation) => (operation === 'append' ? 20 : undefined)));
    const [, session] = await Promise.all([slow.rename(id, 'once'), slow.open(id), slow.rename(id, 'twice')]);
    session.append([added('b', 'typed')]);
    await session.flush();
    assert.equal(session.state.title, 'twice');
    assert.match(files.text(`${root}/no-folder/${id}/session.jsonl`), /typed/);
  });

  it('tells this window and others that it has changed', async () => {
    const told = { here: 0, there: 0 };
    const other = window();
    const offs = [store.watch(() => (told.here += 1)), other.watch(() => (told.there += 1))];
    const id = await made('one');
    await poll('the store', () => told.here > 0 && told.there > 0);
    const before = told.there;
    now += 1000;
    await store.remove(id);
    await poll('the store', () => told.there > before);
    for (const off of offs) off();
    await other.close();
  });

  it('takes one look at a time, however often the list was shown and hidden', async () => {
    let [looks, now, most] = [0, 0, 0];
    const slow = faultyFiles(files, async () => {
      looks += 1;
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setTimeout(resolve, 10));
      now -= 1;
      return undefined;
    });
    const watched = notesStore(slow);
    for (let i = 0; i < 20; i += 1) watched.watch(() => undefined)();
    watched.watch(() => undefined);
    await poll('some looks', () => looks > 3);
    assert.equal(most, 1);
  });

  it('keeps a session as it was when it cannot be moved aside, and what is typed in it then', async () => {
    const id = await made('kept');
    let isBusy = true;
    const isMove = (operation: FileOperation, path: string): boolean => operation === 'rename' && path.endsWith(id);
    const busy = notesStore(faultyFiles(files, (...what) => (isBusy && isMove(...what) ? 'busy' : undefined)));
    const session = await busy.open(id);
    await assert.rejects(busy.remove(id), { code: 'busy' });
    session.append([added('b', 'typed')]);
    await session.flush();
    assert.deepEqual([session.access.mode, await busy.open(id)], ['write', session]);
    isBusy = false;
    await (
      await busy.remove(id)
    )();
    assert.deepEqual(texts((await busy.open(id)).state), ['text', 'typed']);
  });

  it('keeps the sessions that cannot be deleted with all others', async () => {
    const id = await made('kept');
    const isFolder = (operation: FileOperation, path: string): boolean =>
      operation === 'remove' && path.endsWith('no-folder');
    const busy = notesStore(faultyFiles(files, (...what) => (isFolder(...what) ? 'busy' : undefined)));
    const session = await busy.open(id);
    await assert.rejects(busy.removeAll(), { code: 'busy' });
    session.append([added('b', 'typed')]);
    await session.flush();
    assert.match(files.text(session.file), /typed/);
  });

  it('has a deleted session again after undo, also one that was open', async () => {
    const id = await made('kept');
    await store.open(id);
    const undo = await store.remove(id);
    assert.deepEqual(await store.list(), []);
    await assert.rejects(store.open(id), { reason: 'missing' });
    await undo();
    assert.deepEqual(
      (await store.list()).map(({ title }) => title),
      ['kept'],
    );
    assert.deepEqual(texts((await store.open(id)).state), ['text']);
  });

  it('lets a session be deleted that was never written', async () => {
    const session = await store.create();
    await (
      await store.remove(session.id)
    )();
    assert.deepEqual(await store.list(), []);
  });

  it('deletes the sessions of all workspaces, and says how many', async () => {
    await made('here');
    await made('there', 'text', window('file:///elsewhere'));
    await store.remove(await made('deleted before'));
    const open = await store.open(await made('open'));
    assert.equal(await store.countAll(), 3);
    await store.removeAll();
    assert.throws(() => open.append([grew('a', 'x')]), { reason: 'closed' });
    assert.deepEqual(
      [...files.files.keys()].filter((name) => !name.endsWith('.changed')),
      [],
    );
  });

  it('knows the session that a window had, as long as it is there', async () => {
    const [one, two] = [await made('one'), await made('two')];
    await store.remember('window 1', one);
    await store.remember('window 2', two);
    await store.remember('window 1', two);
    await store.remember('window 1', one);
    assert.equal(await window().lastOf('window 1'), one);
    assert.equal(await window().lastOf('window 2'), two);
    assert.equal(await window().lastOf('window 3'), undefined);
    await store.remove(one);
    assert.equal(await window().lastOf('window 1'), undefined);
  });
});
