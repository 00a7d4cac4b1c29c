import assert from 'node:assert/strict';
import type { SessionProblem } from '../../../../src/core/store/storeTypes';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { added, grew } from '../../../fakes/notesCodec';
import { fileOf, notesStore, reread, storedSession, textsOf } from '../../../fakes/notesStore';
import { poll } from '../../../support/poll';

describe('a session in the store', () => {
  let files: MemoryFiles;
  beforeEach(() => (files = new MemoryFiles()));

  it('is there again after it was closed', async () => {
    const session = await notesStore(files).create();
    session.append([added('a', 'first'), added('b', 'sec'), grew('b', 'ond')]);
    await session.close();
    const again = await notesStore(files).open(session.id);
    assert.deepEqual(textsOf(again.state), ['first', 'second']);
    assert.deepEqual(again.access, { mode: 'write' });
    await again.close();
  });

  it('begins with its format, its version and its id, and holds one event a line', async () => {
    const id = await storedSession(files, ['a', 'first']);
    const [header, event] = files.text(fileOf(id)).split('\n');
    const { format, version, id: own } = JSON.parse(header!) as Record<string, unknown>;
    assert.deepEqual({ format, version, id: own }, { format: 'test.notes', version: 1, id });
    assert.deepEqual(JSON.parse(event!), added('a', 'first'));
  });

  it('leaves nothing behind when it was never used', async () => {
    const session = await notesStore(files).create();
    await session.close();
    assert.equal(files.files.size, 0);
  });

  it('is one object in a window, however often it is opened, and a new one after it was closed', async () => {
    const id = await storedSession(files, ['a', 'first']);
    const store = notesStore(files);
    const [one, two] = await Promise.all([store.open(id), store.open(id)]);
    assert.equal(one, two);
    await one.close();
    const three = await store.open(id);
    assert.notEqual(three, one);
    assert.deepEqual(three.access, { mode: 'write' });
    await store.close();
  });

  it('cannot be changed when it is not open', async () => {
    const session = await notesStore(files).create();
    await session.close();
    assert.throws(() => session.append([added('a', 'late')]), { reason: 'closed' });
    await assert.rejects(notesStore(files).open('nowhere'), { reason: 'missing' });
    await assert.rejects(notesStore(files).open('../other'), { reason: 'missing' });
  });

  it('stops after a crash what was streaming', async () => {
    const id = await storedSession(files, ['a', 'first', true]);
    assert.equal((await reread(files, id)).notes.get('a')?.isGrowing, false);
  });

  it('tells of its events at once', async () => {
    const session = await notesStore(files).create();
    const told: unknown[] = [];
    const off = session.onDidChange((change) => told.push(change));
    const before = session.state;
    session.append([added('a', 'first')]);
    off();
    const after = session.state;
    session.append([added('b', 'second')]);
    assert.deepEqual(told, [{ type: 'steps', steps: [{ event: added('a', 'first'), before, after }] }]);
    await session.close();
  });

  it('writes a line for many small changes that follow each other', async () => {
    const session = await notesStore(files).create();
    session.append([added('a', '')]);
    await session.flush();
    for (let at = 0; at < 100; at += 1) session.append([grew('a', 'x')]);
    await session.close();
    assert.equal(
      files
        .text(fileOf(session.id))
        .split('\n')
        .filter((line) => line.includes('grew')).length,
      1,
    );
    assert.deepEqual(textsOf(await reread(files, session.id)), ['x'.repeat(100)]);
  });
});

