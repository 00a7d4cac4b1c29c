import assert from 'node:assert/strict';
import type { SessionProblem } from '../../../../src/core/store/storeTypes';
import { faultyFiles, once, whenWriting } from '../../../fakes/faultyFiles';
import type { Fault } from '../../../fakes/faultyFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { added, grew } from '../../../fakes/notesCodec';
import { fileOf, notesStore, reasonOf, reread, storedSession, textsOf } from '../../../fakes/notesStore';
import { poll } from '../../../support/poll';

describe('a disk with trouble', () => {
  const problemsOf = (session: { onProblem: (l: (p: SessionProblem | undefined) => void) => unknown }) => {
    const problems: (SessionProblem | undefined)[] = [];
    session.onProblem((problem) => problems.push(problem));
    return problems;
  };

  for (const operation of ['stat', 'readPieces', 'list'] as const) {
    it(`that has too many open files once (${operation}) makes opening fail or succeed, and never an empty session`, async () => {
      const files = new MemoryFiles();
      const id = await storedSession(files, ['a', 'first'], ['b', 'second']);
      const store = notesStore(faultyFiles(files, once(operation, 'busy', id)));
      const session = await store.open(id).catch((error: unknown) => {
        assert.equal((error as { reason?: string }).reason, 'unreadable');
        return store.open(id);
      });
      assert.deepEqual(textsOf(session.state), ['first', 'second']);
      session.append([added('c', 'third')]);
      await session.close();
      assert.deepEqual(textsOf(await reread(files, id)), ['first', 'second', 'third']);
    });
  }

  for (const [what, met, code] of [
    ['is full', 'full', 'full'],
    ['is read-only', 'read-only', 'read-only'],
    ['writes half and fails', 'torn', 'full'],
  ] as const) {
    it(`that ${what} is named, and all is saved by itself once it has room again`, async () => {
      const memory = new MemoryFiles();
      let fault: Fault;
      const session = await notesStore(faultyFiles(memory, (operation) => whenWriting(fault)(operation))).create();
      const problems = problemsOf(session);
      session.append([added('a', 'first')]);
      await session.flush();
      fault = met;
      session.append([added('b', 'second'), grew('a', ' one')]);
      await assert.rejects(session.flush(), { reason: 'not-saved', code });
      session.append([grew('a', ' more')]);
      assert.deepEqual(session.problem, { type: 'not-saved', file: fileOf(session.id), code });
      fault = undefined;
      await poll('the store', () => problems.at(-1) === undefined && problems.length > 0);
      await session.close();
      assert.deepEqual(textsOf(await reread(memory, session.id)), ['first one more', 'second']);
    });
  }

  it('that stays full is named once, and again when it fails for another reason', async () => {
    let met: Fault;
    let tries = 0;
    const files = faultyFiles(new MemoryFiles(), (operation) => {
      if (operation !== 'append') return undefined;
      tries += 1;
      return met;
    });
    const session = await notesStore(files).create();
    session.append([added('a', 'first')]);
    await session.flush();
    const problems = problemsOf(session);
    const codes = () => problems.map((problem) => problem?.type === 'not-saved' && problem.code);
    const triesWith = async (fault: Fault, more: number): Promise<void> => {
      met = fault;
      const before = tries;
      session.append([grew('a', '.')]);
      await poll(`tries of a disk: ${fault}`, () => tries >= before + more);
    };
    await triesWith('full', 4);
    assert.deepEqual(codes(), ['full']);
    await triesWith('read-only', 4);
    assert.deepEqual(codes(), ['full', 'read-only']);
    await triesWith(undefined, 1);
    await session.flush();
    assert.deepEqual(codes(), ['full', 'read-only', false]);
    await triesWith('full', 4);
    assert.deepEqual(codes(), ['full', 'read-only', false, 'full']);
    met = undefined;
  });

  it('that is full when a session begins keeps it in memory, and stores it once there is room', async () => {
    const memory = new MemoryFiles();
    let fault: Fault = 'full';
    const session = await notesStore(faultyFiles(memory, (operation) => whenWriting(fault)(operation))).create();
    session.append([added('a', 'first')]);
    await assert.rejects(session.flush(), { reason: 'not-saved', code: 'full' });
    fault = undefined;
    await session.close();
    assert.deepEqual(textsOf(await reread(memory, session.id)), ['first']);
  });

  it('that is read-only when a session is opened shows it, and says why nothing is saved', async () => {
    const memory = new MemoryFiles();
    const id = await storedSession(memory, ['a', 'first']);
    const session = await notesStore(faultyFiles(memory, whenWriting('read-only')), { times: { closeMs: 30 } }).open(
      id,
    );
    assert.deepEqual(textsOf(session.state), ['first']);
    session.append([added('b', 'second')]);
    await assert.rejects(session.flush(), { reason: 'not-saved', code: 'read-only' });
    await session.close();
  });

  it('that gives no lock at first lets nothing be written to a session that another window has changed meanwhile', async () => {
    const memory = new MemoryFiles();
    const id = await storedSession(memory, ['a', 'first']);
    let fault: Fault = 'read-only';
    const session = await notesStore(faultyFiles(memory, (operation) => whenWriting(fault)(operation))).open(id);
    const other = await notesStore(memory).open(id);
    other.append([added('b', 'of the other window')]);
    await other.close();
    fault = undefined;
    session.append([added('c', 'of this one')]);
    await session.flush();
    assert.equal(reasonOf(session), 'lost-lock');
    assert.deepEqual(textsOf(await reread(memory, id)), ['first', 'of the other window']);
    assert.ok(session.problem?.type === 'kept-as-own-session');
    assert.deepEqual(textsOf(await reread(memory, session.problem.sessionId)), ['first', 'of this one']);
  });

  it('that failed at the last write is tried again when the session is closed', async () => {
    const memory = new MemoryFiles();
    const session = await notesStore(faultyFiles(memory, once('append', 'full')), { times: { writeMs: 50 } }).create();
    session.append([added('a', 'first')]);
    await session.flush();
    session.append([added('b', 'second')]);
    await session.close();
    assert.deepEqual(textsOf(await reread(memory, session.id)), ['first', 'second']);
  });

  it('that takes long for each write gets as many writes as it can take, and at most one more at the end', async () => {
    const memory = new MemoryFiles();
    let writes = 0;
    let lastEnd: (() => void) | undefined;
    const files = faultyFiles(memory, async (operation) => {
      if (operation !== 'append') return undefined;
      writes += 1;
      await new Promise<void>((resolve) => (lastEnd = resolve));
      return undefined;
    });
    const session = await notesStore(files).create();
    session.append([added('a', '')]);
    await session.flush();
    session.append([grew('a', '.')]);
    await poll('the store', () => writes === 1);
    // A disk that takes two seconds for each write gets fifty times as many changes meanwhile.
    for (let at = 0; at < 100; at += 1) session.append([grew('a', 'x')]);
    const closing = session.close();
    lastEnd?.();
    await poll('the store', () => writes === 2);
    lastEnd?.();
    await closing;
    assert.equal(writes, 2);
    assert.deepEqual(textsOf(await reread(memory, session.id)), [`.${'x'.repeat(100)}`]);
  });

  it('that does not answer keeps a session from being closed no longer than it may', async () => {
    const memory = new MemoryFiles();
    let answer: (() => void) | undefined;
    const files = faultyFiles(memory, async (operation) => {
      if (operation === 'append') await new Promise<void>((resolve) => (answer = resolve));
      return undefined;
    });
    const store = notesStore(files, { times: { closeMs: 20 } });
    const session = await store.create();
    session.append([added('a', '')]);
    await session.flush();
    session.append([grew('a', 'x')]);
    await session.close();
    assert.throws(() => session.append([grew('a', 'y')]), { reason: 'closed' });
    // The write goes on, and a window that opens the session again waits for it.
    const again = store.open(session.id);
    answer?.();
    assert.deepEqual(textsOf((await again).state), ['x']);
    await store.close();
  });

  it('that wrote one of two lines is put in order by cutting off what it wrote, not by writing all again', async () => {
    const memory = new MemoryFiles();
    let rewrites = 0;
    const tear = once('append', 'torn');
    const files = faultyFiles(memory, (operation, path) => {
      if (operation === 'writeWhole' && path.endsWith('.jsonl')) rewrites += 1;
      return tear(operation, path);
    });
    const session = await notesStore(files).create();
    session.append([added('a', '')]);
    await session.flush();
    session.append([grew('a', 'x'), added('b', 'y'.repeat(10))]);
    await assert.rejects(session.flush(), { code: 'full' });
    assert.ok(memory.text(fileOf(session.id)).includes('grew'));
    await session.flush();
    assert.equal(rewrites, 1);
    await session.close();
    assert.deepEqual(textsOf(await reread(memory, session.id)), ['x', 'y'.repeat(10)]);
  });

  it('that lost the file of an open session gets it again, whole', async () => {
    const memory = new MemoryFiles();
    const session = await notesStore(memory).create();
    session.append([added('a', 'first')]);
    await session.flush();
    await memory.remove(fileOf(session.id));
    session.append([added('b', 'second')]);
    await session.close();
    assert.deepEqual(textsOf(await reread(memory, session.id)), ['first', 'second']);
  });

  it('that cannot say whether the lock is held after a write does not make it write twice', async () => {
    const memory = new MemoryFiles();
    let appended = false;
    let failed = false;
    const files = faultyFiles(memory, (operation) => {
      if (operation === 'append') appended = true;
      if (operation !== 'list' || !appended || failed) return undefined;
      failed = true;
      return 'busy';
    });
    const session = await notesStore(files).create();
    session.append([added('a', '')]);
    await session.flush();
    session.append([grew('a', 'once')]);
    await assert.rejects(session.flush(), { code: 'busy' });
    await session.close();
    assert.deepEqual(textsOf(await reread(memory, session.id)), ['once']);
  });
});
