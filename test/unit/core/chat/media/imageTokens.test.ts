import assert from 'node:assert/strict';
import { catalog } from '../../../../../generated/catalog';
import { seenImage } from '../../../../../src/core/chat/media/imageTokens';
import type { ImageRule } from '../../../../../src/core/catalog/imageTable';

/** The rule that a model has in the data. */
const ruleOf = (id: string): ImageRule => {
  const rule = catalog.models.find((model) => model.id === id)?.images?.image;
  assert.ok(rule, id);
  return rule;
};
type Case = readonly [size: readonly [number, number], tokens: number, seen?: readonly [number, number]];

// Examples of the makers, and others counted by hand: OpenAI's guide to images, Anthropic's to vision and to coordinates, Google's to tokens.
const cases: Readonly<Record<string, readonly Case[]>> = {
  // Anthropic's table of sizes, and the A4 page of its guide to coordinates, whose rounding makes 1270 of the 1269 pixels of the table.
  'claude-sonnet-4-6': [
    [[200, 200], 64],
    [[1000, 1000], 1296],
    [[1092, 1092], 1521],
    [[1920, 1080], 1560, [1456, 819]],
    [[2000, 1500], 1564, [1270, 952]],
    [[3840, 2160], 1560, [1456, 819]],
    [[1075, 1520], 1551, [924, 1307]],
    [[1080, 1920], 1560, [819, 1456]],
    [[3000, 502], 560, [1568, 262]],
    [[28, 28], 1],
    [[29, 28], 2],
  ],
  // Mistral's table: as many pixels as 1,540 × 1,540, each 784 a token.
  'mistral-large-2512': [
    [[1540, 1540], 3025],
    [[3080, 3080], 3025, [1540, 1540]],
    [[280, 140], 50],
  ],
  'claude-opus-5-5': [
    [[200, 200], 64],
    [[1000, 1000], 1296],
    [[1092, 1092], 1521],
    [[1920, 1080], 2691],
    [[2000, 1500], 3888],
    [[3840, 2160], 4784, [2576, 1449]],
    [[1075, 1520], 2145],
    [[1932, 1932], 4761],
    [[2576, 28], 92],
    [[5152, 56], 92, [2576, 28]],
  ],
  // 1229 and 2458 are OpenAI's, and so are 1229 and 3000 of GPT-5.4.
  'gpt-6-astra': [
    [[1024, 1024], 1229],
    [[4096, 512], 2458],
    [[640, 480], 360],
    [[32, 32], 2],
    [[33, 32], 3],
    [[1920, 1080], 2448],
    [[3840, 2160], 9792],
    [[4032, 3024], 14364],
    [[512, 512], 308],
    [[768, 768], 692],
    [[131_070, 32], 2458, [65_535, 16]],
  ],
  'gpt-5.4': [
    [[1024, 1024], 1229],
    [[2048, 2048], 3000, [1600, 1600]],
    [[4096, 4096], 3000, [1600, 1600]],
    [[4096, 512], 615, [2048, 256]],
    [[1920, 1080], 2448],
    [[640, 480], 360],
    [[2560, 1440], 2765, [2048, 1152]],
    [[32, 32], 2],
    [[512, 512], 308],
    [[4000, 3], 77, [2048, 2]],
  ],
  'gpt-5.5': [
    [[1024, 1024], 1229],
    [[3200, 3200], 12_000],
    [[6400, 6400], 12_000, [3200, 3200]],
    [[3840, 2160], 9792],
    [[6000, 32], 226],
    [[12_000, 64], 226, [6000, 32]],
    [[1920, 1080], 2448],
    [[512, 512], 308],
    [[32, 32], 2],
    [[4032, 3024], 11_868, [3669, 2752]],
  ],
  'gpt-5.2': [
    [[1024, 1024], 1229],
    [[2048, 2048], 4916],
    [[4096, 4096], 4916, [2048, 2048]],
    [[2560, 1440], 2765, [2048, 1152]],
    [[1920, 1080], 2448],
    [[640, 480], 360],
    [[32, 32], 2],
    [[512, 512], 308],
    [[768, 768], 692],
    [[4096, 512], 615, [2048, 256]],
  ],
  'gpt-4.1-mini': [
    [[1024, 1024], 1659],
    [[2048, 2048], 6636],
    [[4096, 4096], 6636, [2048, 2048]],
    [[1800, 2400], 4977, [1536, 2048]],
    [[32, 32], 2],
    [[640, 480], 486],
    [[512, 512], 415],
    [[768, 768], 934],
    [[1920, 1080], 3305],
    [[33, 32], 4],
  ],
  'gpt-4o': [
    [[1024, 1024], 765, [768, 768]],
    [[2048, 4096], 1105, [768, 1536]],
    [[512, 512], 255],
    [[513, 512], 425],
    [[100, 100], 255],
    [[768, 768], 765],
    [[4096, 4096], 765, [768, 768]],
    [[1920, 1080], 1105, [1365, 768]],
    [[2048, 512], 765],
    [[4096, 512], 765, [2048, 256]],
  ],
  'gpt-5.1': [
    [[1024, 1024], 630, [768, 768]],
    [[2048, 4096], 910, [768, 1536]],
    [[512, 512], 210],
  ],
  'gpt-4o-mini': [
    [[1024, 1024], 25_501, [768, 768]],
    [[512, 512], 8500],
  ],
  'gemini-3.8-flash': [
    [[10, 10], 1120],
    [[4032, 3024], 1120],
  ],
  'gemini-2.5-pro': [
    [[384, 384], 258],
    [[384, 300], 258],
    [[10, 10], 258],
    [[385, 384], 258],
    [[768, 768], 258],
    [[769, 768], 516],
    [[1000, 1000], 1032],
    [[1536, 768], 516],
    [[1537, 768], 774],
    [[1920, 1080], 1548],
  ],
  'deepseek-flash': [
    [[64, 64], 384],
    [[4000, 4000], 384],
  ],
};