describe('a damaged session file', () => {
  let files: MemoryFiles;
  beforeEach(() => (files = new MemoryFiles()));

  const damaged = async (change: (text: string) => string | Uint8Array): Promise<string> => {
    const id = await storedSession(files, ['a', 'first'], ['b', 'second'], ['c', 'third']);
    files.put(fileOf(id), change(files.text(fileOf(id))));
    return id;
  };

  for (const [what, cut, expected] of [
    ['in the middle of its last line', 10, ['first', 'second']],
    ['right before the end of its last line', 1, ['first', 'second', 'third']],
  ] as const) {
    it(`that was cut off ${what} loses that line at most, and goes on behind it`, async () => {
      const id = await storedSession(files, ['a', 'first']);
      const session = await notesStore(files).open(id);
      session.append([added('b', 'second')]);
      await session.flush();
      session.append([added('c', 'third')]);
      await session.close();
      const text = files.text(fileOf(id));
      files.put(fileOf(id), text.slice(0, -cut));
      const again = await notesStore(files).open(id);
      assert.deepEqual(textsOf(again.state), expected);
      again.append([added('d', 'fourth')]);
      await again.close();
      assert.deepEqual(textsOf(await reread(files, id)), [...expected, 'fourth']);
    });
  }

  it('loses one line where one line is no UTF-8, no JSON, or no event', async () => {
    for (const bad of [
      Buffer.from([0xff, 0xfe, 0x22]),
      Buffer.from('{"half":'),
      Buffer.from('[1]'),
      Buffer.from('null'),
      Buffer.from('\0\0'),
    ]) {
      const id = await damaged((text) => {
        const lines = text.trimEnd().split('\n');
        return Buffer.concat([
          Buffer.from(lines.slice(0, 2).join('\n') + '\n'),
          bad,
          Buffer.from('\n' + lines.slice(3).join('\n') + '\n'),
        ]);
      });
      assert.deepEqual(textsOf(await reread(files, id)), ['first', 'third']);
    }
  });

  it('keeps lines, fields of the header and of notes that this version does not know, also when it is rewritten', async () => {
    const unknown = ['{"type":"rated","stars":5}', '{"type":"added","note":7}', 'no JSON at all'];
    const id = await damaged((text) => {
      const [header, first, ...rest] = text.split('\n');
      return [
        header!.replace('{', '{"colour":"red",'),
        unknown[0],
        first!.replace('"text"', '"mood":"good","text"'),
        ...rest.slice(0, -1),
        ...unknown.slice(1),
      ].join('\n');
    });
    const session = await notesStore(files).open(id);
    session.append([added('d', 'x'.repeat(5000)), { type: 'removed', id: 'd' }]);
    await session.flush();
    await poll('the rewritten file', () => !files.text(fileOf(id)).includes('xxx'));
    await session.close();
    const lines = files.text(fileOf(id)).trimEnd().split('\n');
    assert.ok(!lines.join().includes('xxx'));
    assert.equal((JSON.parse(lines[0]!) as { colour?: string }).colour, 'red');
    assert.ok(lines.some((line) => line.includes('"mood":"good"')));
    assert.deepEqual(
      lines.filter((line) => unknown.includes(line)),
      unknown,
    );
    assert.deepEqual(textsOf(await reread(files, id)), ['first', 'second', 'third']);
  });

  it('is kept under another name when it has no header, and what is sound in it goes on', async () => {
    const id = await damaged((text) => text.slice(30));
    const before = files.text(fileOf(id));
    const session = await notesStore(files).open(id);
    const problems: (SessionProblem | undefined)[] = [];
    session.onProblem((problem) => problems.push(problem));
    await session.flush();
    await session.close();
    const [problem] = problems;
    assert.ok(problem?.type === 'unreadable-kept');
    assert.equal(files.text(problem.file), before);
    assert.deepEqual(textsOf(await reread(files, id)), ['first', 'second', 'third']);
  });

  for (const [what, text] of [
    ['nothing at all', ''],
    ['garbage', 'garbage'],
    ['a session of another form', '{"turns":[{"message":"Why?"}],"draft":{}}'],
    ['a file of another program', '{"format":"other","version":1}\n{"type":"message"}\n'],
  ] as const) {
    it(`is listed as unreadable when it is ${what}, is not opened, and stays as it is`, async () => {
      const id = await damaged(() => text);
      const store = notesStore(files);
      const listed = await store.list();
      assert.deepEqual(
        listed.map(({ title, unreadable }) => [title, unreadable]),
        [[id, { file: fileOf(id), reason: 'foreign' }]],
      );
      await assert.rejects(store.open(id), { reason: 'foreign' });
      await assert.rejects(store.rename(id, 'mine'), { reason: 'foreign' });
      await store.close();
      assert.equal(files.text(fileOf(id)), text);
      assert.deepEqual(
        [...files.files.keys()].filter((name) => name.includes('unreadable')),
        [],
      );
    });
  }

  it('of a newer version is shown as far as it is understood, and never written', async () => {
    const id = await damaged((text) => text.replace('"version":1', '"version":2'));
    const before = files.text(fileOf(id));
    const store = notesStore(files);
    const session = await store.open(id);
    assert.ok(session.access.mode === 'read' && session.access.reason === 'newer-version');
    assert.deepEqual(textsOf(session.state), ['first', 'second', 'third']);
    assert.throws(() => session.append([added('d', 'fourth')]), { reason: 'written-elsewhere' });
    await session.reload();
    assert.equal(session.access.reason, 'newer-version');
    await session.look();
    await assert.rejects(store.rename(id, 'new'), { reason: 'newer-version' });
    await session.close();
    assert.equal(files.text(fileOf(id)), before);
  });
});
