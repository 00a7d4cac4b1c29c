import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import { nodesOf } from '../../../src/core/tokens/folder/folderTree';
import { setSetting } from '../support/clean';
import { FolderCounting, filesOf, skippedOf } from '../support/folderCounts';
import { makeTree } from '../support/folders';

describe('folder tokens: what is counted', () => {
  const counting = new FolderCounting();

  it('counts each file as the tokenizer does, and folders as their sums', async () => {
    const texts = { 'a.md': 'One two three.', 'src/b.ts': 'export const b = 1;\n', 'src/deep/c.txt': 'größer 中文 😀' };
    const root = await makeTree('sums', texts);
    const counts = await counting.count([root]);
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
      Object.keys(filesOf(await counting.count([root]))).sort(),
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
    const sub = await counting.count([vscode.Uri.joinPath(root, 'sub')]);
    assert.deepEqual(Object.keys(filesOf(sub)).sort(), [
      'sub/.gitignore',
      'sub/deep/deeper/important.log',
      'sub/important.log',
      'sub/top',
    ]);
  });

  it('counts a folder that is ignored when somebody chooses it @deep', async () => {
    const root = await makeTree('chosen', { '.gitignore': 'dist/\n', 'dist/a.js': 'x', 'b.js': 'x' });
    assert.deepEqual(Object.keys(filesOf(await counting.count([root]))).sort(), ['chosen/.gitignore', 'chosen/b.js']);
    assert.deepEqual(Object.keys(filesOf(await counting.count([vscode.Uri.joinPath(root, 'dist')]))), ['dist/a.js']);
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
    const counts = await counting.count([root]);
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
    const counts = await counting.count([root]);
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
    assert.equal(latin?.inexact, 'undecodable');
  });

  it('asks git’s own files: exclude, index, and repositories in a repository @deep', async () => {
    const root = await makeTree('repository', {
      '.gitignore': 'build/\n*.log\n',
      'a.txt': 'One.',
      'kept.log': 'Tracked.',
      'other.log': 'Ignored.',
      'private.txt': 'Excluded.',
      'build/in.js': 'Tracked.',
      'build/deep/in.js': 'Tracked.',
      'build/out.js': 'Ignored.',
      'nested/.gitignore': '!x.log\n*.tmp\n',
      'nested/a.log': 'Another repository.',
      'nested/a.tmp': 'Ignored there.',
    });
    const git = (folder: string, ...args: string[]) =>
      execFileSync('git', args, { cwd: path.join(root.fsPath, folder), stdio: 'ignore' });
    git('', 'init', '-q');
    git('nested', 'init', '-q');
    git('', 'add', '--force', 'kept.log', 'build/in.js', 'build/deep/in.js');
    await writeFile(path.join(root.fsPath, '.git/info/exclude'), 'private*\n');
    const counts = await counting.count([root]);
    assert.deepEqual(Object.keys(filesOf(counts)).sort(), [
      'repository/.gitignore',
      'repository/a.txt',
      'repository/build/deep/in.js',
      'repository/build/in.js',
      'repository/kept.log',
      'repository/nested/.gitignore',
      'repository/nested/a.log',
    ]);
    assert.deepEqual(skippedOf(counts).ignored, [
      'repository/build/out.js',
      'repository/nested/a.tmp',
      'repository/other.log',
      'repository/private.txt',
    ]);
  });

  it('counts several items, and an item inside another one once @deep', async () => {
    const root = await makeTree('several', { 'a.txt': 'One.', 'b/c.txt': 'Two.', 'd.txt': 'Three.' });
    const at = (name: string) => vscode.Uri.joinPath(root, name);
    assert.deepEqual(Object.keys(filesOf(await counting.count([at('a.txt'), at('b')]))).sort(), ['a.txt', 'b/c.txt']);
  });
});
