import assert from 'node:assert/strict';
import { mkdtempSync, promises, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FileError, fileErrorCode } from '../../../../src/core/files/files';
import type { Files } from '../../../../src/core/files/files';
import { nodeFiles as files } from '../../../../src/host/node/nodeFiles';
import { host } from '../../../../src/host/node/host';
import { MemoryFiles } from '../../../fakes/memoryFiles';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

// The fake of the other tests has to behave as the disk does, so both meet the same expectations.
for (const [what, begin] of [
  ['of Node', () => ({ files, folder: mkdtempSync(path.join(tmpdir(), 'files-')) })],
  ['in memory', () => ({ files: new MemoryFiles(), folder: '/folder' })],
] as const) {
  describe(`the files ${what}`, () => {
    let folder: string;
    let files: Files;
    const at = (...names: string[]): string => files.join(folder, ...names);
    const text = async (name: string): Promise<string> => new TextDecoder().decode(await files.read(at(name)));

    beforeEach(async () => {
      ({ files, folder } = begin());
      await files.makeFolder(folder);
    });
    afterEach(() => {
      if (what === 'of Node') rmSync(folder, { recursive: true });
    });

    it('append to what is there, say the size, and begin no file in the middle', async () => {
      await files.writeWhole(at('a'), [bytes('one'), bytes('two')]);
      assert.equal(await files.append(at('a'), bytes('three')), 11);
      assert.equal(await text('a'), 'onetwothree');
      await assert.rejects(files.append(at('b'), bytes('x')), { code: 'missing' });
      await files.truncate(at('a'), 3);
      assert.equal(await text('a'), 'one');
    });

    it('are written whole or not at all, and leave nothing beside them', async () => {
      await files.writeWhole(at('a'), [bytes('old')]);
      const failing = async function* () {
        yield await Promise.resolve(bytes('ne'));
        throw new Error('stop');
      };
      await assert.rejects(files.writeWhole(at('a'), failing()), /stop/);
      await assert.rejects(
        files.writeWhole(at('a'), [bytes('new')], () => Promise.reject(new Error('late'))),
        /late/,
      );
      assert.equal(await text('a'), 'old');
      assert.deepEqual(await files.list(folder), [{ name: 'a', isFolder: false }]);
      await assert.rejects(files.writeWhole(at('no', 'a'), [bytes('x')]), { code: 'missing' });
    });

    it('are read in pieces from any place', async () => {
      const long = 'x'.repeat(600_000);
      await files.writeWhole(at('a'), [bytes(`skip${long}`)]);
      let read = '';
      for await (const piece of files.readPieces(at('a'), 4)) read += new TextDecoder().decode(piece);
      assert.equal(read, long);
      const missing = files.readPieces(at('b'))[Symbol.asyncIterator]();
      await assert.rejects(Promise.resolve(missing.next()), { code: 'missing' });
    });

    it('are made by exactly one of many who try', async () => {
      const tries = Array.from({ length: 10 }, () =>
        files.createExclusive(at('lock'), bytes('x')).then(
          () => 'made',
          (error: unknown) => (error as FileError).code,
        ),
      );
      const results = await Promise.all(tries);
      assert.equal(results.filter((result) => result === 'made').length, 1);
      assert.equal(results.filter((result) => result === 'exists').length, 9);
    });

    it('are moved, also over a file and as a folder, but not over a folder with files', async () => {
      await files.makeFolder(at('f', 'deep'));
      await files.writeWhole(at('f', 'deep', 'a'), [bytes('a')]);
      await files.rename(at('f'), at('g'));
      assert.equal(await text('g/deep/a'), 'a');
      await assert.rejects(files.stat(at('f')), { code: 'missing' });
      await files.writeWhole(at('b'), [bytes('b')]);
      await files.rename(at('g', 'deep', 'a'), at('b'));
      assert.equal(await text('b'), 'a');
      await files.makeFolder(at('h', 'x'));
      await assert.rejects(files.rename(at('g'), at('h')), { code: 'exists' });
      await assert.rejects(files.rename(at('none'), at('c')), { code: 'missing' });
    });

    it('have an id that goes with them, and is not that of what takes their place', async () => {
      await files.makeFolder(at('f', 'in it'));
      const [folder, inIt] = [await files.stat(at('f')), await files.stat(at('f', 'in it'))];
      await files.rename(at('f'), at('moved'));
      await files.makeFolder(at('f', 'in it'));
      assert.deepEqual(
        [(await files.stat(at('moved'))).id, (await files.stat(at('moved', 'in it'))).id],
        [folder.id, inIt.id],
      );
      const ids = [at('f'), at('f', 'in it'), at('moved'), at('moved', 'in it')].map(
        async (path) => (await files.stat(path)).id,
      );
      assert.equal(new Set(await Promise.all(ids)).size, 4);
    });

    it('have a size and a time that can be set, and are removed with all in them', async () => {
      await files.makeFolder(at('f'));
      await files.writeWhole(at('f', 'a'), [bytes('four')]);
      await files.touch(at('f', 'a'), 1_600_000_000_000);
      const { size, modified } = await files.stat(at('f', 'a'));
      assert.deepEqual([size, modified], [4, 1_600_000_000_000]);
      await files.remove(at('f'));
      await files.remove(at('f'));
      assert.deepEqual(await files.list(folder), []);
      await assert.rejects(files.list(at('f')), { code: 'missing' });
      await assert.rejects(files.touch(at('f'), 1), { code: 'missing' });
    });
  });
}

