import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import type { Model, Tokenizer } from '../../../../src/core/catalog/table';
import { badgeText } from '../../../../src/core/tokens/folder/badge';
import { hasBinaryExtension } from '../../../../src/core/tokens/folder/binary';
import { createExcludes } from '../../../../src/core/tokens/folder/excludes';
import { folderReport } from '../../../../src/core/tokens/folder/report';
import { formatBytes, summaryOf } from '../../../../src/core/tokens/folder/result';
import type { FolderResult } from '../../../../src/core/tokens/folder/result';
import { SkippedEntries } from '../../../../src/core/tokens/folder/skipped';
import { sortNodes } from '../../../../src/core/tokens/folder/sort';
import { FolderTree, nodesOf, totalOf } from '../../../../src/core/tokens/folder/tree';

const source = { title: 'Source', url: 'https://example.org' };
const tokenizer: Tokenizer = { id: 'exact', encoding: 'o200k_base', source };
const model: Model = {
  id: 'test-model',
  family: 'test',
  name: 'Test Model',
  status: 'current',
  openness: 'closed',
  contextWindow: 1_000,
  price: { input: 2, output: 8, checked: '2026-11-20', source: 'price' },
  tokenizer: 'exact',
  checked: '2026-11-20',
  sources: [{ id: 'price', ...source }],
};
const catalog = createCatalog({ families: [], models: [model], tokenizers: [tokenizer] });

const file = (tokens: number, extra = {}) => ({ tokens, approximate: false, bytes: tokens * 4, ...extra });

function resultOf(files: Readonly<Record<string, number>>, more: Partial<FolderResult> = {}): FolderResult {
  const tree = new FolderTree('root');
  for (const [path, tokens] of Object.entries(files)) tree.add(path, file(tokens));
  return { title: 'root', roots: [tree.root], skipped: [], maxFileBytes: 1024 ** 2, model, tokenizer, ...more };
}

describe('the tree of counts', () => {
  const paths = fc.uniqueArray(
    fc
      .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 })
      .chain((folders) => fc.constantFrom('x.ts', 'y.md', 'z').map((name) => [...folders, name].join('/'))),
    { minLength: 1, maxLength: 40 },
  );

  it('has in each folder the sums of what is in it, in whatever order files come', () => {
    fc.assert(
      fc.property(paths, fc.infiniteStream(fc.nat({ max: 500 })), (names, numbers) => {
        const tree = new FolderTree('root');
        const files = names.map((name) => ({
          name,
          tokens: Number(numbers.next().value),
          approximate: name.endsWith('z'),
        }));
        for (const { name, ...counted } of files) tree.add(name, { ...counted, bytes: 1 });
        for (const node of nodesOf([tree.root])) {
          const inside = files.filter(
            ({ name }) => `root/${name}` === node.path || `root/${name}`.startsWith(`${node.path}/`),
          );
          assert.equal(
            node.tokens,
            inside.reduce((sum, { tokens }) => sum + tokens, 0),
          );
          assert.equal(node.bytes, inside.length);
          assert.equal(
            node.approximate,
            inside.some(({ approximate }) => approximate),
          );
          if (node.kind === 'folder') assert.equal(node.files, inside.length);
        }
        assert.equal(totalOf([tree.root, tree.root]).files, 2 * files.length);
      }),
    );
  });

  it('is sorted the same way whatever the order was before', () => {
    fc.assert(
      fc.property(paths, fc.constantFrom('tokens' as const, 'name' as const, 'path' as const), (names, order) => {
        const tree = new FolderTree('root');
        for (const name of names) tree.add(name, file(name.length));
        const all = [...nodesOf([tree.root])];
        assert.deepEqual(sortNodes([...all].reverse(), order), sortNodes(all, order));
      }),
    );
  });

  it('sorts by tokens from the heaviest, by name with folders first, by path', () => {
    const tree = new FolderTree('r');
    for (const [name, tokens] of [
      ['b.ts', 9],
      ['A.ts', 1],
      ['z/c.ts', 5],
    ] as const)
      tree.add(name, file(tokens));
    const names = (order: 'tokens' | 'name' | 'path') => sortNodes(tree.root.children, order).map(({ name }) => name);
    assert.deepEqual(names('tokens'), ['b.ts', 'z', 'A.ts']);
    assert.deepEqual(names('name'), ['z', 'A.ts', 'b.ts']);
    assert.deepEqual(names('path'), ['A.ts', 'b.ts', 'z']);
  });
});

describe('files.exclude', () => {
  const excluded = (setting: unknown, path: string, siblings: string[] = []) =>
    createExcludes(setting).excludes(path, new Set(siblings));

  it('hides what a glob matches, from the workspace folder down', () => {
    assert.equal(excluded({ '**/.git': true }, 'a/.git'), true);
    assert.equal(excluded({ '*.js': true }, 'a.js'), true);
    assert.equal(excluded({ '*.js': true }, 'src/a.js'), false);
    assert.equal(excluded({ '**/*.{js,map}': true }, 'src/a.map'), true);
    assert.equal(excluded({ '{**/*.a,**/b}': true }, 'x/b'), true);
    assert.equal(excluded({ 'out/**': true }, 'out'), true);
    assert.equal(excluded({ '**/[!a].txt': true }, 'x/b.txt'), true);
    assert.equal(excluded({ '**/[!a].txt': true }, 'x/a.txt'), false);
    assert.equal(excluded({ '**/dist/': true }, 'x/dist'), true);
  });

  it('hides nothing for a glob that is off, and takes no harm from a wrong setting', () => {
    assert.equal(excluded({ '**/a': false }, 'a'), false);
    for (const wrong of [undefined, null, 3, 'x', ['**'], { '': true, '**/a': 'yes' }, { '**/a': { when: 1 } }]) {
      assert.equal(excluded(wrong, 'a'), false);
    }
  });

  it('hides under a condition only beside the file that the condition names', () => {
    const setting = { '**/*.js': { when: '$(basename).ts' } };
    assert.equal(excluded(setting, 'src/a.js', ['a.js', 'a.ts']), true);
    assert.equal(excluded(setting, 'src/a.js', ['a.js', 'b.ts']), false);
    assert.equal(excluded(setting, 'src/a.test.js', ['a.ts']), false);
    assert.equal(excluded(setting, 'src/a.test.js', ['a.test.ts']), true);
  });
});

