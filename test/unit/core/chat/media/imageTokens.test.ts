import assert from 'node:assert/strict';
import { seenImage } from '../../../../../src/core/chat/media/imageTokens';
import type { ImageRule } from '../../../../../src/core/catalog/imageTable';

const openai: ImageRule = { kind: 'patches', patch: 32, most: 1536, longest: 2048 };
const claude: ImageRule = { kind: 'patches', patch: 28, most: 1568, longest: 1568, fit: true };
const claudeHigh: ImageRule = { kind: 'patches', patch: 28, most: 4784, longest: 2576, fit: true };
const original: ImageRule = { kind: 'patches', patch: 32, factor: 1.2, longest: 65_535, refusedAbove: 30_000 };
const tiles: ImageRule = { kind: 'tiles', base: 85, tile: 170 };
const crops: ImageRule = { kind: 'crops', crop: 768, tokens: 258, small: 384 };

describe('the tokens of an image', () => {
  // Examples of the makers: OpenAI's guide to images, Anthropic's to coordinates, Google's to tokens.
  for (const [what, rule, [width, height], tokens, seen] of [
    ['fewer patches than the budget', openai, [1024, 1024], 1024, [1024, 1024]],
    ['more patches than the budget', openai, [1800, 2400], 1452, [1056, 1408]],
    ['a screenshot, whose tokens decide', claude, [1920, 1080], 1560, [1456, 819]],
    ['an image that is seen as it is', claude, [1000, 1000], 1296, [1000, 1000]],
    ['a small one', claude, [200, 200], 64, [200, 200]],
    ['a large one for a newer model', claudeHigh, [1932, 1932], 4761, [1932, 1932]],
    ['one as it is, times a factor', original, [640, 480], 360, [640, 480]],
    ['tiles of a square', tiles, [1024, 1024], 765, [768, 768]],
    ['tiles of a tall one', tiles, [2048, 4096], 1105, [768, 1536]],
    ['one crop of a small one', crops, [384, 300], 258, [384, 300]],
    ['crops of a larger one', crops, [1000, 1000], 1032, [1000, 1000]],
    ['the same for each', { kind: 'each', tokens: 1120 }, [10, 10], 1120, [10, 10]],
  ] as const) {
    it(`follow the rule of the maker: ${what}`, () => {
      const result = seenImage(rule, { width, height });
      assert.deepEqual([result.tokens, result.size.width, result.size.height], [tokens, ...seen]);
    });
  }

  it('are bounded for images of any shape, in no time', () => {
    for (const [width, height] of [
      [100_000, 100_000],
      [100_000, 1],
      [1, 100_000],
      [1, 1],
    ] as const) {
      for (const rule of [openai, claude, claudeHigh]) {
        const { tokens, size } = seenImage(rule, { width, height });
        assert.ok(tokens >= 1 && tokens <= (rule.most ?? 0), `${width} × ${height}: ${tokens}`);
        assert.ok(Math.max(size.width, size.height) <= (rule.longest ?? 0));
      }
    }
    assert.equal(seenImage(original, { width: 10_000, height: 10_000 }).refusedAbove, 30_000);
  });
});
