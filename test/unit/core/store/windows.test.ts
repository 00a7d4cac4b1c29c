import assert from 'node:assert/strict';
import type { Files } from '../../../../src/core/files/files';
import type { OpenSession } from '../../../../src/core/store/types';
import { faultyFiles } from '../../../fakes/faultyFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { added } from '../../../fakes/notesCodec';
import type { Notes, NotesEvent } from '../../../fakes/notesCodec';
import { notesStore, root } from '../../../fakes/notesStore';
import { poll } from '../../../support/poll';

const texts = ({ notes }: Notes): string[] => [...notes.values()].map(({ text }) => text);
const fileOf = (id: string): string => `${root}/no-folder/${id}/session.jsonl`;

describe('two windows with one session', () => {
  let files: MemoryFiles;
  let one: ReturnType<typeof notesStore>;
  let two: ReturnType<typeof notesStore>;
  let written: OpenSession<Notes, NotesEvent>;
  let read: OpenSession<Notes, NotesEvent>;

  beforeEach(async () => {
    files = new MemoryFiles();
    one = notesStore(files, { process: 'one' });
    two = notesStore(files, { process: 'two' });
    written = await one.create();
    written.append([added('a', 'first')]);
    await written.flush();
    read = await two.open(written.id);
  });
  afterEach(async () => {
    await one.close();
    await two.close();
  });

  /** A window that notices that it lost the lock when it writes, not before. */
  const unaware = (on: Files = files) => notesStore(on, { process: 'former', times: { heartbeatMs: 60_000 } });

  it('let one write, and the other follow what it writes, also while it is rewritten', async () => {
    assert.deepEqual(read.access, { mode: 'read', reason: 'other-window' });
    assert.throws(() => read.append([added('b', 'no')]), { reason: 'written-elsewhere' });
    const told: string[] = [];
    read.onDidChange(({ type }) => told.push(type));
    written.append([added('b', 'second', true)]);
    await poll('the store', () => texts(read.state).length === 2);
    assert.deepEqual(told, ['events']);
    // What streams in the other window is not stopped by who looks on.
    assert.equal(read.state.notes.get('b')?.isGrowing, true);
    written.append([added('c', 'x'.repeat(5000)), { type: 'removed', id: 'c' }]);
    await poll('the store', () => !files.text(fileOf(written.id)).includes('xxx'));
    written.append([added('d', 'third')]);
    await poll('the store', () => texts(read.state).length === 3);
    assert.deepEqual(texts(read.state), ['first', 'second', 'third']);
  });

  it('let the reader take over; the former writer notices, keeps nothing when all was saved, and follows', async () => {
    const problems: unknown[] = [];
    written.onProblem((problem) => problems.push(problem));
    assert.equal(await read.takeOver(), true);
    assert.deepEqual(read.access, { mode: 'write' });
    read.append([added('b', 'second')]);
    await read.flush();
    await poll('the store', () => written.access.mode === 'read');
    assert.deepEqual(written.access, { mode: 'read', reason: 'lost-lock' });
    await poll('the store', () => texts(written.state).length === 2);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      (await one.list()).map(({ id }) => id),
      [written.id],
    );
  });

  it('keep what the former writer had not saved as a session of its own, and write none of it into the other', async () => {
    await one.close();
    const former = await unaware().open(written.id);
    assert.equal(await read.takeOver(), true);
    former.append([added('b', 'unsaved')]);
    await former.flush();
    const { problem } = former;
    assert.ok(problem?.type === 'kept-as-own-session');
    read.append([added('c', 'taken')]);
    await read.flush();
    assert.deepEqual(texts((await two.open(problem.sessionId)).state), ['first', 'unsaved']);
    await poll('the store', () => texts(former.state).includes('taken'));
    assert.deepEqual(texts(former.state), ['first', 'taken']);
    assert.ok(!files.text(fileOf(written.id)).includes('unsaved'));
    await former.close();
  });

  it('keep it also when the disk is full at first, and the former writer takes the session over meanwhile', async () => {
    let isFull = false;
    const full = faultyFiles(files, (operation) => (isFull && operation === 'writeWhole' ? 'full' : undefined));
    await one.close();
    const former = await unaware(full).open(written.id);
    assert.equal(await read.takeOver(), true);
    isFull = true;
    former.append([added('b', 'unsaved')]);
    await assert.rejects(former.flush(), { reason: 'not-saved', code: 'full' });
    assert.equal(await former.takeOver(), true);
    isFull = false;
    await poll('the store', () => former.problem?.type === 'kept-as-own-session');
    assert.ok(former.problem?.type === 'kept-as-own-session');
    assert.deepEqual(texts((await one.open(former.problem.sessionId)).state), ['first', 'unsaved']);
    assert.deepEqual(former.access, { mode: 'write' });
    await former.close();
  });

  it('can pass the session to and fro', async () => {
    assert.equal(await read.takeOver(), true);
    read.append([added('b', 'second')]);
    await read.flush();
    await poll('the store', () => written.access.mode === 'read');
    assert.equal(await written.takeOver(), true);
    written.append([added('c', 'third')]);
    await written.flush();
    await poll('the store', () => read.access.mode === 'read' && texts(read.state).length === 3);
    assert.deepEqual(texts(read.state), ['first', 'second', 'third']);
  });

  it('let the other write once the first closed it, without being asked to', async () => {
    await written.close();
    await poll('the access', () => read.access.mode === 'write');
    assert.equal(await read.takeOver(), true);
  });

  it('let the one that closed it for a moment, to reload, write it again', async () => {
    const files = new MemoryFiles();
    const before = await notesStore(files).create();
    before.append([added('a', 'first')]);
    await before.flush();
    let looks = 0;
    const watched = faultyFiles(files, (operation) => {
      if (operation === 'list') looks += 1;
      return undefined;
    });
    const reader = await notesStore(watched, { process: 'two', times: { heartbeatMs: 10_000 } }).open(before.id);
    await before.close();
    const seen = looks;
    await poll('some looks at the lock that is free', () => looks > seen + 5);
    assert.equal(reader.access.mode, 'read');
    const again = await notesStore(files).open(before.id);
    assert.equal(again.access.mode, 'write');
  });

  it('refuse to rename or delete what the other writes', async () => {
    await assert.rejects(two.rename(written.id, 'mine'), { reason: 'written-elsewhere' });
    await assert.rejects(two.remove(written.id), { reason: 'written-elsewhere' });
    await read.close();
    await assert.rejects(two.rename(written.id, 'mine'), { reason: 'written-elsewhere' });
    await assert.rejects(two.remove(written.id), { reason: 'written-elsewhere' });
    assert.equal(written.access.mode, 'write');
  });

  it('show each other who writes', async () => {
    assert.deepEqual(
      (await one.list()).map(({ writtenBy }) => writtenBy),
      ['this-window'],
    );
    assert.deepEqual(
      (await two.list()).map(({ writtenBy }) => writtenBy),
      ['other-window'],
    );
    await read.close();
    await written.close();
    assert.deepEqual(
      (await two.list()).map(({ writtenBy }) => writtenBy),
      ['nobody'],
    );
  });

  it('lose nothing and leave nothing when all sessions are deleted in one of them', async () => {
    written.append([added('b', 'unsaved')]);
    await two.removeAll();
    await poll('the store', () => written.access.mode === 'read');
    await one.close();
    assert.deepEqual(texts(written.state), ['first', 'unsaved']);
    assert.deepEqual(await two.list(), []);
    assert.equal([...files.files.keys()].filter((name) => name.endsWith('.jsonl')).length, 0);
  });

  it('end with all of the new writer when the former one still wrote once', async () => {
    // The former writer is stopped between its look at the lock and its write.
    let go: (() => void) | undefined;
    const stopped = faultyFiles(files, async (operation) => {
      if (operation === 'append') await new Promise<void>((resolve) => (go = resolve));
      return undefined;
    });
    await one.close();
    const late = await unaware(stopped).open(written.id);
    late.append([added('late', 'late')]);
    await poll('the store', () => go !== undefined);
    assert.equal(await read.takeOver(), true);
    go?.();
    await poll('the store', () => late.problem?.type === 'kept-as-own-session');
    read.append([added('b', 'second')]);
    await read.flush();
    read.append([added('c', 'third')]);
    await read.close();
    await late.close();
    assert.deepEqual(texts((await one.open(written.id)).state), ['first', 'second', 'third']);
  });
});

