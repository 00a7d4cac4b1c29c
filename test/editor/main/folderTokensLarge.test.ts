import assert from 'node:assert/strict';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import { nodesOf } from '../../../src/core/tokens/folder/folderTree';
import { countFolders } from '../../../src/editor/tokens/folder/countFolders';
import { makeCounter } from '../support/counter';
import { FolderCounting, filesOf, neverCounted } from '../support/folderCounts';
import { makeTree, print, watchWork } from '../support/folders';

describe('folder tokens: large files and cancelling', () => {
  const counting = new FolderCounting();

  for (const encoding of ['o200k_base', 'mistral_v1', 'mistral_v3', 'claude_legacy'] as const) {
    it(`counts large files as texts in one piece, with ${encoding}`, async () => {
      const texts = {
        'lines.ts': '// größer 中文\r\n\r\n    if (a) {\r\n/ slash "😀"\r\n'.repeat(40_000),
        'line.txt': 'no end of words, '.repeat(300_000),
        'spaces.txt': `a${' '.repeat(600_000)}b`,
      };
      const root = await makeTree('exact', texts);
      const counts = await counting.count([root], 20 * 1024 ** 2, encoding);
      const expected: Record<string, number> = {};
      for (const [file, text] of Object.entries(texts))
        expected[`exact/${file}`] = (await counting.counter.count(encoding, text)).tokens;
      assert.deepEqual(filesOf(counts), expected);
      assert.ok([...nodesOf(counts.roots.map(({ node }) => node))].every(({ inexact }) => !inexact));
    }).timeout(60_000);
  }

  it('marks a large file that is not UTF-8', async () => {
    const root = await makeTree('broken', { 'latin.txt': Buffer.from('größer '.repeat(100_000), 'latin1') });
    const [, latin] = nodesOf((await counting.count([root])).roots.map(({ node }) => node));
    assert.ok(latin?.kind === 'file' && latin.inexact === 'undecodable');
    const { tokens } = await counting.counter.count('o200k_base', 'gr\uFFFD\uFFFDer '.repeat(100_000));
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
    await assert.rejects(countFolders([root], rules, counting.token, neverCounted), /token worker ended/);
  });

  it('counts a large file in slices, exactly', async function () {
    this.timeout(120_000);
    const text = 'export const value = [1, 22, 333];\n\n    // A comment that is indented.\n'.repeat(200_000);
    const root = await makeTree('large', { 'large.ts': text });
    const sent: string[] = [];
    const watched = makeCounter((kind) => sent.push(kind));
    const work = watchWork();
    const counts = await counting.count([root], 20 * 1024 ** 2, 'o200k_base', watched);
    watched.dispose();
    const megabytes = (text.length / 1e6).toFixed(0);
    await print(`a file of ${megabytes} MB: longest stretch of work ${work.stop().toFixed(1)} ms`);
    assert.deepEqual(filesOf(counts), { 'large/large.ts': countTokens(text) });
    assert.ok(sent.filter((kind) => kind === 'append').length > 100, `${sent.length} requests`);
  });

  it('stops soon when it is cancelled, and gives no part of a sum', async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`f${i}.txt`, `File ${i}.`]));
    const root = await makeTree('cancelled', files);
    const source = new vscode.CancellationTokenSource();
    const rules = { counter: counting.counter, encoding: 'o200k_base' as const, maxFileBytes: 1024 };
    let last = 0;
    const counts = await countFolders([root], rules, source.token, (counted) => {
      last = counted;
      if (counted === 50) source.cancel();
    });
    assert.equal(counts, undefined);
    assert.ok(last < 55, `${last} files`);
  });
});