const claude = ruleOf('claude-sonnet-4-6');
const claudeHigh = ruleOf('claude-opus-5-5');
const openai = ruleOf('gpt-5.4');
const original = ruleOf('gpt-6-astra');

describe('the tokens of an image', () => {
  for (const [id, sizes] of Object.entries(cases)) {
    it(`follow the rule of ${id}`, () => {
      const rule = ruleOf(id);
      for (const [[width, height], tokens, [seenWidth, seenHeight] = [width, height]] of sizes) {
        const { tokens: counted, size } = seenImage(rule, { width, height });
        assert.deepEqual([counted, size], [tokens, { width: seenWidth, height: seenHeight }], `${width} × ${height}`);
      }
    });
  }

  it('are not known of models of which nothing is published', () => {
    for (const id of ['gpt-6.2-astra', 'gpt-5-mini', 'o4-mini', 'gemini-4-carbon', 'qwen4-max', 'grok-4.7']) {
      const model = catalog.models.find((each) => each.id === id);
      assert.ok(model, id);
      assert.equal(model.images, undefined, id);
    }
  });

  it('are bounded for images of any shape, in no time', () => {
    for (const [width, height] of [
      [100_000, 100_000],
      [100_000, 1],
      [1, 100_000],
      [1, 1],
    ] as const) {
      for (const [rule, most, longest] of [
        [openai, 3000, 2048],
        [claude, 1568, 1568],
        [claudeHigh, 4784, 2576],
      ] as const) {
        const { tokens, size } = seenImage(rule, { width, height });
        assert.ok(tokens >= 1 && tokens <= most, `${width} × ${height}: ${tokens}`);
        assert.ok(Math.max(size.width, size.height) <= longest);
      }
    }
    assert.equal(seenImage(original, { width: 10_000, height: 10_000 }).refusedAbove, 30_000);
  });

  it('are of one crop where both sides are small, and refused only beyond the most', () => {
    const crops: ImageRule = { kind: 'crops', crop: 768, tokens: 258, small: 384 };
    const tokensOf = (width: number, height: number) => seenImage(crops, { width, height }).tokens;
    assert.equal(tokensOf(384, 384), 258);
    assert.deepEqual([tokensOf(384, 1_000), tokensOf(1_000, 384)], [516, 516]);
    const patches: ImageRule = { kind: 'patches', patch: 10, refusedAbove: 4 };
    assert.equal(seenImage(patches, { width: 20, height: 20 }).refusedAbove, undefined);
    assert.equal(seenImage(patches, { width: 50, height: 10 }).refusedAbove, 4);
  });
});