describe('a session whose writer was killed', () => {
  // Its lock stays, and nobody beats for it: the writer's store is made, and its heart is stopped.
  const killed = async (files: MemoryFiles) => {
    const store = notesStore(files, { process: 'killed', times: { heartbeatMs: 10_000_000 } });
    const session = await store.create();
    session.append([added('a', 'first'), added('b', 'half', true)]);
    await session.flush();
    return session;
  };

  it('is written by the window that reads it, by itself, once the process is known to be gone', async () => {
    const files = new MemoryFiles();
    const { id } = await killed(files);
    let isGone = false;
    const reader = await notesStore(files, { process: 'two', isGone: () => isGone }).open(id);
    const told: string[] = [];
    reader.onDidChange(({ type }) => told.push(type));
    assert.deepEqual(reader.access, { mode: 'read', reason: 'other-window' });
    isGone = true;
    await poll('the access', () => reader.access.mode === 'write');
    assert.deepEqual(told, ['events', 'reloaded', 'access']);
    // What was growing in the killed window does not grow any more.
    assert.equal(reader.state.notes.get('b')?.isGrowing, false);
    reader.append([added('c', 'third')]);
    await reader.flush();
    assert.deepEqual(texts(reader.state), ['first', 'half', 'third']);
  });

  it('is written by it once its lock is stale, where nobody can know of the process', async () => {
    const files = new MemoryFiles();
    const { id } = await killed(files);
    let later = 0;
    const reader = await notesStore(files, { process: 'two', now: () => Date.now() + later }).open(id);
    later = 61_000;
    await poll('the access', () => reader.access.mode === 'write');
  });

  it('goes to one of two windows that read it, and the other goes on to read', async () => {
    const files = new MemoryFiles();
    const { id } = await killed(files);
    let isGone = false;
    const gone = (process: string) => isGone && process === 'killed';
    const readers = await Promise.all(
      ['two', 'three'].map((process) => notesStore(files, { process, isGone: gone }).open(id)),
    );
    isGone = true;
    const writers = (): number => readers.filter(({ access }) => access.mode === 'write').length;
    await poll('a writer', () => writers() === 1);
    const [writer, reader] = readers.toSorted((a, b) => (a.access.mode < b.access.mode ? 1 : -1));
    writer!.append([added('c', 'third')]);
    await poll('the reader', () => texts(reader!.state).includes('third'));
    assert.equal(writers(), 1);
  });

  it('stays with a writer that lives, also when every lock looks old for a moment after the machine slept', async () => {
    const files = new MemoryFiles();
    let slept = 0;
    const now = (): number => Date.now() + slept;
    const writer = await notesStore(files, { process: 'one', now, times: { heartbeatMs: 50 } }).create();
    writer.append([added('a', 'first')]);
    await writer.flush();
    const reader = await notesStore(files, { process: 'two', now, times: { heartbeatMs: 50 } }).open(writer.id);
    for (let times = 1; times <= 3; times += 1) {
      slept = times * 3_600_000;
      writer.append([added(`${times}`, 'after sleep')]);
      await poll('the reader', () => reader.state.notes.has(`${times}`));
    }
    await poll('signs of life', async () => {
      const locks = [...files.files.keys()].filter((name) => name.includes('lock.'));
      return locks.length === 1 && Math.abs((await files.stat(locks[0]!)).modified - now()) < 60_000;
    });
    assert.deepEqual([writer.access.mode, reader.access.mode], ['write', 'read']);
  });
});
