import assert from 'node:assert/strict';
import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import type { EncodingName } from '../../../src/core/tokens/engine/encodingName';
import { nodesOf } from '../../../src/core/tokens/folder/tree';
import { countFolders } from '../../../src/editor/folder/countFolders';
import type { FolderCounts } from '../../../src/editor/folder/countFolders';
import type { WorkerCounter } from '../../../src/editor/tokens/workerCounter';
import { setSetting } from '../support/clean';
import { makeCounter } from '../support/counter';
import { makeTree, print, removeTrees, watchWork } from '../support/folders';

const filesOf = ({ roots }: FolderCounts): Record<string, number> =>
  Object.fromEntries(
    [...nodesOf(roots.map(({ node }) => node))]
      .filter(({ kind }) => kind === 'file')
      .map((file) => [file.path, file.tokens]),
  );

const skippedOf = ({ skipped }: FolderCounts): Record<string, string[]> =>
  Object.fromEntries(skipped.map(({ reason, examples }) => [reason, examples.map((example) => example.path).sort()]));

const neverCounted = (): never => assert.fail('A file was counted.');

describe('folder tokens: what is counted', () => {
  let counter: WorkerCounter;
  const { token } = new vscode.CancellationTokenSource();
  const count = async (
    uris: readonly vscode.Uri[],
    maxFileBytes = 1024 ** 2,
    encoding: EncodingName = 'o200k_base',
  ): Promise<FolderCounts> => {
    const rules = { counter, encoding, maxFileBytes };
    const counts = await countFolders(uris, rules, token, () => undefined);
    assert.ok(counts);
    return counts;
  };

  before(() => {
    counter = makeCounter();
  });
  after(async () => {
    counter.dispose();
    await removeTrees();
  });

  it('counts each file as the tokenizer does, and folders as their sums', async () => {
    const texts = { 'a.md': 'One two three.', 'src/b.ts': 'export const b = 1;\n', 'src/deep/c.txt': 'größer 中文 😀' };
    const root = await makeTree('sums', texts);
    const counts = await count([root]);
    const expected = Object.fromEntries(
      Object.entries(texts).map(([file, text]) => [`sums/${file}`, countTokens(text)]),
    );
    assert.deepEqual(filesOf(counts), expected);
    const folders = [...nodesOf(counts.roots.map(({ node }) => node))].filter(({ kind }) => kind === 'folder');
    const sum = (prefix: string): number =>
      Object.entries(expected).reduce((all, [file, tokens]) => all + (file.startsWith(`${prefix}/`) ? tokens : 0), 0);
    assert.deepEqual(
      folders.map(({ path: folder, tokens }) => [folder, tokens]).sort(),
      ['sums', 'sums/src', 'sums/src/deep'].map((folder) => [folder, sum(folder)]),
    );
  });

  it('respects .gitignore at every level, above the folder too', async () => {
    const root = await makeTree('ignoring', {
      '.gitignore': '*.log\nbuild/*\n/top\n',
      top: 'x',
      'a.log': 'x',
      'build/a.js': 'x',
      'build/.gitignore': '!keep/\n',
      'build/keep/a.js': 'x',
      'sub/top': 'x',
      'sub/.gitignore': '!important.log\ndata\n',
      'sub/important.log': 'x',
      'sub/b.log': 'x',
      'sub/deep/data': 'x',
      'sub/deep/deeper/important.log': 'x',
    });
    assert.deepEqual(
      Object.keys(filesOf(await count([root]))).sort(),
      [
        'ignoring/.gitignore',
        'ignoring/build/.gitignore',
        'ignoring/build/keep/a.js',
        'ignoring/sub/.gitignore',
        'ignoring/sub/deep/deeper/important.log',
        'ignoring/sub/important.log',
        'ignoring/sub/top',
      ].filter((file) => file !== 'ignoring/build/.gitignore'),
    );
    const sub = await count([vscode.Uri.joinPath(root, 'sub')]);
    assert.deepEqual(Object.keys(filesOf(sub)).sort(), [
      'sub/.gitignore',
      'sub/deep/deeper/important.log',
      'sub/important.log',
      'sub/top',
    ]);
  });

  it('counts a folder that is ignored when somebody chooses it', async () => {
    const root = await makeTree('chosen', { '.gitignore': 'dist/\n', 'dist/a.js': 'x', 'b.js': 'x' });
    assert.deepEqual(Object.keys(filesOf(await count([root]))).sort(), ['chosen/.gitignore', 'chosen/b.js']);
    assert.deepEqual(Object.keys(filesOf(await count([vscode.Uri.joinPath(root, 'dist')]))), ['dist/a.js']);
  });

  it('respects files.exclude, and its conditions', async () => {
    const root = await makeTree('hidden', {
      'a.js': 'x',
      'a.ts': 'x',
      'b.js': 'x',
      'out/c.txt': 'x',
      'd.map': 'x',
    });
    await setSetting('files.exclude', { '**/*.js': { when: '$(basename).ts' }, '**/out': true, '**/*.map': false });
    const counts = await count([root]);
    assert.deepEqual(Object.keys(filesOf(counts)).sort(), ['hidden/a.ts', 'hidden/b.js', 'hidden/d.map']);
    assert.deepEqual(skippedOf(counts), { excluded: ['hidden/a.js', 'hidden/out'] });
  });

  it('leaves out binaries and large files, and reads UTF-16 and what is not UTF-8', async () => {
    const root = await makeTree('bytes', {
      'picture.png': 'no picture',
      program: Buffer.from('MZ\0\0'),
      'large.txt': 'a b '.repeat(300_000),
      'wide.txt': Buffer.from('\uFEFFgrößer 中文', 'utf16le'),
      'latin.txt': Buffer.from('größer', 'latin1'),
      'mark.txt': '\uFEFFOne two.',
      'empty.txt': '',
    });
    const counts = await count([root]);
    assert.deepEqual(filesOf(counts), {
      'bytes/empty.txt': 0,
      'bytes/latin.txt': countTokens('gr\uFFFD\uFFFDer'),
      'bytes/mark.txt': countTokens('One two.'),
      'bytes/wide.txt': countTokens('größer 中文'),
    });
    assert.deepEqual(skippedOf(counts), {
      binary: ['bytes/picture.png', 'bytes/program'],
      tooLarge: ['bytes/large.txt'],
    });
    const latin = [...nodesOf(counts.roots.map(({ node }) => node))].find(({ name }) => name === 'latin.txt');
    assert.equal(latin?.approximate, true);
  });

  it('survives links in a circle, and counts nothing twice', async () => {
    const root = await makeTree('linked', { 'a/file.txt': 'One.', 'b/other.txt': 'Two.' });
    const outside = await realpath(await mkdtemp(path.join(tmpdir(), 'linked-')));
    try {
      await writeFile(path.join(outside, 'far.txt'), 'Three.');
      await symlink(outside, path.join(outside, 'self'));
      const link = (target: string, name: string) => symlink(target, path.join(root.fsPath, name));
      await link('..', 'a/up');
      await link('.', 'b/here');
      await link('../a/file.txt', 'b/file-again.txt');
      await link(outside, 'c');
      await link(outside, 'd');
      await link('nowhere', 'broken');
      await link('ring-b', 'ring-a');
      await link('ring-a', 'ring-b');
      const counts = await count([root]);
      const far = Object.keys(filesOf(counts)).filter((file) => file.endsWith('far.txt'));
      assert.equal(far.length, 1);
      assert.equal(Object.keys(filesOf(counts)).length, 3);
      const { link: refused, broken } = skippedOf(counts);
      assert.deepEqual(broken, ['linked/broken', 'linked/ring-a', 'linked/ring-b']);
      assert.equal(refused?.length, 5); // a/up, b/here, b/file-again.txt, c or d, and its self.
    } finally {
      await rm(outside, { recursive: true, force: true });
    }
  });

  it('counts several items, and an item inside another one once', async () => {
    const root = await makeTree('several', { 'a.txt': 'One.', 'b/c.txt': 'Two.', 'd.txt': 'Three.' });
    const at = (name: string) => vscode.Uri.joinPath(root, name);
    assert.deepEqual(Object.keys(filesOf(await count([at('a.txt'), at('b')]))).sort(), ['a.txt', 'b/c.txt']);
  });

  for (const encoding of ['o200k_base', 'mistral_v1', 'mistral_v3', 'claude_legacy'] as const) {
    it(`counts large files as texts in one piece, with ${encoding}`, async () => {
      const texts = {
        'lines.ts': '// größer 中文\r\n\r\n    if (a) {\r\n/ slash "😀"\r\n'.repeat(40_000),
        'line.txt': 'no end of words, '.repeat(300_000),
        'spaces.txt': `a${' '.repeat(600_000)}b`,
      };
      const root = await makeTree('exact', texts);
      const counts = await count([root], 20 * 1024 ** 2, encoding);
      const expected: Record<string, number> = {};
      for (const [file, text] of Object.entries(texts))
        expected[`exact/${file}`] = (await counter.count(encoding, text)).tokens;
      assert.deepEqual(filesOf(counts), expected);
      assert.ok([...nodesOf(counts.roots.map(({ node }) => node))].every(({ approximate }) => !approximate));
    }).timeout(60_000);
  }

  it('marks a large file that is not UTF-8', async () => {
    const root = await makeTree('broken', { 'latin.txt': Buffer.from('größer '.repeat(100_000), 'latin1') });
    const [, latin] = nodesOf((await count([root])).roots.map(({ node }) => node));
    assert.ok(latin?.kind === 'file' && latin.approximate && latin.undecodable);
    const { tokens } = await counter.count('o200k_base', 'gr\uFFFD\uFFFDer '.repeat(100_000));
    assert.equal(latin.tokens, tokens);
  });

  it('stops inside a file when it is cancelled, and has the worker forget it', async () => {
    const root = await makeTree('stopped', { 'large.txt': 'one two three '.repeat(1_400_000) });
    const source = new vscode.CancellationTokenSource();
    const sent: string[] = [];
    const watched = makeCounter((kind) => {
      if (sent.push(kind) === 21) source.cancel();
    });
    try {
      const rules = { counter: watched, encoding: 'o200k_base' as const, maxFileBytes: 20 * 1024 ** 2 };
      assert.equal(await countFolders([root], rules, source.token, neverCounted), undefined);
      assert.deepEqual(sent, ['open', ...Array.from({ length: 20 }, () => 'append'), 'close']);
    } finally {
      watched.dispose();
    }
  });

  it('stops while the worker counts a file when it is cancelled', async () => {
    const root = await makeTree('stopped', { 'large.txt': 'one two three '.repeat(1_400_000) });
    const source = new vscode.CancellationTokenSource();
    const sent: string[] = [];
    const watched = makeCounter((kind) => {
      sent.push(kind);
      if (kind === 'survey') source.cancel();
    });
    try {
      const rules = { counter: watched, encoding: 'o200k_base' as const, maxFileBytes: 20 * 1024 ** 2 };
      assert.equal(await countFolders([root], rules, source.token, neverCounted), undefined);
      assert.deepEqual(sent.slice(-2), ['survey', 'close']);
    } finally {
      watched.dispose();
    }
  });

  it('fails when the worker ends inside a file', async () => {
    const root = await makeTree('lost', { 'large.txt': 'one two three '.repeat(1_400_000) });
    const lost = makeCounter((kind) => {
      if (kind === 'append') lost.dispose();
    });
    const rules = { counter: lost, encoding: 'o200k_base' as const, maxFileBytes: 20 * 1024 ** 2 };
    await assert.rejects(countFolders([root], rules, token, neverCounted), /token worker ended/);
  });

  it('counts a large file in slices, exactly and without blocking', async function () {
    this.timeout(120_000);
    const text = 'export const value = [1, 22, 333];\n\n    // A comment that is indented.\n'.repeat(200_000);
    const root = await makeTree('large', { 'large.ts': text });
    const work = watchWork();
    const counts = await count([root], 20 * 1024 ** 2);
    const longest = work.stop();
    await print(`a file of ${(text.length / 1e6).toFixed(0)} MB: longest stretch of work ${longest.toFixed(1)} ms`);
    assert.deepEqual(filesOf(counts), { 'large/large.ts': countTokens(text) });
    assert.ok(longest > 0 && longest < 200, `${longest} ms`);
  });

  it('stops soon when it is cancelled, and gives no part of a sum', async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`f${i}.txt`, `File ${i}.`]));
    const root = await makeTree('cancelled', files);
    const source = new vscode.CancellationTokenSource();
    const rules = { counter, encoding: 'o200k_base' as const, maxFileBytes: 1024 };
    let last = 0;
    const counts = await countFolders([root], rules, source.token, (counted) => {
      last = counted;
      if (counted === 50) source.cancel();
    });
    assert.equal(counts, undefined);
    assert.ok(last < 55, `${last} files`);
  });
});
