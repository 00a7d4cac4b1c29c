import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeDisk } from '../../../../src/host/node/nodeDisk';
import { programHost } from '../../../../src/host/node/programHost';
import { FileTooLargeError, NoRegularFileError } from '../../../../src/core/files/disk';

const disks = { 'of the disk': nodeDisk, 'in a program of its own': programHost.disk };

for (const [where, disk] of Object.entries(disks))
  describe(`reading a file ${where}`, () => {
    let folder = '';
    const at = (name: string): string => path.join(folder, name);
    beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'read-'))));
    afterEach(() => rmSync(folder, { recursive: true }));

    it('gives its bytes up to a limit', async () => {
      writeFileSync(at('a'), 'text');
      assert.equal(Buffer.from(await disk.read(at('a'), { maxBytes: 4 })).toString(), 'text');
      await assert.rejects(disk.read(at('a'), { maxBytes: 3 }), new FileTooLargeError(4));
      await assert.rejects(disk.read(at('b'), { maxBytes: 3 }), { code: 'ENOENT' });
      await assert.rejects(disk.read(folder, { maxBytes: 3 }), NoRegularFileError);
    });

    it('gives the beginning of one that is too large, where that is asked for', async () => {
      for (const size of [10, 100_000]) {
        writeFileSync(at('a'), 'ab'.repeat(size));
        assert.equal(Buffer.from(await disk.read(at('a'), { maxBytes: 5, head: true })).toString(), 'ababa');
        assert.equal((await disk.read(at('a'), { maxBytes: 1e6 })).length, 2 * size);
      }
    });

    it('knows whether capitals make another file', async () => {
      writeFileSync(at('a'), '');
      assert.equal(await disk.exists(at('A')), disk.ignoresCase);
    });

    it('refuses pipes, sockets and devices, which could be read for ever', async function () {
      if (process.platform === 'win32') this.skip();
      execFileSync('mkfifo', [at('pipe')]);
      const server = createServer().listen(at('socket'));
      await new Promise((resolve) => server.once('listening', resolve));
      try {
        for (const file of [at('pipe'), at('socket'), '/dev/zero']) {
          await assert.rejects(disk.read(file, { maxBytes: 1e6 }), NoRegularFileError);
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
      const listed = (await disk.list(folder)).map(({ name, kind, isLink }) => [name, kind, isLink]);
      assert.deepEqual(listed.sort(), [
        ['a', 'file', false],
        ['b', 'folder', false],
        ['c', 'file', true],
        ['d', 'folder', true],
        ['e', undefined, true],
        ['f', undefined, false],
      ]);
      assert.equal(await disk.exists(at('d')), true);
      assert.equal(await disk.exists(at('e')), false);
      assert.equal(await disk.realPath(at('c')), await disk.realPath(at('a')));
      await assert.rejects(disk.realPath(at('e')), { code: 'ENOENT' });
    });
  });
