import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { engine } from '../engines';
import { findWaste } from '../../../../src/core/tokens/waste/findWaste';
import type { Waste, WasteOptions } from '../../../../src/core/tokens/waste/findWaste';
import { wasteSection } from '../../../../src/core/tokens/waste/describe';
import { samplePieces } from '../../../../src/core/tokens/waste/lines';
import type { TextLines } from '../../../../src/core/tokens/waste/lines';
import { RepeatedBlocks } from '../../../../src/core/tokens/waste/repeatedBlocks';

const linesOf = (text: string): TextLines => {
  const lines = text.split('\n');
  return { lineCount: lines.length, line: (index) => lines[index] ?? '' };
};

const randomBytes = (length: number): Buffer =>
  Buffer.concat(Array.from({ length: Math.ceil(length / 32) }, (_, i) => createHash('sha256').update(`${i}`).digest()));

describe('where the tokens go', () => {
  let count: (text: string) => Promise<number>;
  let calls = 0;

  before(() => {
    const encoder = engine('o200k_base');
    count = (text) => {
      calls++;
      return Promise.resolve(encoder.count(text));
    };
  });

  const wasteOf = async (text: string, options: Partial<WasteOptions> = {}): Promise<Waste> =>
    findWaste(linesOf(text), { count, total: await count(text), pause: () => Promise.resolve(), ...options });

  const kindOf = (waste: Waste, kind: string) => waste.kinds.find((each) => each.kind === kind);

  it('finds base64 with its share and its line', async () => {
    const picture = randomBytes(3_000).toString('base64');
    const waste = await wasteOf(`# A page\n\nSome words.\n![a](data:image/png;base64,${picture})\nMore words.\n`);
    const base64 = kindOf(waste, 'base64');
    assert.equal(base64?.tokens, await count(picture));
    assert.equal(base64.line, 3);
    assert.ok(base64.share > 0.95, `${base64.share}`);
    assert.equal(waste.heaviest[0]?.line, 3);
  });

  it('does not take paths, long names and numbers for base64', async () => {
    const text = [
      '/usr/local/lib/python3/SitePackages/modules/internal/Helpers/collections/abstract/Base2',
      'thisIsAVeryLongFunctionNameThatSomebodyHasWrittenForTheSpringFramework2000AndItsFactories',
      'a-very-long-slug-of-a-Blog-post-with-many-words-in-it-and-the-year-2026-at-the-very-end',
      '123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890',
    ].join('\n');
    assert.deepEqual((await wasteOf(text)).kinds, []);
  });

  it('finds hashes and UUIDs', async () => {
    const hash = createHash('sha256').update('x').digest('hex');
    const uuid = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
    const waste = await wasteOf(`integrity ${hash}\nid ${uuid}\nid ${uuid}\n`);
    assert.deepEqual(
      waste.kinds.map(({ kind, places }) => [kind, places]),
      [['hex', 3]],
    );
    assert.equal(waste.kinds[0]?.tokens, (await count([hash, uuid, uuid].join('\n'))) - 2);
  });

  it('finds three lines that come again, however often, and not two', async () => {
    const block = 'const first = readFirst();\nconst second = readSecond();\nconst third = readThird();\n';
    const two = 'const one = a();\nconst two = b();\n';
    const waste = await wasteOf(`${block}x = 1;\n${two}z = 3;\n${block}\ny = 2;\n${two}${block}`);
    const repeated = kindOf(waste, 'repeated');
    assert.equal(repeated?.places, 6);
    assert.equal(repeated.tokens, await count(`${block}${block}`.trimEnd()));
  });

  it('counts of a block that follows itself all but the first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 1, max: 9 }), (size, times) => {
        const block = Array.from({ length: size }, (_, i) => `line ${i} of a block with some words`);
        const lines = Array.from({ length: times }, () => block).flat();
        const blocks = new RepeatedBlocks();
        const found = [...samplePieces(linesOf(lines.join('\n')), 1, 2)].flatMap((piece) => [...blocks.add(piece)]);
        assert.deepEqual(
          found.map(({ line }) => line),
          lines.map((_, i) => i).slice(size),
        );
      }),
    );
  });

  it('says what runs of blanks and of blank lines cost over one', async () => {
    const spaced = '| a      | b           |   \n'.repeat(20);
    const waste = await wasteOf(`${spaced}\n\n\n\n\n\n\n\n\n\n\nend\n`);
    const spaces = kindOf(waste, 'spaces');
    assert.equal(spaces?.tokens, (await count(spaced)) - (await count('| a | b |\n'.repeat(20))));
    assert.equal(kindOf(await wasteOf('a\n\nb\n\nc\n'), 'blankLines'), undefined);
  });

  it('names the heaviest lines by tokens, not by length', async () => {
    const words = 'international responsibilities '.repeat(8);
    const digits = randomBytes(100).toString('base64').slice(0, 130);
    const { heaviest } = await wasteOf(`short\n${words}\n${digits}\n`);
    assert.ok(words.length > digits.length);
    assert.deepEqual(
      heaviest.map(({ line }) => line),
      [2, 1, 0],
    );
  });

  it('looks through a sample of a large text, says so, and stays near the truth', async () => {
    const hash = (i: number) => createHash('sha256').update(`${i}`).digest('hex');
    const text = Array.from({ length: 20_000 }, (_, i) => `line ${i} ${hash(i)} and words that say nothing`).join('\n');
    const [whole, sample] = [await wasteOf(text, { limit: 1e9 }), await wasteOf(text, { limit: 200_000 })];
    assert.equal(whole.sampled, undefined);
    assert.ok(sample.sampled !== undefined && sample.sampled < 0.2);
    const [all, some] = [kindOf(whole, 'hex')?.share ?? 0, kindOf(sample, 'hex')?.share ?? 0];
    assert.ok(Math.abs(all - some) < 0.05, `${all} ${some}`);
    assert.match(wasteSection(sample, tokenizer), /from a sample: \d+\.?\d* % of the text/);
  }).timeout(20_000);

  it('does a bounded number of counts and lets others run, on a text of many lines and on one of a single line', async () => {
    for (const text of ['a1B2c3D4'.repeat(500_000), 'x  y\n'.repeat(400_000)]) {
      let pauses = 0;
      const pause = () => {
        pauses++;
        return Promise.resolve();
      };
      const total = await count(text.slice(0, 100_000));
      calls = 0;
      await findWaste(linesOf(text), {
        count,
        total,
        pause,
        limit: 1_000_000,
      });
      assert.ok(calls < 400, `${calls} calls`);
      assert.ok(pauses > 2, `${pauses} pauses`);
    }
  }).timeout(30_000);

  it('never throws, and its shares are shares', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\n', '\n\n\n', '   ', '| a |', 'abc def ghi jkl mno\n'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const waste = await wasteOf(pieces.join(''));
        for (const { share } of [...waste.kinds, ...waste.heaviest]) assert.ok(share >= 0 && share <= 1);
        assert.ok(wasteSection(waste, tokenizer).startsWith('## Where the tokens go'));
      }),
      { numRuns: 60 },
    );
  }).timeout(20_000);

  it('shows the start of a line as it is, without letting it be markup', async () => {
    const section = wasteSection(await wasteOf('``x`` | <b>[a](command:b)</b>'), tokenizer);
    assert.ok(section.includes('``` ``x`` \\| <b>[a](command:b)</b> ```'), section);
  });
});

const tokenizer = { id: 'test', encoding: 'o200k_base', source: { title: 't', url: 'https://example.org' } } as const;
