import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import type { Model, Tokenizer } from '../../../../../src/core/catalog/catalogTable';
import { folderReport } from '../../../../../src/core/pages/reports/folderReport';
import { summaryOf } from '../../../../../src/core/tokens/folder/result';
import type { FolderResult } from '../../../../../src/core/tokens/folder/result';
import { SkippedEntries, wordsOfFault } from '../../../../../src/core/files/skipped';
import { FolderTree } from '../../../../../src/core/tokens/folder/folderTree';
import { testDay, testTime } from '../../../../support/models';

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
const catalog = createCatalog({ families: [], models: [model], tokenizers: [tokenizer] }, testDay);

const file = (tokens: number, extra = {}) => ({ tokens, bytes: tokens * 4, ...extra });

function resultOf(files: Readonly<Record<string, number>>, more: Partial<FolderResult> = {}): FolderResult {
  const tree = new FolderTree('root');
  for (const [path, tokens] of Object.entries(files)) tree.add(path, file(tokens));
  const unreadRules = { tooLarge: [], longLines: [], globs: [] };
  const maxFileBytes = 1024 ** 2;
  const limits = { unreadRules, maxFileBytes, usable: 1_000 };
  return { title: 'root', roots: [tree.root], skipped: [], ...limits, model, at: testTime, tokenizer, ...more };
}

