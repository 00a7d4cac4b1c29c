import assert from 'node:assert/strict';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { added } from '../../../fakes/notesCodec';
import { notesStore, reasonOf, textsOf } from '../../../fakes/notesStore';

describe('a session whose writer was killed', () => {
  // Its lock stays, and nobody beats for it: the writer's store is made, and its heart is stopped.
  const killed = async (files: MemoryFiles) => {
    const store = notesStore(files, { process: 'killed', times: { heartbeatMs: 10_000_000 } });
    const session = await store.create();
    session.append([added('a', 'first'), added('b', 'half', true)]);
    await session.flush();
    return session;
  };

  it('is written by the window that reads it when it looks again, once the process is known to be gone', async () => {
    const files = new MemoryFiles();
    const { id } = await killed(files);
    let isGone = false;
    const reader = await notesStore(files, { process: 'two', isGone: () => isGone }).open(id);
    const told: string[] = [];
    reader.onDidChange(({ type }) => told.push(type));
    await reader.look();
    assert.deepEqual([reasonOf(reader), ...told], ['other-window']);
    isGone = true;
    await reader.look();
    assert.deepEqual(told, ['steps', 'reloaded', 'access']);
    // A note that was growing in the killed window does not grow any more.
    assert.equal(reader.state.notes.get('b')?.isGrowing, false);
    reader.append([added('c', 'third')]);
    await reader.flush();
    assert.deepEqual(textsOf(reader.state), ['first', 'half', 'third']);
  });

  it('is written by it once its lock is stale, where nobody can know of the process, and it is reloaded', async () => {
    const files = new MemoryFiles();
    const { id } = await killed(files);
    let later = 0;
    const reader = await notesStore(files, { process: 'two', now: () => Date.now() + later }).open(id);
    later = 61_000;
    // A lock that is only old may be that of a window which has slept as long as this one.
    await reader.look();
    assert.equal(reasonOf(reader), 'other-window');
    await reader.reload();
    assert.equal(reasonOf(reader), 'write');
  });

  it('goes to one of two windows that look at once, and the other goes on to read', async () => {
    const files = new MemoryFiles();
    const { id } = await killed(files);
    let isGone = false;
    const gone = (process: string) => isGone && process === 'killed';
    const readers = await Promise.all(
      ['two', 'three'].map((process) => notesStore(files, { process, isGone: gone }).open(id)),
    );
    isGone = true;
    await Promise.all(readers.map((reader) => reader.look()));
    // Both may have seen the other one's try: then the next look decides.
    await readers[0]!.look();
    assert.deepEqual(readers.map(reasonOf).toSorted(), ['other-window', 'write']);
    const [reader, writer] = readers.toSorted((a, b) => (reasonOf(a) < reasonOf(b) ? -1 : 1));
    writer!.append([added('c', 'third')]);
    await writer!.flush();
    await reader!.reload();
    assert.deepEqual(textsOf(reader!.state), ['first', 'half', 'third']);
    assert.equal(reasonOf(reader!), 'other-window');
  });
});