describe('an error of the file system', () => {
  for (const [system, code] of [
    ['ENOENT', 'missing'],
    ['EEXIST', 'exists'],
    ['ENOTEMPTY', 'exists'],
    ['ENOSPC', 'full'],
    ['EDQUOT', 'full'],
    ['EROFS', 'read-only'],
    ['EACCES', 'read-only'],
    ['EPERM', 'read-only'],
    ['EMFILE', 'busy'],
    ['ENFILE', 'busy'],
    ['EBUSY', 'busy'],
    ['EIO', 'other'],
  ] as const) {
    it(`${system} means ${code}`, () => assert.equal(fileErrorCode(system), code));
  }

  it('is found in a real one', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'files-'));
    writeFileSync(path.join(folder, 'file'), 'x');
    await assert.rejects(files.createExclusive(path.join(folder, 'file'), bytes('y')), (error) => {
      assert.ok(error instanceof FileError);
      assert.deepEqual([error.code, error.systemCode, error.path], ['exists', 'EEXIST', path.join(folder, 'file')]);
      return true;
    });
    await assert.rejects(files.read(path.join(folder, 'file', 'below')), { code: 'missing' });
    assert.equal(readFileSync(path.join(folder, 'file'), 'utf8'), 'x');
    assert.deepEqual(readdirSync(folder), ['file']);
    rmSync(folder, { recursive: true });
  });
});

describe('a file that is to be made alone', () => {
  const { open } = promises;
  afterEach(() => {
    promises.open = open;
    syncBuiltinESMExports();
  });

  it('is not left behind empty by a full disk', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'files-'));
    promises.open = async (...how) => {
      const handle = await open(...how);
      handle.write = () => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }));
      return handle;
    };
    syncBuiltinESMExports();
    await assert.rejects(files.createExclusive(path.join(folder, 'lock'), bytes('x')), { code: 'full' });
    assert.deepEqual(readdirSync(folder), []);
    rmSync(folder, { recursive: true });
  });
});

describe('a folder that is to be made', () => {
  const { mkdir } = promises;
  afterEach(() => {
    promises.mkdir = mkdir;
    syncBuiltinESMExports();
  });

  /** A disk that refuses as a read-only one does, below a folder: what a recursive `mkdir` makes of it is Node's. */
  const readOnlyBelow = (folder: string): void => {
    const refuse = (target: string, recursive: boolean): Promise<never> => {
      const isFirst = path.dirname(target) === folder;
      const code = !recursive && isFirst ? 'EROFS' : 'ENOENT';
      return Promise.reject(Object.assign(new Error(code), { code }));
    };
    promises.mkdir = ((target: string, options?: { recursive?: boolean }) =>
      target.startsWith(folder + path.sep)
        ? refuse(target, options?.recursive === true)
        : mkdir(target, options)) as typeof mkdir;
    syncBuiltinESMExports();
  };

  it('on a read-only disk fails as read-only, also where several are missing', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'files-'));
    readOnlyBelow(folder);
    for (const names of [['deleted'], ['one', 'two', 'three']]) {
      await assert.rejects(files.makeFolder(path.join(folder, ...names)), { code: 'read-only', systemCode: 'EROFS' });
    }
    rmSync(folder, { recursive: true });
  });

  it('below a file fails as Node says it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'files-'));
    writeFileSync(path.join(folder, 'file'), 'x');
    await assert.rejects(files.makeFolder(path.join(folder, 'file')), { code: 'exists' });
    await assert.rejects(files.makeFolder(path.join(folder, 'file', 'below')), {
      code: 'missing',
      systemCode: 'ENOTDIR',
    });
    rmSync(folder, { recursive: true });
  });
});

describe('the host of Node', () => {
  it('knows that a process of this machine has ended, and of no other', () => {
    assert.equal(host.isGone(host.process), false);
    const machine = host.process.slice(host.process.indexOf('@'));
    // Larger than a process id can be.
    assert.equal(host.isGone(`999999999${machine}`), true);
    assert.equal(host.isGone('999999999@another machine'), false);
    assert.equal(host.isGone('nonsense'), false);
  });
});
