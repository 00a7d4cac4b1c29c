import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasBinaryExtension } from '../../../../../src/core/files/binary';
import { badgeText } from '../../../../../src/core/tokens/folder/result';

describe('badges and extensions', () => {
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

  it('take only what is never text for binary by its name', () => {
    for (const name of ['a.png', 'B.JPG', 'x.tar.gz', 'lib.so']) assert.equal(hasBinaryExtension(name), true, name);
    for (const name of ['a.ts', 'a.svg', 'Makefile', 'png', '.png', 'a.snap', 'a.key']) {
      assert.equal(hasBinaryExtension(name), false, name);
    }
  });
});
