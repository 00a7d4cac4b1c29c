import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { TrackedFiles, readGitIndex } from '../../../../src/core/files/gitIndex';

const names = [
  'a.txt',
  'build/a.js',
  'build/deep/er/b.js',
  'größe/中文.md',
  `long/${'n'.repeat(200)}/${'m'.repeat(200)}`,
  ...Array.from({ length: 40 }, (_, index) => `many/file-${'x'.repeat(index)}`),
  `p/${`${'q'.repeat(240)}/`.repeat(18)}end`, // Longer than the length that an entry can say.
];

describe('the index of git', () => {
  let repository = '';
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: repository, encoding: 'utf8', stdio: 'pipe' });
  const index = () => readFileSync(path.join(repository, '.git', 'index'));
  /** The index of files with these names, all empty: no such files have to be on disk. */
  const track = (tracked = names): void => {
    const blob = git('hash-object', '-w', '-t', 'blob', '/dev/null').trim();
    const input = tracked.map((name) => `100644 ${blob}\t${name}\0`).join('');
    execFileSync('git', ['update-index', '-z', '--index-info'], { cwd: repository, input, stdio: 'pipe' });
  };
  beforeEach(() => (repository = mkdtempSync(path.join(tmpdir(), 'index-'))));
  afterEach(() => rmSync(repository, { recursive: true, force: true }));

  for (const version of ['2', '3', '4']) {
    for (const format of ['sha1', 'sha256']) {
      it(`of version ${version} with ${format} tells what is tracked`, () => {
        git('init', '-q', `--object-format=${format}`);
        track();
        git('update-index', '--index-version', version);
        if (version === '3') {
          mkdirSync(path.join(repository, 'later'));
          writeFileSync(path.join(repository, 'later/new'), '');
          git('add', '--intent-to-add', 'later/new'); // A flag that only version 3 has.
        }
        const tracked = git('ls-files', '-z').split('\0').slice(0, -1);
        assert.ok(tracked.length >= names.length);
        assert.deepEqual([...readGitIndex(index())], tracked);
      });
    }
  }

  it('of version 4 tells all files of deep folders, whose paths are several times as long as the index', () => {
    git('init', '-q');
    const deep = Array.from({ length: 100 }, (_, index) => `${'folder/'.repeat(60)}file-${index}`).sort();
    track(deep);
    git('update-index', '--index-version', '4');
    assert.ok(deep.join('').length > 4 * index().length);
    assert.deepEqual([...readGitIndex(index())], deep);
  });

  it('that is split or is none tells nothing that is wrong', () => {
    git('init', '-q');
    track();
    git('update-index', '--split-index');
    const tracked = new Set(names);
    for (const name of readGitIndex(index())) assert.ok(tracked.has(name), name);
    assert.deepEqual([...readGitIndex(new Uint8Array())], []);
    assert.deepEqual(
      [...readGitIndex(Buffer.from('DIRC but no index at all, only this text, which is long enough?'))],
      [],
    );
  });

  it('of version 4 whose names only grow ends the reading before they fill the memory', () => {
    const letters = 60_000;
    const header = Buffer.from('DIRC\0\0\0\x04\0\0\0\0', 'latin1');
    header.writeUInt32BE(letters, 8);
    // Each keeps all of the name before, and adds a letter.
    const entry = Buffer.concat([Buffer.alloc(60), Buffer.from([0, 1, 0]), Buffer.from('a\0')]);
    const grown = [...readGitIndex(Buffer.concat([header, ...new Array<Buffer>(letters).fill(entry)]))];
    assert.ok(grown.length > 1_000);
    const bytes = grown.reduce((sum, { length }) => sum + length, 0);
    assert.ok(bytes < 100e6, `${bytes} bytes of names`);
  });

  it('that is damaged or cut off ends the reading, whatever is in it', () => {
    git('init', '-q');
    track();
    const bytes = index();
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 }), fc.boolean(), (at, byte, isCut) => {
        const damaged = Buffer.from(isCut ? bytes.subarray(0, at) : bytes);
        if (!isCut) damaged[at] = byte;
        assert.ok([...readGitIndex(damaged)].length <= names.length);
      }),
    );
  });
});

describe('tracked files', () => {
  it('are known, and the folders that they are in', () => {
    const tracked = new TrackedFiles();
    for (const name of ['build/deep/a.js', 'build/b.js', 'c', 'submodule']) tracked.add(name);
    assert.deepEqual(
      ['build', 'build/deep', 'submodule', 'other', 'build/deep/a.js/x'].map((name) => tracked.has(name, true)),
      [true, true, true, false, false],
    );
    assert.deepEqual(
      ['build/deep/a.js', 'c', 'build', 'a.js'].map((name) => tracked.has(name, false)),
      [true, true, false, false],
    );
  });
});
