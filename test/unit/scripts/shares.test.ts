import assert from 'node:assert/strict';
import { filesOfShare } from '../../../scripts/vscode/shares';

describe('the shares of a scenario', () => {
  const costs: Record<string, number> = { a: 1, b: 9, c: 2, d: 8, e: 3, f: 7 };
  const files = Object.keys(costs);
  const shareOf = (index: number, of: number): string[] => filesOfShare(files, (file) => costs[file]!, { index, of });

  it('hold each file once, in its order', () => {
    const shares = [0, 1, 2].map((index) => shareOf(index, 3));
    assert.deepEqual(shares.flat().sort(), files);
    for (const share of shares) assert.deepEqual(share, [...share].sort());
  });

  it('cost about the same', () => {
    const sums = [0, 1, 2].map((index) => shareOf(index, 3).reduce((sum, file) => sum + costs[file]!, 0));
    assert.deepEqual(sums, [10, 10, 10]);
  });

  it('are all files where there is one', () => {
    assert.deepEqual(shareOf(0, 1), files);
  });
});