describe('the report of folders', () => {
  it('says tokens, share, context and cost of every file and folder, and the date of the price', () => {
    const report = folderReport(resultOf({ 'a.ts': 100, 'sub/b.ts': 300 }), catalog, 'tokens');
    assert.match(
      report,
      /\| Tokens \| 400 \|\n\| Share of the context window \| 40 % \|\n\| Cost as input \| \$0\.00080 \|/,
    );
    assert.match(report, /\| root\/sub \| 300 \| 75 % \| 30 % \| \$0\.00060 \|/);
    assert.match(report, /sub\/b\\\.ts \| 300 .*\n.*root\/a\\\.ts \| 100 \| 25 % \| 10 % \|/);
    assert.match(report, /checked \[2026-11-20\]/);
    assert.doesNotMatch(report, /≈|Left out/);
  });

  it('marks estimates, and knows no price as unknown', () => {
    const estimated: Tokenizer = { ...tokenizer, estimate: { factor: 1.5, bandPercent: 12, reason: 'No tokenizer.' } };
    const { price, contextWindow, ...unpriced } = model;
    assert.ok(price && contextWindow);
    const result = resultOf({ 'a.ts': 100 }, { tokenizer: estimated, model: unpriced });
    const report = folderReport(result, createCatalog({ families: [], models: [], tokenizers: [estimated] }), 'name');
    assert.match(
      report,
      /\| Tokens \| ≈150 \|\n\| Share of the context window \| unknown \|\n\| Cost as input \| unknown \|/,
    );
    assert.match(report, /Estimate ±12 %/);
    assert.equal(summaryOf(result), '1 file, ≈150 tokens for Test Model.');
  });

  it('lists what was left out with reasons, and counts what it does not list', () => {
    const skipped = new SkippedEntries();
    for (let i = 0; i < 25; i++) skipped.add('ignored', `root/i${i}`);
    skipped.add('tooLarge', 'root/large.txt', '30 MB');
    const result = resultOf({ 'a.ts': 1 }, { skipped: skipped.list() });
    const report = folderReport(result, catalog, 'tokens');
    assert.match(report, /Ignored by a \.gitignore file\*\*: 25 entries\n\n- root\/i0\n[^]*- root\/i19\n- and 5 more/);
    assert.match(report, /Larger than the limit \(1 MB a file\)\*\*: 1 entry\n\n- root\/large\\\.txt: 30 MB/);
    assert.match(summaryOf(result), /26 entries left out: see the report\.$/);
  });

  it('sums what does not fit into its table', () => {
    const files = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`f${i}.ts`, i < 300 ? 2 : 1]));
    const report = folderReport(resultOf(files), catalog, 'tokens');
    assert.match(report, /\| 700 more \| 700 \| 53\.8 % \|/);
    assert.ok(report.split('\n').length < 400);
  });

  it('lets a file name be no markup', () => {
    const report = folderReport(resultOf({ 'a|b\n<img src=x>[c](command:d).md': 1 }), catalog, 'path');
    const row = report.split('\n').find((line) => line.includes('img'));
    assert.ok(row?.endsWith('|') && row.includes('a\\|b\uFFFD\\<img src') && row.includes('\\[c\\]\\(command'), row);
  });

  it('names files that are not valid UTF-8', () => {
    const tree = new FolderTree('root');
    tree.add('latin.txt', file(3, { approximate: true, undecodable: true }));
    const report = folderReport({ ...resultOf({}), roots: [tree.root] }, catalog, 'tokens');
    assert.match(report, /Not valid UTF-8.*latin\\\.txt/);
    assert.match(report, /\| root\/latin\\\.txt \| ≈3 \|/);
  });
});

describe('badges, sizes and extensions', () => {
  it('fit a count into two characters, as near as they can', () => {
    const cases: [number, string][] = [
      [0, '0'],
      [99, '99'],
      [100, '¼k'],
      [480, '½k'],
      [800, '¾k'],
      [990, '1k'],
      [9_400, '9k'],
      [9_500, 'k+'],
      [124_999, 'k+'],
      [130_000, '¼M'],
      [1_200_000, '1M'],
      [50_000_000, '∞'],
    ];
    for (const [tokens, badge] of cases) assert.equal(badgeText(tokens), badge, `${tokens}`);
    fc.assert(fc.property(fc.nat({ max: 1e9 }), (tokens) => /^[\d¼½¾k+M∞]{1,2}$/u.test(badgeText(tokens))));
  });

  it('say bytes in the unit that fits', () => {
    assert.deepEqual([1, 900, 1536, 20 * 1024 ** 2].map(formatBytes), ['1 byte', '900 bytes', '1.5 KB', '20 MB']);
  });

  it('take only what is never text for binary by its name', () => {
    for (const name of ['a.png', 'B.JPG', 'x.tar.gz', 'lib.so']) assert.equal(hasBinaryExtension(name), true, name);
    for (const name of ['a.ts', 'a.svg', 'Makefile', 'png', '.png', 'a.snap', 'a.key']) {
      assert.equal(hasBinaryExtension(name), false, name);
    }
  });
});
