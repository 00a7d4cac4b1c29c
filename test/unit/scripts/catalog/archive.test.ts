import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkIntegrity, readArchive } from '../../../../scripts/catalog/fetchPackage';
import { catalogPackages } from '../../../../scripts/catalog/packages';

describe('the archive of a package', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'catalog-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A small package as npm packs it. */
  function pack(files: Readonly<Record<string, string>>): string {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, 'package', file)), { recursive: true });
      writeFileSync(path.join(folder, 'package', file), text);
    }
    execFileSync('tar', ['-czf', 'a.tgz', 'package'], { cwd: folder });
    rmSync(path.join(folder, 'package'), { recursive: true });
    return path.join(folder, 'a.tgz');
  }

  it('gives the files that are asked for, and writes none', async () => {
    const files = await readArchive(pack({ 'a.json': '{"é":1}', 'b/c.js': 'x', 'other.js': 'y' }), [
      'a.json',
      'b/c.js',
    ]);
    assert.deepEqual(
      [...files],
      [
        ['a.json', '{"é":1}'],
        ['b/c.js', 'x'],
      ],
    );
    assert.deepEqual(readdirSync(folder), ['a.tgz']);
  });

  it('without such a file, or with one that is too large, is an error that names it', async () => {
    const archive = pack({ 'large.json': 'x'.repeat(100_000) });
    await assert.rejects(readArchive(archive, ['moved.json']), /moved\.json of a\.tgz could not be read/);
    await assert.rejects(readArchive(archive, ['large.json'], 1_000), /large\.json of a\.tgz could not be read/);
  });

  it('that is none is an error', async () => {
    writeFileSync(path.join(folder, 'a.tgz'), 'nothing of that kind');
    await assert.rejects(readArchive(path.join(folder, 'a.tgz'), ['a.json']), /a\.json of a\.tgz could not be read/);
  });

  it('has to be the one that was promised', () => {
    const archive = pack({ 'a.json': '{}' });
    const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    checkIntegrity(archive, integrity);
    writeFileSync(archive, 'another');
    assert.throws(() => checkIntegrity(archive, integrity), /is not what was promised/);
  });

  it('whose tables have moved or are empty has no models, for every package', () => {
    for (const { files, read, who } of catalogPackages) {
      for (const text of ['', 'null', '<html>', '}{']) {
        const { models, ids = [] } = read(new Map(files.map((file) => [file, text])), '2026-11-27');
        assert.equal([...models.values()].flat().length + ids.length, 0, who);
      }
    }
  });
});
