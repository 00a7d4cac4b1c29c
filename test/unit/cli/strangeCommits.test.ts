import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { catalog } from '../../../generated/catalog';
import { GitBlobs } from '../../../src/host/node/gitBlobs';
import { guideWith } from '../../support/fieldGuides';
import { useTempFolder } from '../../support/tempFolder';
import { runWords } from './runWords';

const guide = guideWith({
  files: { catalog: () => Promise.resolve(catalog) },
  counter: { count: (_encoding, text) => Promise.resolve({ tokens: text.length }) },
  day: '2026-11-30',
});

describe('context compare with commits of strangers', () => {
  const folder = useTempFolder();
  const root = (): string => path.join(folder.path, 'w');
  const git = (args: readonly string[], input: string | Buffer = ''): string =>
    execFileSync('git', ['-C', root(), '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      ...{ input, stdio: ['pipe', 'pipe', 'ignore'] },
      encoding: 'utf8',
    }).trim();
  const commit = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) folder.write(`w/${name}`, text);
    git(['init', '-q']);
    git(['add', '-A']);
    git(['commit', '-q', '--no-verify', '-m', 'One']);
  };
  const compare = (base: string) => runWords(guide, 'context', 'compare', '--base', base, root());
  const tree = (entries: readonly (readonly [mode: string, name: string, hash: string])[]): string => {
    const pieces = entries.flatMap(([mode, name, hash]) => [
      Buffer.from(`${mode} ${name}\0`),
      Buffer.from(hash, 'hex'),
    ]);
    return git(['hash-object', '-t', 'tree', '-w', '--stdin', '--literally'], Buffer.concat(pieces));
  };

  for (const name of ['..', '.', '.git', '.GIT']) {
    it(`takes what a commit has below ${name} for nothing`, async () => {
      folder.write('beside/AGENTS.md', 'not ours');
      commit({ 'AGENTS.md': 'one' });
      const inner = tree([['100644', 'CLAUDE.md', git(['rev-parse', 'HEAD:AGENTS.md'])]]);
      const own = ['100644', 'AGENTS.md', git(['rev-parse', 'HEAD:AGENTS.md'])] as const;
      const base = git(['commit-tree', '-m', 'Two', tree([['40000', name, inner], own])]);
      const { code, output } = await compare(base);
      assert.equal(code, 0);
      assert.doesNotMatch(output, /removed|added|changed/);
    });
  }

  it('is counted by tokens diff but for what is no file', async () => {
    commit({ 'AGENTS.md': 'one', 'two.md': 'two' });
    const [own, other] = [git(['rev-parse', 'HEAD:AGENTS.md']), git(['rev-parse', 'HEAD:two.md'])];
    const folderHash = tree([['100644', 'x', own]]);
    const base = git([
      ...['commit-tree', '-m', 'Two'],
      tree([
        ['100644', 'AGENTS.md', folderHash],
        ['100644', 'gone.md', other],
        ['100644', 'two.md', other],
      ]),
    ]);
    const args = ['tokens', 'diff', '--encoding', 'o200k_base', '--base', base, root()];
    const { code, output, errors } = await runWords(guide, ...args);
    assert.equal(code, 2);
    assert.match(errors, /^Cannot read .*AGENTS\.md as it was: git does not have it here\.$/);
    assert.match(output, /^-3\t3\t0\ttotal$/m);
  });

  it('ends with 2 where files of the commit are damaged', async () => {
    commit({ 'AGENTS.md': 'one '.repeat(1_000), 'CLAUDE.md': 'two', 'x/AGENTS.md': 'three' });
    const hash = git(['rev-parse', 'HEAD:AGENTS.md']);
    const object = path.join(root(), '.git/objects', hash.slice(0, 2), hash.slice(2));
    chmodSync(object, 0o600);
    const bytes = readFileSync(object);
    // git begins to answer, and ends over it.
    writeFileSync(object, bytes.fill(0xff, bytes.length - 8));
    for (const name of ['AGENTS.md', 'CLAUDE.md', 'x/AGENTS.md']) folder.write(`w/${name}`, 'other');
    const { code, errors } = await compare('HEAD');
    assert.equal(code, 2);
    assert.match(errors, /git cannot read AGENTS\.md at HEAD/);
  });

  it('has all files but the damaged one, however many are asked for at once @deep', async () => {
    const names = Array.from({ length: 20 }, (_, at) => `.claude/rules/${at}.md`);
    commit(Object.fromEntries(names.map((name) => [name, `${name} `.repeat(1_000)])));
    const hash = git(['rev-parse', `HEAD:${names[3]!}`]);
    const object = path.join(root(), '.git/objects', hash.slice(0, 2), hash.slice(2));
    chmodSync(object, 0o600);
    const bytes = readFileSync(object);
    writeFileSync(object, bytes.fill(0xff, bytes.length - 8));
    const blobs = new GitBlobs(root());
    const read = await Promise.allSettled(
      names.map((name) => blobs.read(git(['rev-parse', `HEAD:${name}`]), { maxBytes: 100_000 })),
    );
    blobs.end();
    assert.deepEqual(
      read.flatMap(({ status }, at) => (status === 'rejected' ? [at] : [])),
      [3],
    );
    for (const name of names) folder.write(`w/${name}`, 'other');
    const { code, errors } = await compare('HEAD');
    assert.equal(code, 2);
    assert.equal(errors, `git cannot read ${names[3]!} at HEAD: only a part was cloned?`);
  });

  it('changes nothing where a link among instructions leads in a circle, in the commit as now @deep', async () => {
    commit({ 'AGENTS.md': 'top', 'a/x.ts': '' });
    for (const target of ['AGENTS.md', 'x.ts/y', 'gone.md']) {
      rmSync(path.join(root(), 'a/AGENTS.md'), { force: true });
      symlinkSync(target, path.join(root(), 'a/AGENTS.md'));
      commit({});
      const args = ['context', 'compare', '--base', 'HEAD', '--agent', 'codex', '--file', path.join(root(), 'a/x.ts')];
      const { code, output } = await runWords(guide, ...args, root());
      assert.equal(code, 0, target);
      assert.doesNotMatch(output, /removed|added|changed|dropped|restored/, target);
    }
  });

  it('runs no git that lies in the folder where the command runs', async function () {
    if (process.platform === 'win32') return this.skip();
    commit({ 'AGENTS.md': 'one' });
    const harm = path.join(folder.path, 'harm');
    folder.write('w/git', `#!/bin/sh\ntouch "${harm}"\n`);
    chmodSync(path.join(root(), 'git'), 0o755);
    const [was, search] = [process.cwd(), process.env['PATH']];
    try {
      // As Windows looks for programs.
      process.env['PATH'] = `.:${search}`;
      process.chdir(root());
      assert.equal((await compare('HEAD')).code, 0);
    } finally {
      process.chdir(was);
      process.env['PATH'] = search;
    }
    assert.ok(!existsSync(harm));
  });
});
