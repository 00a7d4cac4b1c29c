import assert from 'node:assert/strict';
import { nodesOf } from '../../../src/core/tokens/folder/folderTree';
import { countFolders } from '../../../src/editor/tokens/folder/countFolders';
import { makeCounter } from '../support/counter';
import { FolderCounting, filesOf, neverCounted } from '../support/folderCounts';
import { makeTree } from '../support/folders';

describe('folder tokens: large files and cancelling', () => {
  const counting = new FolderCounting();

  it('counts large files as texts in one piece', async () => {
    const texts = {
      'lines.ts': '// größer 中文\r\n\r\n    if (a) {\r\n/ slash "😀"\r\n'.repeat(8_000),
      'line.txt': 'no end of words, '.repeat(30_000),
      'spaces.txt': `a${' '.repeat(300_000)}b`,
    };
    const root = await makeTree('exact', texts);
    const counts = await counting.count([root], 20 * 1024 ** 2);
    const expected: Record<string, number> = {};
    for (const [file, text] of Object.entries(texts))
      expected[`exact/${file}`] = (await counting.counter.count('o200k_base', text)).tokens;
    assert.deepEqual(filesOf(counts), expected);
    assert.ok([...nodesOf(counts.roots.map(({ node }) => node))].every(({ inexact }) => !inexact));
  });

  it('marks a large file that is not UTF-8 @deep', async () => {
    const root = await makeTree('broken', { 'latin.txt': Buffer.from('größer '.repeat(100_000), 'latin1') });
    const [, latin] = nodesOf((await counting.count([root])).roots.map(({ node }) => node));
    assert.ok(latin?.kind === 'file' && latin.inexact === 'undecodable');
    const { tokens } = await counting.counter.count('o200k_base', 'gr\uFFFD\uFFFDer '.repeat(100_000));
    assert.equal(latin.tokens, tokens);
  });

  it('stops inside a file when it is cancelled, and has the worker forget it @deep', async () => {
    const root = await makeTree('stopped', { 'large.txt': 'one two three '.repeat(220_000) });
    const source = new AbortController();
    const sent: string[] = [];
    const watched = makeCounter((kind) => {
      if (sent.push(kind) === 21) source.abort();
    });
    try {
      const rules = { counter: watched, encoding: 'o200k_base' as const, maxFileBytes: 20 * 1024 ** 2 };
      assert.equal(await countFolders([root], rules, source.signal, neverCounted), undefined);
      assert.deepEqual(sent, ['open', ...Array.from({ length: 20 }, () => 'append'), 'close']);
    } finally {
      watched.dispose();
    }
  });

  it('stops while the worker counts a file when it is cancelled @deep', async () => {
    const root = await makeTree('stopped', { 'large.txt': 'one two three '.repeat(220_000) });
    const source = new AbortController();
    const sent: string[] = [];
    const watched = makeCounter((kind) => {
      sent.push(kind);
      if (kind === 'survey') source.abort();
    });
    try {
      const rules = { counter: watched, encoding: 'o200k_base' as const, maxFileBytes: 20 * 1024 ** 2 };
      assert.equal(await countFolders([root], rules, source.signal, neverCounted), undefined);
      assert.deepEqual(sent.slice(-2), ['survey', 'close']);
    } finally {
      watched.dispose();
    }
  });

  it('fails when the worker ends inside a file @deep', async () => {
    const root = await makeTree('lost', { 'large.txt': 'one two three '.repeat(220_000) });
    const lost = makeCounter((kind) => {
      if (kind === 'append') lost.dispose();
    });
    const rules = { counter: lost, encoding: 'o200k_base' as const, maxFileBytes: 20 * 1024 ** 2 };
    await assert.rejects(countFolders([root], rules, counting.signal, neverCounted), /token worker ended/);
  });

  it('stops soon when it is cancelled, and gives no part of a sum', async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`f${i}.txt`, `File ${i}.`]));
    const root = await makeTree('cancelled', files);
    const source = new AbortController();
    const rules = { counter: counting.counter, encoding: 'o200k_base' as const, maxFileBytes: 1024 };
    let last = 0;
    const counts = await countFolders([root], rules, source.signal, (counted) => {
      last = counted;
      if (counted === 50) source.abort();
    });
    assert.equal(counts, undefined);
    assert.ok(last < 55, `${last} files`);
  });
});
