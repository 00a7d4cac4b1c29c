import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { setSetting } from '../support/clean';
import { FolderCounting, filesOf, skippedOf } from '../support/folderCounts';
import { makeTree } from '../support/folders';

describe('folder tokens: what is left out', () => {
  const counting = new FolderCounting();

  it('survives links in a circle, and counts nothing twice @deep', async () => {
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
      const counts = await counting.count([root]);
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

  it('counts what links lead to whatever their names are, and nothing that is left out @deep', async () => {
    const outside = await realpath(await mkdtemp(path.join(tmpdir(), 'linked-')));
    const fileNames: string[][] = [];
    try {
      await mkdir(path.join(outside, 'sub'));
      await writeFile(path.join(outside, 'far.txt'), 'Three.');
      await writeFile(path.join(outside, 'sub', 'farther.txt'), 'Four.');
      for (const [inner, outer] of [
        ['a', 'z'],
        ['z', 'a'],
      ] as const) {
        const tree = `named-${inner}`;
        const root = await makeTree(tree, {
          '.gitignore': 'build/\n',
          'build/out.txt': 'Ignored.',
          'x.txt': 'One.',
        });
        const link = (target: string, name: string) => symlink(target, path.join(root.fsPath, name));
        await link(path.join(outside, 'sub'), inner);
        await link(outside, outer);
        await link('build', 'm');
        await link('build/out.txt', 'n.txt');
        await link('x.txt', 'y.txt');
        const counts = await counting.count([root]);
        fileNames.push(
          Object.keys(filesOf(counts))
            .map((file) => path.basename(file))
            .sort(),
        );
        const { ignored, link: refused, linkToLeftOut } = skippedOf(counts);
        assert.deepEqual(ignored, [`${tree}/build`]);
        assert.deepEqual(linkToLeftOut, [`${tree}/m`, `${tree}/n.txt`]);
        assert.deepEqual(refused, [`${tree}/${inner}`, `${tree}/y.txt`].sort());
      }
    } finally {
      await rm(outside, { recursive: true, force: true });
    }
    assert.deepEqual(fileNames[0], ['.gitignore', 'far.txt', 'farther.txt', 'x.txt']);
    assert.deepEqual(fileNames[1], fileNames[0]);
  });

  it('leaves out pipes, sockets and devices, chosen or found, instead of waiting for them @deep', async function () {
    if (process.platform === 'win32') this.skip();
    const root = await makeTree('special', { 'a.txt': 'One.' });
    const pipe = vscode.Uri.joinPath(root, 'pipe');
    execFileSync('mkfifo', [pipe.fsPath]);
    await symlink('/dev/zero', path.join(root.fsPath, 'zero'));
    assert.deepEqual(skippedOf(await counting.count([root])), { special: ['special/pipe', 'special/zero'] });
    for (const chosen of [pipe, vscode.Uri.file('/dev/zero')]) {
      const counts = await counting.count([chosen]);
      assert.deepEqual([filesOf(counts), Object.keys(skippedOf(counts))], [{}, ['special']]);
    }
  });

  it('leaves out what patterns are too complicated to decide, soon @deep', async () => {
    const root = await makeTree('hostile', { '.gitignore': `${'*a'.repeat(100)}*[b]\n`.repeat(20), 'ok.txt': 'One.' });
    await writeFile(path.join(root.fsPath, 'a'.repeat(250)), 'Two.');
    const counts = await counting.count([root]);
    assert.deepEqual(Object.keys(filesOf(counts)).sort(), ['hostile/.gitignore', 'hostile/ok.txt']);
    assert.deepEqual(Object.keys(skippedOf(counts)), ['undecided']);
  });

  it('says in words why a file, a folder, or what was chosen cannot be read, and how large a huge one is', async () => {
    const root = await makeTree('unreadable', { 'huge.txt': 'one two '.repeat(300_000), 'ok.txt': 'One.' });
    const gone = vscode.Uri.joinPath(root, 'gone.txt');
    const detailsOf = async (uri: vscode.Uri): Promise<unknown> =>
      (await counting.count([uri])).skipped.map(({ reason, examples }) => [reason, examples]);
    assert.deepEqual(await detailsOf(gone), [['unreadable', [{ path: 'gone.txt', detail: 'it is no longer there' }]]]);
    assert.deepEqual(await detailsOf(root), [['tooLarge', [{ path: 'unreadable/huge.txt', detail: '2.3 MB' }]]]);
    const asFolder = vscode.Uri.joinPath(root, 'ok.txt/inside.txt');
    assert.match(JSON.stringify(await detailsOf(asFolder)), /it is no (folder any more|longer there)/);
    // An administrator may read everything.
    if (process.platform === 'win32' || process.getuid?.() === 0) return;
    const [file, folder] = ['secret.txt', 'secret'].map((name) => path.join(root.fsPath, name));
    await writeFile(file!, 'Two.', { mode: 0 });
    await mkdir(folder!, { mode: 0 });
    const { unreadable } = Object.fromEntries(
      (await counting.count([root])).skipped.map(({ reason, examples }) => [reason, examples]),
    );
    assert.deepEqual(unreadable, [
      { path: 'unreadable/secret.txt', detail: 'no permission to read it' },
      { path: 'unreadable/secret', detail: 'no permission to read it' },
    ]);
  });

  it('names ignore files that are too large, or have lines too long, and globs that are too long to rule @deep', async () => {
    const glob = `**/a.{${'txt,'.repeat(500)}txt}`;
    await setSetting('files.exclude', { [glob]: true, '**/c.txt': true });
    const root = await makeTree('unread', {
      'large/.gitignore': '*.txt\n'.repeat(200_000),
      'large/a.txt': 'One.',
      'long/.gitignore': `${'a'.repeat(5_000)}\nb.txt\n`,
      'long/a.txt': 'Two.',
      'long/b.txt': 'Three.',
      'long/c.txt': 'Four.',
    });
    const counts = await counting.count([root]);
    assert.deepEqual(counts.unreadRules, {
      tooLarge: ['unread/large/.gitignore'],
      longLines: ['unread/long/.gitignore'],
      globs: [glob],
    });
    assert.deepEqual(skippedOf(counts), {
      ignored: ['unread/long/b.txt'],
      tooLarge: ['unread/large/.gitignore'],
      excluded: ['unread/long/c.txt'],
    });
  });
});
