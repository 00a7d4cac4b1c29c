import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeDisk } from '../../../../src/host/node/disk';
import { FileTooLargeError, NoRegularFileError } from '../../../../src/core/files/disk';

describe('reading a file of the disk', () => {
  let folder = '';
  const at = (name: string): string => path.join(folder, name);
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'read-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives its bytes up to a limit', async () => {
    writeFileSync(at('a'), 'text');
    assert.equal(Buffer.from(await nodeDisk.read(at('a'), { maxBytes: 4 })).toString(), 'text');
    await assert.rejects(nodeDisk.read(at('a'), { maxBytes: 3 }), new FileTooLargeError(4));
    await assert.rejects(nodeDisk.read(at('b'), { maxBytes: 3 }), { code: 'ENOENT' });
    await assert.rejects(nodeDisk.read(folder, { maxBytes: 3 }), NoRegularFileError);
  });

  it('finds a file by its name in capitals where it says so', async () => {
    writeFileSync(at('a'), '');
    assert.equal(await nodeDisk.exists(at('A')), nodeDisk.ignoresCase);
  });

  it('refuses pipes, sockets and devices, which could be read for ever', async function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [at('pipe')]);
    const server = createServer().listen(at('socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      for (const file of [at('pipe'), at('socket'), '/dev/zero']) {
        await assert.rejects(nodeDisk.read(file, { maxBytes: 1e6 }), NoRegularFileError);
      }
    } finally {
      server.close();
    }
  });

  it('lists what stands in a folder, links by what they lead to', async function () {
    if (process.platform === 'win32') this.skip();
    writeFileSync(at('a'), '');
    mkdirSync(at('b'));
    symlinkSync('a', at('c'));
    symlinkSync('b', at('d'));
    symlinkSync('nowhere', at('e'));
    execFileSync('mkfifo', [at('f')]);
    const listed = (await nodeDisk.list(folder)).map(({ name, kind, isLink }) => [name, kind, isLink]);
    assert.deepEqual(listed.sort(), [
      ['a', 'file', false],
      ['b', 'folder', false],
      ['c', 'file', true],
      ['d', 'folder', true],
      ['e', undefined, true],
      ['f', undefined, false],
    ]);
    assert.equal(await nodeDisk.exists(at('d')), true);
    assert.equal(await nodeDisk.exists(at('e')), false);
    assert.equal(await nodeDisk.realPath(at('c')), await nodeDisk.realPath(at('a')));
    await assert.rejects(nodeDisk.realPath(at('e')), { code: 'ENOENT' });
  });
});