describe('the report of folders', () => {
  it('says tokens, share, fit and cost of every file and folder, and the date of the price', () => {
    const report = folderReport(resultOf({ 'a.ts': 100, 'sub/b.ts': 300 }), catalog, 'tokens', sayInEnglish);
    assert.match(report, /\| Tokens \| 400 \|\n\| Of the usable input \| 40 % \|\n\| Cost as input \| \$0\.0008 \|/);
    assert.match(report, /\| root\/sub \| 300 \| 75 % \| 30 % \| \$0\.0006 \|/);
    assert.match(report, /sub\/b\.ts \| 300 .*\n.*root\/a\.ts \| 100 \| 25 % \| 10 % \|/);
    assert.match(report, /as of \[20 November 2026\]/);
    assert.doesNotMatch(report, /≈|Left out/);
  });

  it('lists by path where the tree is sorted by name: there the folders are not around their files', () => {
    const report = folderReport(resultOf({ 'b/a.ts': 1, 'a/z.ts': 1 }), catalog, 'name', sayInEnglish);
    assert.match(report, /root\/a\/z\.ts[^]*root\/b\/a\.ts/);
    assert.match(report, /\| root \|[^]*\| root\/a \|[^]*\| root\/b \|/);
  });

  it('marks estimates, and knows no price as unknown', () => {
    const estimated: Tokenizer = { ...tokenizer, estimate: { factor: 1.5, bandPercent: 12, reason: 'No tokenizer.' } };
    const { price, contextWindow, ...unpriced } = model;
    assert.ok(price && contextWindow);
    const result = resultOf({ 'a.ts': 100 }, { tokenizer: estimated, model: unpriced, usable: undefined });
    const report = folderReport(
      result,
      createCatalog({ families: [], models: [], tokenizers: [estimated] }, testDay),
      'name',
      sayInEnglish,
    );
    assert.match(report, /\| Tokens \| ≈150 \|\n\| Of the usable input \| unknown \|\n\| Cost as input \| unknown \|/);
    assert.match(report, /Estimate ±12 %/);
    assert.equal(summaryOf(result, sayInEnglish), '1 file, ≈150 tokens for Test Model.');
  });

  it('says by how many tokens a folder is too long for one prompt', () => {
    const result = resultOf({ 'a.ts': 900, 'b.ts': 350 });
    assert.match(folderReport(result, catalog, 'tokens', sayInEnglish), /\| Of the usable input \| too long by 250 \|/);
    assert.equal(
      summaryOf(result, sayInEnglish),
      '2 files, 1,250 tokens for Test Model, too long by 250, $0.0025 as input.',
    );
  });

  it('lists what was left out with reasons, and counts what it does not list', () => {
    const skipped = new SkippedEntries();
    for (let i = 0; i < 25; i++) skipped.add('ignored', `root/i${i}`);
    skipped.add('tooLarge', 'root/large.txt', '30 MB');
    const result = resultOf({ 'a.ts': 1 }, { skipped: skipped.list() });
    const report = folderReport(result, catalog, 'tokens', sayInEnglish);
    assert.match(report, /Ignored by git\*\*: 25 entries\n\n- root\/i0\n[^]*- root\/i19\n- and 5 more/);
    assert.match(report, /Larger than the limit \(1 MB a file\)\*\*: 1 entry\n\n- root\/large\.txt: 30 MB/);
    assert.match(summaryOf(result, sayInEnglish), /26 entries left out\. Open Report lists them\.$/);
  });

  it('links files, folders and what was left out to where they are', () => {
    const skipped = new SkippedEntries();
    skipped.add('binary', 'root/x (1).png');
    const result = resultOf({ 'sub/b.ts': 300 }, { skipped: skipped.list() });
    const report = folderReport(result, catalog, 'tokens', sayInEnglish, (path) =>
      path === 'root' ? undefined : `file:///${encodeURIComponent(path).replaceAll('(', '%28').replaceAll(')', '%29')}`,
    );
    assert.match(report, /\| \[root\/sub\]\(file:\/\/\/root%2Fsub\) \|/);
    assert.match(report, /\| \[root\/sub\/b\\?\.ts\]\(file:\/\/\/root%2Fsub%2Fb\.ts\) \|/);
    assert.match(report, /- \[root\/x .*\.png\]\(file:\/\/\/root%2Fx%20%281%29\.png\)/);
    assert.match(report, /\| root \|/);
  });

  it('sums what does not fit into its table', () => {
    const files = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`f${i}.ts`, i < 300 ? 2 : 1]));
    const report = folderReport(resultOf(files), catalog, 'tokens', sayInEnglish);
    assert.match(report, /\| 700 more \| 700 \| 53\.8 % \|/);
    assert.ok(report.split('\n').length < 400);
  });

  it('lists 300 folders, and says how many more there are, without a sum that would count twice', () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`d${i}/a.ts`, 1]));
    const report = folderReport(resultOf(files), catalog, 'tokens', sayInEnglish);
    assert.match(report, /\| 101 more \| \| \| \| \|\n/); // With the root, 401 folders.
    assert.match(report, /\| 100 more \| 100 \| 25 % \|/);
  });

  for (const [code, words] of [
    ['EACCES', 'no permission to read it'],
    ['EPERM', 'no permission to read it'],
    ['NoPermissions', 'no permission to read it'],
    ['ENOENT', 'it is no longer there'],
    ['FileNotFound', 'it is no longer there'],
    ['EISDIR', 'it is a folder now'],
    ['FileIsADirectory', 'it is a folder now'],
    ['ENOTDIR', 'it is no folder any more'],
    ['FileNotADirectory', 'it is no folder any more'],
    ['ERR_FS_FILE_TOO_LARGE', 'it is too large to be read at once'],
    ['EMFILE', 'too many files are open'],
    ['Unavailable', 'its file system does not answer'],
    ['EOTHER', 'EOTHER'],
  ] as const) {
    it(`says of a file that could not be read because of ${code}: ${words}`, () => {
      const skipped = new SkippedEntries();
      skipped.add('unreadable', 'root/a', wordsOfFault(code));
      const report = folderReport(resultOf({}, { skipped: skipped.list() }), catalog, 'tokens', sayInEnglish);
      assert.ok(report.includes(`**Could not be read**: 1 entry\n\n- root/a: ${words}\n`), report);
    });
  }

  it('says of which ignore files not every line hides something', () => {
    const unreadRules = { tooLarge: ['a/.gitignore', 'b/.gitignore'], longLines: ['c/.gitignore'], globs: [] };
    const report = folderReport(resultOf({ 'a.ts': 1 }, { unreadRules }), catalog, 'tokens', sayInEnglish);
    assert.match(report, /Ignore files over 1 MB, .*: a\/\.gitignore, b\/\.gitignore\.\n/);
    assert.match(report, /lines over 4,096 bytes.*: c\/\.gitignore\.\n/);
    assert.doesNotMatch(folderReport(resultOf({ 'a.ts': 1 }), catalog, 'tokens', sayInEnglish), /Ignore files/);
  });

  it('says which globs of files.exclude hide nothing, by how they begin', () => {
    const globs = ['**/[a]'.padEnd(2_001, 'x'), '{{{{b}}}}'];
    const unreadRules = { tooLarge: [], longLines: [], globs };
    const report = folderReport(resultOf({ 'a.ts': 1 }, { unreadRules }), catalog, 'tokens', sayInEnglish);
    assert.match(report, /Patterns in files\.exclude over 2,000 characters .*: .*\[a\\?\]x{34}…, \\?{{{{b/);
    assert.doesNotMatch(report, /Ignore files/);
  });

  it('lets a file name be no markup', () => {
    const report = folderReport(resultOf({ 'a|b\n<img src=x>[c](command:d).md': 1 }), catalog, 'path', sayInEnglish);
    const row = report.split('\n').find((line) => line.includes('img'));
    assert.ok(row?.endsWith('|') && row.includes('a\\|b\uFFFD\\<img src') && row.includes('\\[c\\](command'), row);
  });

  it('is done counting, and keeps the band of estimated models, with a file that is not valid UTF-8', () => {
    const estimated: Tokenizer = { ...tokenizer, estimate: { factor: 1.5, bandPercent: 12, reason: 'No tokenizer.' } };
    const tree = new FolderTree('root');
    tree.add('sub/latin.txt', file(100, { inexact: 'undecodable' }));
    for (const each of [tokenizer, estimated]) {
      const result = resultOf({}, { roots: [tree.root], tokenizer: each });
      const report = folderReport(
        result,
        createCatalog({ families: [], models: [], tokenizers: [each] }, testDay),
        'name',
        sayInEnglish,
      );
      assert.doesNotMatch(report, /[Ss]till counting/);
      assert.match(report, each.estimate ? /Estimate ±12 %.* No tokenizer\. Bytes that/ : /Estimate, .* Bytes that/);
    }
  });

  it('names files that are not valid UTF-8, ten of them, and says how many more there are', () => {
    const reportOf = (files: number): string => {
      const tree = new FolderTree('root');
      for (let i = 0; i < files; i++) tree.add(`latin${i}.txt`, file(3, { inexact: 'undecodable' }));
      return folderReport({ ...resultOf({}), roots: [tree.root] }, catalog, 'name', sayInEnglish);
    };
    assert.match(reportOf(1), /not valid in their encoding: root\/latin0\.txt\. Save/);
    assert.match(reportOf(1), /\| root\/latin0\.txt \| ≈3 \|/);
    assert.match(reportOf(10), /not valid in their encoding: (?:root\/latin\d\.txt, ){9}root\/latin\d\.txt\. Save/);
    assert.match(reportOf(11), /not valid in their encoding: (?:[^,]+, ){9}root\/latin\d\.txt and 1 more\. Save/);
  });
});
