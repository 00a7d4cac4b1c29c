import assert from 'node:assert/strict';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { fileOf, notesStore, root, storedSession, textsOf } from '../../../fakes/notesStore';

const day = 24 * 60 * 60 * 1000;
const uuid = '0b5f2f6e-3f1c-4f0e-9d5a-2a8f1c7b9e10';

describe('what a killed window left behind', () => {
  const namesIn = async (files: MemoryFiles, folder: string): Promise<string[]> =>
    (await files.list(folder)).map(({ name }) => name).sort();

  it('of whole files is removed when the session is opened to be written, and nothing else is', async () => {
    const files = new MemoryFiles();
    const id = await storedSession(files, ['a', 'first']);
    const folder = `${root}/no-folder/${id}`;
    const kept = ['session.unreadable-1.jsonl', 'notes.tmp'];
    for (const name of [`session.jsonl.${uuid}.tmp`, `summary.json.${uuid}.tmp`, ...kept]) {
      files.put(`${folder}/${name}`, 'half');
    }
    const session = await notesStore(files).open(id);
    assert.deepEqual(textsOf(session.state), ['first']);
    await session.close();
    assert.deepEqual(
      (await namesIn(files, folder)).filter((name) => !name.startsWith('lock.')),
      ['notes.tmp', 'session.jsonl', 'session.unreadable-1.jsonl', 'summary.json'],
    );
  });

  it('is left alone by a window that only reads', async () => {
    const files = new MemoryFiles();
    const writer = await notesStore(files).open(await storedSession(files, ['a', 'first']));
    const unfinished = `${writer.file}.${uuid}.tmp`;
    files.put(unfinished, 'being written');
    await notesStore(files, { process: 'two' }).open(writer.id);
    await notesStore(files, { process: 'two' }).list();
    assert.ok(files.files.has(unfinished));
  });

  it('of a session that was never written is removed from the list a day later, unless somebody has it', async () => {
    let now = 1_000_000_000;
    const files = new MemoryFiles(() => now);
    const listed = (isGone: boolean) => notesStore(files, { now: () => now, isGone: () => isGone }).list();
    const folder = fileOf('begun').replace('/session.jsonl', '');
    files.put(`${folder}/lock.1`, '{"process":"killed"}');
    files.put(`${folder}/session.jsonl.${uuid}.tmp`, 'half');
    files.put(`${root}/no-folder/foreign/notes.txt`, 'of somebody else');
    await listed(true);
    now += day - 1;
    await listed(true);
    assert.ok(files.folders.has(folder));
    now += 1;
    await listed(false);
    assert.ok(files.folders.has(folder));
    await listed(true);
    assert.deepEqual(await namesIn(files, `${root}/no-folder`), ['foreign']);
  });

  it('of a session that was never written is removed also where the clock was set back since', async () => {
    let now = 1_000_000_000;
    const files = new MemoryFiles(() => now);
    files.put(fileOf('begun').replace('session.jsonl', 'lock.1'), '{"process":"killed"}');
    now -= day;
    await notesStore(files, { now: () => now, isGone: () => true }).list();
    assert.deepEqual(await namesIn(files, `${root}/no-folder`), []);
  });

  it('of a session that was never written is removed also where its lock was not written to its end', async () => {
    let now = 1_000_000_000;
    const files = new MemoryFiles(() => now);
    const listed = () => notesStore(files, { now: () => now }).list();
    files.put(fileOf('begun').replace('session.jsonl', 'lock.1'), '');
    await listed();
    assert.deepEqual(await namesIn(files, `${root}/no-folder`), ['begun']);
    now += day;
    await listed();
    assert.deepEqual(await namesIn(files, `${root}/no-folder`), []);
  });
});
