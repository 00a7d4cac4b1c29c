import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Regions } from '../../../../../src/core/text/regions/regions';
import { engine } from '../../../../support/engines';
import { findWaste } from '../../../../../src/core/tokens/waste/findWaste';
import type { Waste, WasteOptions } from '../../../../../src/core/tokens/waste/findWaste';
import { wasteSection } from '../../../../../src/core/tokens/waste/describeWaste';
import { LongestLines } from '../../../../../src/core/tokens/waste/heaviestLines';
import { samplePieces } from '../../../../../src/core/tokens/waste/samplePieces';
import { textLines } from '../../../../../src/core/text/document';
import { RepeatedBlocks } from '../../../../../src/core/tokens/waste/repeatedBlocks';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { anyCharacter } from '../../../../support/anyCharacter';

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
    findWaste(textLines(text), { count, total: await count(text), pause: () => Promise.resolve(), ...options });

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

  it('does not take hexadecimal numbers between hyphens for base64', async () => {
    assert.deepEqual((await wasteOf('a1b2-'.repeat(15))).kinds, []);
    assert.equal((await wasteOf('g1b2-'.repeat(15))).kinds[0]?.kind, 'base64');
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
        const found = [...samplePieces(textLines(lines.join('\n')), 1, 2)].flatMap((piece) => [...blocks.add(piece)]);
        assert.deepEqual(
          found.map(({ line }) => line),
          lines.map((_, i) => i).slice(size),
        );
      }),
    );
  });

  const repeated = (text: string): number[] => {
    const blocks = new RepeatedBlocks();
    const pieces = [...samplePieces(textLines(text), 1, 2)];
    return pieces.flatMap((piece) => [...blocks.add(piece)].map(({ line }) => line));
  };

  it('takes three lines that come again for a repetition where they have 30 characters other than blanks', () => {
    const twice = (...block: string[]): string => [...block, 'something else', ...block].join('\n');
    const [ten, eleven] = ['  ten = 12345;', '\televen=123;'];
    assert.deepEqual(repeated(twice(ten, eleven, ' f( 12345 );')), [4, 5, 6]);
    assert.deepEqual(repeated(twice(ten, eleven, ' f( 1234 );')), []);
  });

  it('does not take a block that overlaps itself for one that comes again', () => {
    const [a, b] = ['the one line with words', 'the other line with words'];
    assert.deepEqual(repeated([a, b, a, b, a].join('\n')), []);
    assert.deepEqual(repeated([a, b, a, b, a, b].join('\n')), []);
    assert.deepEqual(repeated([a, b, a, b, a, b, a].join('\n')), [4, 5, 6]);
    // Blank lines are no lines of a block.
    assert.deepEqual(repeated([a, '', b, '', a, '', b, '', a].join('\n')), []);
  });

  it('weighs characters outside Latin threefold in lines of up to 4,000, and longer lines by their length', () => {
    const longest = new LongestLines();
    const lines = ['中'.repeat(4_001), 'x'.repeat(5_000), '中'.repeat(4_000), `${' '.repeat(9_000)}x`];
    for (const [line, text] of lines.entries()) longest.add(line, text);
    assert.deepEqual(longest.lines(), [2, 1, 0, 3]);
  });

  it('says that a line of more than 256 KB was counted in parts', async () => {
    const heaviest = async (length: number) => (await wasteOf('word '.repeat(length / 5))).heaviest[0];
    assert.equal((await heaviest(300_000))?.inexact, 'inParts');
    assert.equal((await heaviest(200_000))?.inexact, undefined);
  });

  it('says what runs of blanks and of blank lines cost over one', async () => {
    const spaced = '| a      | b           |   \n'.repeat(20);
    const waste = await wasteOf(`${spaced}\n\n\n\n\n\n\n\n\n\n\nend\n`);
    const spaces = kindOf(waste, 'spaces');
    assert.equal(spaces?.tokens, (await count(spaced)) - (await count('| a | b |\n'.repeat(20))));
    assert.equal(kindOf(await wasteOf('a\n\nb\n\nc\n'), 'blankLines'), undefined);
  });

  it('says what leaving out the comments of a document would save', async () => {
    const text = '/* A page\nof words */\nconst one = 1; // the first\nconst two = "// three";\n';
    const lines = textLines(text);
    const regions = new Regions('typescript', lines);
    [...regions.prepare()];
    const waste = await wasteOf(text, { regionsOf: (line) => regions.inLine(line) });
    const comments = kindOf(waste, 'comments');
    assert.equal(
      comments?.tokens,
      (await count('/* A page\nof words */\nconst one = 1; // the first')) - (await count('\n\nconst one = 1;')),
    );
    assert.deepEqual([comments.places, comments.line], [3, 2]);
    assert.match(
      wasteSection(waste, tokenizer, sayInEnglish),
      /\| Comments and docstrings: what leaving them out would save \|/,
    );
    assert.equal(kindOf(await wasteOf(text), 'comments'), undefined);
  });

  it('has no section for a text without tokens', async () => {
    assert.equal(wasteSection(await wasteOf(''), tokenizer, sayInEnglish), '');
    assert.match(wasteSection(await wasteOf('a'), tokenizer, sayInEnglish), /^## Where the tokens go/);
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

  it('looks through a sample of a large text, says so, and stays near the truth @deep', async () => {
    const hash = (i: number) => createHash('sha256').update(`${i}`).digest('hex');
    const text = Array.from({ length: 20_000 }, (_, i) => `line ${i} ${hash(i)} and words that say nothing`).join('\n');
    const [whole, sample] = [await wasteOf(text, { limit: 1e9 }), await wasteOf(text, { limit: 200_000 })];
    assert.equal(whole.sampled, undefined);
    assert.ok(sample.sampled !== undefined && sample.sampled < 0.2);
    const [all, some] = [kindOf(whole, 'hex')?.share ?? 0, kindOf(sample, 'hex')?.share ?? 0];
    assert.ok(Math.abs(all - some) < 0.05, `${all} ${some}`);
    assert.match(wasteSection(sample, tokenizer, sayInEnglish), /a sample: \d+\.?\d* % of the text/);
  });

  it('does a bounded number of counts and lets others run, on a text of many lines and on one of a single line @deep', async () => {
    for (const text of ['a1B2c3D4'.repeat(500_000), 'x  y\n'.repeat(400_000)]) {
      let pauses = 0;
      const pause = () => {
        pauses++;
        return Promise.resolve();
      };
      const total = await count(text.slice(0, 100_000));
      calls = 0;
      await findWaste(textLines(text), {
        count,
        total,
        pause,
        limit: 1_000_000,
      });
      assert.ok(calls < 400, `${calls} calls`);
      assert.ok(pauses > 2, `${pauses} pauses`);
    }
  });

  it('never throws, and its shares are shares', async () => {
    const piece = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.constantFrom('\n', '\n\n\n', '   ', '| a |', 'abc def ghi jkl mno\n'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const waste = await wasteOf(pieces.join(''));
        for (const { share } of [...waste.kinds, ...waste.heaviest]) assert.ok(share >= 0 && share <= 1);
        const section = wasteSection(waste, tokenizer, sayInEnglish);
        assert.ok(section.startsWith('## Where the tokens go') || waste.heaviest.length + waste.kinds.length === 0);
      }),
      { numRuns: 60 },
    );
  });

  it('links each line that it names to that line of the document', async () => {
    const section = wasteSection(
      await wasteOf('short\n// a longer comment, which is the heaviest line'),
      tokenizer,
      sayInEnglish,
      'file:///a.ts',
    );
    assert.match(section, /\| \[2\]\(file:\/\/\/a\.ts#L2\) \|/);
  });

  it('shows the start of a line as it is, without letting it be markup', async () => {
    const section = wasteSection(await wasteOf('``x`` | <b>[a](command:b)</b>'), tokenizer, sayInEnglish);
    assert.ok(section.includes('``` ``x`` \\| <b>[a](command:b)</b> ```'), section);
  });
});

const tokenizer = { id: 'test', encoding: 'o200k_base', source: { title: 't', url: 'https://example.org' } } as const;
