import assert from 'node:assert/strict';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { nodesOf } from '../../../src/core/tokens/folder/folderTree';
import { makeCounter } from '../support/counter';
import { FolderCounting, filesOf } from '../support/folderCounts';
import { watchWork } from '../../support/watchWork';
import { makeTree, print } from '../support/folders';

describe('folder tokens: very large files', () => {
  const counting = new FolderCounting();

  for (const encoding of ['o200k_base', 'mistral_v1', 'mistral_v3', 'claude_legacy'] as const) {
    it(`counts them as texts in one piece, with ${encoding}`, async () => {
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

  it('counts 14 MB in slices, exactly', async function () {
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
});
