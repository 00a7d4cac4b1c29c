import assert from 'node:assert/strict';
import type { Files } from '../../../../src/core/files/files';
import type { OpenSession } from '../../../../src/core/store/openSession';
import { faultyFiles } from '../../../fakes/faultyFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { added } from '../../../fakes/notesCodec';
import type { Notes, NotesEvent } from '../../../fakes/notesCodec';
import { fileOf, notesStore, reasonOf, textsOf } from '../../../fakes/notesStore';
import { poll } from '../../../support/poll';

type Session = OpenSession<Notes, NotesEvent>;

describe('two windows with one session', () => {
  let files: MemoryFiles;
  let one: ReturnType<typeof notesStore>;
  let two: ReturnType<typeof notesStore>;
  /** Milliseconds by which the second window sees the signs of life of the first one too late. */
  let late: number;
  let reads: number;
  let written: Session;
  let read: Session;

  beforeEach(async () => {
    files = new MemoryFiles();
    [late, reads] = [0, 0];
    const watched = faultyFiles(files, (operation) => {
      if (operation === 'readPieces') reads += 1;
      return undefined;
    });
    one = notesStore(files, { process: 'one' });
    two = notesStore(watched, { process: 'two', now: () => Date.now() + late });
    written = await one.create();
    written.append([added('a', 'first')]);
    await written.flush();
    read = await two.open(written.id);
  });
  afterEach(async () => {
    await one.close();
    await two.close();
  });

  /**
   * Makes the last sign of life of the window with the lock an old one. The clock of both stays one: to the former one, what
   * the new one gives by another clock would be no sign of life.
   */
  const sleep = async (): Promise<void> => {
    const folder = fileOf(written.id).replace(/\/[^/]*$/, '');
    for (const { name } of await files.list(folder)) {
      if (/^lock\.\d+$/.test(name)) await files.touch(`${folder}/${name}`, Date.now() - 61_000);
    }
  };
  /** The session in a window that notices that it lost the lock when it writes, not before; and the second one has it. */
  const slept = async (on: Files = files): Promise<Session> => {
    await one.close();
    const former = await notesStore(on, { process: 'former', times: { heartbeatMs: 60_000 } }).open(written.id);
    await sleep();
    await read.reload();
    assert.deepEqual(read.access, { mode: 'write' });
    return former;
  };
  const keptOf = ({ problem }: Session): string => {
    assert.ok(problem?.type === 'kept-as-own-session');
    return problem.sessionId;
  };

  it('let one write, and the other read it as of a moment, and again when it is asked to', async () => {
    assert.ok(read.access.mode === 'read' && Math.abs(read.access.asOf - Date.now()) < 5_000);
    const { asOf } = read.access;
    assert.equal(reasonOf(read), 'other-window');
    assert.throws(() => read.append([added('b', 'no')]), { reason: 'written-elsewhere' });
    written.append([added('b', 'second', true), added('c', 'x'.repeat(5000)), { type: 'removed', id: 'c' }]);
    await written.flush();
    await poll('the rewritten file', () => !files.text(fileOf(written.id)).includes('xxx'));
    assert.deepEqual(textsOf(read.state), ['first']);
    const told: string[] = [];
    read.onDidChange(({ type }) => told.push(type));
    late = 1_000;
    await read.reload();
    assert.deepEqual(told, ['reloaded', 'access']);
    assert.deepEqual(textsOf(read.state), ['first', 'second']);
    // A window that only looks on does not stop what streams in the other one.
    assert.equal(read.state.notes.get('b')?.isGrowing, true);
    assert.ok(read.access.asOf >= asOf + 1_000);
    assert.deepEqual([reasonOf(read), reasonOf(written)], ['other-window', 'write']);
  });

  it('let the other write once the first closed it: when it is reloaded, looked at, or opened again', async () => {
    for (const again of [
      () => read.reload(),
      () => read.look(),
      async () => assert.equal(await two.open(written.id), read),
    ]) {
      await written.close();
      await again();
      assert.deepEqual(read.access, { mode: 'write' });
      await read.close();
      written = await one.open(written.id);
      read = await two.open(written.id);
      assert.equal(reasonOf(read), 'other-window');
    }
  });

  it('cost the one that only reads nothing but a look at the lock while the other one is there', async () => {
    const before = reads;
    await read.look();
    assert.equal(reads, before);
    assert.equal(reasonOf(read), 'other-window');
  });

  it('let the other go on in a copy, while the first one goes on with its own', async () => {
    written.append([added('b', 'second'), added('c', 'half', true)]);
    await written.flush();
    await read.reload();
    const copy = await two.open(await read.copy());
    assert.deepEqual(textsOf(copy.state), ['first', 'second', 'half']);
    assert.equal(copy.state.notes.get('c')?.isGrowing, false);
    copy.append([added('d', 'mine')]);
    await copy.flush();
    written.append([added('d', 'theirs')]);
    await written.flush();
    await read.reload();
    assert.deepEqual(textsOf(read.state), ['first', 'second', 'half', 'theirs']);
    assert.notEqual(await read.copy(), copy.id);
  });

  it('refuse to rename or delete what the other writes, and not once that is closed', async () => {
    await assert.rejects(two.rename(written.id, 'mine'), { reason: 'written-elsewhere' });
    await assert.rejects(two.remove(written.id), { reason: 'written-elsewhere' });
    assert.equal(reasonOf(read), 'other-window');
    await read.close();
    await assert.rejects(two.rename(written.id, 'mine'), { reason: 'written-elsewhere' });
    await assert.rejects(two.remove(written.id), { reason: 'written-elsewhere' });
    assert.equal(written.access.mode, 'write');
    read = await two.open(written.id);
    await written.close();
    await two.remove(written.id);
    assert.deepEqual(await two.list(), []);
  });

  it('show each other who writes', async () => {
    const writers = async (store: typeof one) => (await store.list()).map(({ writtenBy }) => writtenBy);
    assert.deepEqual([await writers(one), await writers(two)], [['this-window'], ['other-window']]);
    await read.close();
    await written.close();
    assert.deepEqual(await writers(two), ['nobody']);
  });

  it('leave nothing when all sessions are deleted in one of them, but what the other one shows and can copy', async () => {
    written.append([added('b', 'unsaved')]);
    await two.removeAll();
    await poll('the loss', () => written.access.mode === 'read');
    assert.deepEqual(textsOf(written.state), ['first', 'unsaved']);
    assert.equal([...files.files.keys()].filter((name) => name.endsWith('.jsonl')).length, 0);
    await assert.rejects(written.reload(), { reason: 'missing' });
    await written.look();
    const copy = await one.open(await written.copy());
    assert.deepEqual(textsOf(copy.state), ['first', 'unsaved']);
  });

  describe('of which the first was taken for dead', () => {
    it('let it read from then on, as it stood, with nothing that grows', async () => {
      const former = await slept();
      former.append([added('b', 'half', true)]);
      await former.flush();
      assert.equal(reasonOf(former), 'lost-lock');
      assert.equal(former.state.notes.get('b')?.isGrowing, false);
      read.append([added('c', 'theirs')]);
      await read.flush();
      assert.deepEqual(textsOf(former.state), ['first', 'half']);
      await former.reload();
      assert.deepEqual([reasonOf(former), ...textsOf(former.state)], ['other-window', 'first', 'theirs']);
    });

    it('let it notice by itself, and keep nothing where all was saved', async () => {
      // Its signs of life come, and the second window does not believe them.
      late = 120_000;
      await read.reload();
      await poll('the loss', () => written.access.mode === 'read');
      assert.equal(reasonOf(written), 'lost-lock');
      assert.equal(written.problem, undefined);
      assert.deepEqual(
        (await one.list()).map(({ id }) => id),
        [written.id],
      );
    });

    it('keep what it had not saved as a session of its own, to which no copy adds anything, and none of it in the other', async () => {
      const former = await slept();
      former.append([added('b', 'unsaved')]);
      await former.flush();
      read.append([added('c', 'taken')]);
      await read.flush();
      assert.deepEqual(textsOf((await two.open(keptOf(former))).state), ['first', 'unsaved']);
      assert.ok(!files.text(fileOf(written.id)).includes('unsaved'));
      const copy = await two.open(await former.copy());
      assert.notEqual(copy.id, keptOf(former));
      assert.deepEqual(textsOf(copy.state), ['first', 'unsaved']);
      assert.deepEqual(textsOf(former.state), ['first', 'unsaved']);
      await former.close();
    });

    it('keep it also when the disk is full at first: until then it is not read again, and not copied', async () => {
      let isFull = false;
      const full = faultyFiles(files, (operation) => (isFull && operation === 'writeWhole' ? 'full' : undefined));
      const former = await slept(full);
      isFull = true;
      former.append([added('b', 'unsaved')]);
      for (const work of [() => former.flush(), () => former.reload(), () => former.copy()]) {
        await assert.rejects(work(), { reason: 'not-saved', code: 'full' });
        assert.deepEqual(textsOf(former.state), ['first', 'unsaved']);
      }
      isFull = false;
      await former.reload();
      assert.deepEqual(textsOf((await two.open(keptOf(former))).state), ['first', 'unsaved']);
      assert.equal(reasonOf(former), 'other-window');
      await former.close();
    });

    it('keep what each of them had not saved, each time that they lose it to each other', async () => {
      const former = await slept();
      former.append([added('b', 'of the former')]);
      await former.flush();
      // Now the other one sleeps, and the former wakes it by taking the session back.
      await read.close();
      await former.reload();
      assert.equal(reasonOf(former), 'write');
      const second = await notesStore(files, { process: 'third', now: () => Date.now() + 200_000 }).open(written.id);
      assert.equal(reasonOf(second), 'write');
      const first = keptOf(former);
      former.append([added('d', 'once more')]);
      await former.flush();
      assert.notEqual(keptOf(former), first);
      assert.deepEqual(textsOf((await one.open(first)).state), ['first', 'of the former']);
      assert.deepEqual(textsOf((await one.open(keptOf(former))).state), ['first', 'once more']);
      await former.close();
    });

    it('keep what the new writer saved when a write of the former one hung until after that', async () => {
      let go: (() => void) | undefined;
      const hanging = faultyFiles(files, async (operation) => {
        if (operation === 'append') await new Promise<void>((resolve) => (go = resolve));
        return undefined;
      });
      await one.close();
      const former = await notesStore(hanging, { process: 'former', times: { heartbeatMs: 60_000 } }).open(written.id);
      former.append([added('late', 'late')]);
      await poll('the write', () => go !== undefined);
      await sleep();
      await read.reload();
      read.append([added('b', 'second')]);
      await read.flush();
      go?.();
      await poll('what it kept', () => former.problem?.type === 'kept-as-own-session');
      await former.close();
      await read.close();
      assert.deepEqual(textsOf((await notesStore(files).open(written.id)).state).slice(0, 2), ['first', 'second']);
      assert.deepEqual(textsOf((await notesStore(files).open(keptOf(former))).state), ['first', 'late']);
    });

    it('end with all of the new writer when the former one still wrote once', async () => {
      // The former writer is stopped between its look at the lock and its write.
      let go: (() => void) | undefined;
      const stopped = faultyFiles(files, async (operation) => {
        if (operation === 'append') await new Promise<void>((resolve) => (go = resolve));
        return undefined;
      });
      await one.close();
      const former = await notesStore(stopped, { process: 'former', times: { heartbeatMs: 60_000 } }).open(written.id);
      former.append([added('late', 'late')]);
      await poll('the write', () => go !== undefined);
      await sleep();
      await read.reload();
      // It is at it still: it reads again when that is through, and not into it.
      const again = former.reload();
      go?.();
      await again;
      await poll('what it kept', () => former.problem?.type === 'kept-as-own-session');
      read.append([added('b', 'second')]);
      await read.flush();
      read.append([added('c', 'third')]);
      await read.close();
      await former.close();
      assert.deepEqual(textsOf((await notesStore(files).open(written.id)).state), ['first', 'second', 'third']);
    });
  });
});
