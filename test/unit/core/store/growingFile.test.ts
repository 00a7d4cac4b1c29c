import assert from 'node:assert/strict';
import { faultyFiles } from '../../../fakes/faultyFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { added, grew, notesCodec } from '../../../fakes/notesCodec';
import { fileOf, notesStore, reread, storedSession, textsOf } from '../../../fakes/notesStore';
import { poll } from '../../../support/poll';

describe('a session file that grows', () => {
  it('is rewritten when nothing happens, once it has doubled, and not before', async () => {
    const files = new MemoryFiles();
    const session = await notesStore(files).create();
    session.append([added('a', '')]);
    for (let at = 0; at < 50; at += 1) {
      session.append([{ type: 'draft', text: `${at}${'x'.repeat(300)}` }]);
      await session.flush();
    }
    await poll('the store', () => files.text(fileOf(session.id)).length < 1000);
    const rewritten = files.text(fileOf(session.id));
    session.append([grew('a', 'small')]);
    await session.close();
    assert.ok(files.text(fileOf(session.id)).startsWith(rewritten));
    const again = await reread(files, session.id);
    assert.deepEqual([textsOf(again), again.draft], [['small'], `49${'x'.repeat(300)}`]);
  });

  it('stays as it was when rewriting fails, and is left alone while something happens', async () => {
    const memory = new MemoryFiles();
    let rewrites = 0;
    const files = faultyFiles(memory, (operation, path) => {
      if (operation !== 'writeWhole' || !path.endsWith('.jsonl') || !memory.files.has(path)) return undefined;
      rewrites += 1;
      return 'full';
    });
    const session = await notesStore(files).create();
    session.append([added('a', 'kept')]);
    await session.flush();
    session.append([added('b', 'x'.repeat(5000)), { type: 'removed', id: 'b' }]);
    await poll('the store', () => rewrites > 0);
    session.append([grew('a', ' and more')]);
    await session.close();
    assert.deepEqual(textsOf(await reread(memory, session.id)), ['kept and more']);
  });

  it('holds an event once that comes right before it is rewritten', async () => {
    const memory = new MemoryFiles();
    let onNextLook: (() => void) | undefined;
    const files = faultyFiles(memory, (operation) => {
      if (operation === 'list') onNextLook?.();
      return undefined;
    });
    const session = await notesStore(files, { times: { heartbeatMs: 60_000 } }).create();
    session.append([added('a', ''), added('b', 'x'.repeat(5000))]);
    await session.flush();
    session.append([{ type: 'removed', id: 'b' }, added('c', 'x'.repeat(9000)), { type: 'removed', id: 'c' }]);
    await session.flush();
    // The next look at the lock is that before the rewriting.
    onNextLook = () => {
      onNextLook = undefined;
      session.append([grew('a', 'once')]);
    };
    await poll('the store', () => memory.text(fileOf(session.id)).includes('"rewritten":2'));
    await session.close();
    assert.deepEqual(textsOf(await reread(memory, session.id)), ['once']);
  });

  it('gives others a turn while a long session is read and rewritten', async () => {
    const files = new MemoryFiles();
    const id = await storedSession(
      files,
      ...Array.from({ length: 200 }, (_, at) => [`${at}`, 'x'.repeat(100)] as [string, string]),
    );
    // A clock that moves 1 ms with each look: five looks without a turn are too many.
    const now = performance.now.bind(performance);
    let time = 0;
    let looks = 0;
    let longest = 0;
    performance.now = () => {
      looks += 1;
      longest = Math.max(longest, looks);
      return (time += 1);
    };
    try {
      const { readSession } = await import('../../../../src/core/store/readSession');
      const host = {
        files,
        randomId: () => '',
        now: () => 0,
        sha256: () => Promise.resolve(''),
        process: '',
        isGone: () => false,
        nextTurn: () => {
          looks = 0;
          return Promise.resolve();
        },
      };
      await readSession({ host, codec: notesCodec, id, file: fileOf(id) });
      assert.ok(longest > 1 && longest <= 7, `${longest}`);
    } finally {
      performance.now = now;
    }
  });
});
