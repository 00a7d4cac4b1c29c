import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { packFiles } from '../../../../../src/core/context/pack/pack';
import { packFormats } from '../../../../../src/core/context/pack/packed';
import type { PackFormat, PackInput, Packed } from '../../../../../src/core/context/pack/packed';
import { engine } from '../../../../support/engines';

/** Words, signs and spaces, which go together over the seams between texts as tokens do. */
const tokensOf = (text: string): number => text.match(/\s*[a-z]{1,4}|\s*[^a-z\s]{1,3}|\s+/giu)?.length ?? 0;

const pack = (
  files: readonly PackInput[],
  max: number,
  { format = 'markdown', count = tokensOf }: { format?: PackFormat; count?: (text: string) => number } = {},
): Promise<Packed> => packFiles(files, { max, format, count: (text) => Promise.resolve(count(text)) });

const fileOf = (file: string, text: string): PackInput => ({ file, bytes: text.length, text });
const lines = (count: number): string => 'one two three four\n'.repeat(count);

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(fc.constantFrom('let a = 1;\n', '```\n', ']]>', 'word ', '\r\n', '<b>', '中文', '😀'), { maxLength: 120 })
    .map((all) => all.join('')),
);
const trees: fc.Arbitrary<PackInput[]> = fc
  .array(fc.oneof({ weight: 5, arbitrary: texts }, fc.constantFrom('ignored' as const, 'secret' as const)), {
    maxLength: 12,
  })
  .map((all) =>
    all.map((each, at): PackInput =>
      each === 'ignored' || each === 'secret' ? { file: `f${at}`, bytes: 1, reason: each } : fileOf(`f${at}.ts`, each),
    ),
  );

describe('packing files', () => {
  it('never has more tokens than it may, names every file once, and gives the same bytes again', async () => {
    await fc.assert(
      fc.asyncProperty(trees, fc.nat(600), fc.constantFrom(...packFormats), async (files, max, format) => {
        const packed = await pack(files, max, { format });
        assert.ok(packed.tokens <= max, `${packed.tokens} of ${max}`);
        assert.equal(packed.tokens, tokensOf(packed.text));
        assert.deepEqual(
          packed.files.map(({ file, bytes }) => [file, bytes]),
          files.map(({ file, bytes }) => [file, bytes]),
        );
        assert.deepEqual(await pack(files, max, { format }), packed);
      }),
      { numRuns: 150 },
    );
  });

  it('cuts and leaves out no file while a larger one has more than the rest of a line more', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(80), { minLength: 1, maxLength: 12 }), fc.nat(2_000), async (sizes, max) => {
        const { files } = await pack(
          sizes.map((size, at) => fileOf(`f${at}`, lines(size))),
          max,
        );
        const perLine = tokensOf(lines(1)) + 1;
        for (const [at, { tokens, status }] of files.entries()) {
          if (status === 'whole') continue;
          const more = files.filter((other, i) => sizes[i]! > sizes[at]! && other.tokens > tokens + perLine);
          assert.deepEqual(more, []);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('counts with a real encoding as others count the text', async () => {
    const encoding = engine('o200k_base');
    const count = (text: string): number => encoding.count(text);
    const files = [
      fileOf('a.md', '# A\n\n```ts\nlet a;\n```\n'),
      fileOf('b.ts', lines(400)),
      fileOf('c.txt', 'no line end'),
    ];
    for (const format of packFormats) {
      for (const max of [0, 7, 30, 100, 333, 1_500, 100_000]) {
        const { text, tokens } = await pack(files, max, { format, count });
        assert.equal(tokens, count(text));
        assert.ok(tokens <= max);
      }
    }
  });

  it('keeps all files whole where they fit', async () => {
    const packed = await pack(
      [fileOf('b.ts', 'let b;\n'), fileOf('a', ''), { file: 'x/', bytes: 0, reason: 'ignored' }],
      1_000,
    );
    assert.equal(packed.text, '## b.ts\n\n```typescript\nlet b;\n```\n\n## a\n\n```\n```\n');
    assert.deepEqual(packed.files, [
      { file: 'b.ts', bytes: 7, tokens: tokensOf('let b;\n'), status: 'whole', reason: null },
      { file: 'a', bytes: 0, tokens: 0, status: 'whole', reason: null },
      { file: 'x/', bytes: 0, tokens: 0, status: 'omitted', reason: 'ignored' },
    ]);
  });

  it('shares what large files have, and leaves out the largest where little would be left for each', async () => {
    const files = [fileOf('big', lines(500)), fileOf('small', lines(3)), fileOf('bigger', lines(600))];
    const shared = await pack(files, 1_000);
    assert.deepEqual(
      shared.files.map(({ status }) => status),
      ['cut', 'whole', 'cut'],
    );
    assert.ok(Math.abs(shared.files[0]!.tokens - shared.files[2]!.tokens) <= 5);
    assert.ok(shared.tokens > 900);
    const few = await pack(files, 120);
    assert.deepEqual(
      few.files.map(({ status, reason }) => [status, reason]),
      [
        ['cut', 'budget'],
        ['whole', null],
        ['omitted', 'budget'],
      ],
    );
  });

  it('cuts at the end of a line and says where, but never within a character', async () => {
    const { text } = await pack([fileOf('a', lines(500))], 200);
    const [, line = ''] = /^## a \(cut after line (\d+)\)/.exec(text) ?? [];
    assert.equal(text.split('\n').filter((each) => each === 'one two three four').length, Number(line));
    const cut = await pack([fileOf('a', '😀'.repeat(5_000))], 100, { count: (all) => all.length });
    assert.match(cut.text, /\(cut in line 1\)/);
    assert.doesNotMatch(cut.text, /\p{Cs}/u);
  });

  it('has a fence that no text ends, and a name on one line', async () => {
    const { text } = await pack([fileOf('a\n## b\u202E', '````\nx\n````\n')], 1_000);
    assert.equal(text, '## a\\u000a## b\\u202e\n\n`````\n````\nx\n````\n`````\n');
  });

  it('is XML that is read back, whatever is in the files', async () => {
    const all = [
      fileOf('a"<&.ts', 'if (a < b && c[d[0]]>1) {}\n'),
      fileOf('b', ']]]]>]]>'),
      fileOf('c', 'bell \u0007'),
    ];
    const { text } = await pack(all, 1_000, { format: 'xml' });
    const read: [path: string, text: string][] = [];
    const parser = new SaxesParser();
    parser.on('opentag', ({ name, attributes }) => {
      if (name === 'file') read.push([attributes['path'] ?? '', '']);
    });
    parser.on('cdata', (data) => (read.at(-1)![1] += data));
    parser.on('error', (error) => assert.fail(error));
    parser.write(text).close();
    assert.deepEqual(read, [
      ['a"<&.ts', 'if (a < b && c[d[0]]>1) {}\n'],
      ['b', ']]]]>]]>'],
      ['c', 'bell \uFFFD'],
    ]);
  });
});
