import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../../../src/core/base/work';
import { Regions } from '../../../../../src/core/text/regions/regions';
import { Lines, prepared } from './regionsOf';

const languageIds = [
  'javascriptreact',
  'typescript',
  'python',
  'ruby',
  'shellscript',
  'elixir',
  'yaml',
  'markdown',
  'mdx',
  'vue',
  'html',
  'php',
  'rust',
  'cpp',
  'csharp',
  'lua',
  'sql',
  'restructuredtext',
  'astro',
  'no-such-language',
];
const marks = [
  ...['"', "'", '`', '/', '*', '//', '/*', '*/', '#', '--', '\\', '${', '#{', '{', '}', '(', ')', '[', ']', '=', '%'],
  ...[
    '\n',
    '\n',
    '\n',
    '\n\n',
    ' ',
    '  ',
    'a',
    'return ',
    '"""',
    "'''",
    '```',
    '```js',
    '```py\n',
    '---',
    '---\n',
    '> ',
  ],
  ...[
    '<script>',
    '</script>',
    '<style lang="scss">',
    '</style>',
    '<a>',
    '</a>',
    '<!--',
    '-->',
    '{{',
    '}}',
    '<?php',
    '?>',
  ],
  ...[
    '<<EOF',
    'EOF',
    '=begin',
    '=end',
    '--[[',
    ']]',
    'R"x(',
    ')x"',
    'r#"',
    '"#',
    'a: |',
    '- run: |',
    '.. code:: py',
    'f"',
  ],
];
const texts = fc.array(fc.constantFrom(...marks), { maxLength: 60, size: 'max' }).map((parts) => parts.join(''));
const languages = fc.constantFrom(...languageIds);

const all = (regions: Regions, { lines }: Lines): unknown[] => lines.map((_line, index) => regions.inLine(index));

describe('Regions', () => {
  it('cover each line of any text without a gap, and are what stands at each place', () => {
    fc.assert(
      fc.property(languages, texts, (languageId, text) => {
        const source = new Lines(text);
        const regions = prepared(languageId, source);
        source.lines.forEach((line, index) => {
          const inLine = regions.inLine(index);
          let end = 0;
          for (const region of inLine) {
            assert.equal(region.from, end);
            end = region.to;
            for (const column of [region.from, region.to - 1]) assert.deepEqual(regions.at(index, column), region);
          }
          assert.equal(end, line.length);
          assert.ok(regions.at(index, line.length));
        });
      }),
      { numRuns: 500, examples: [['ruby', '<<EOF```py\nEOF"']] },
    );
  });

  const edit = fc.record({
    first: fc.nat(40),
    removed: fc.nat(3),
    text: fc.oneof(fc.constant(''), fc.constantFrom(...marks), texts),
    /** Lines read before the next edit; more than there are: all. */
    readTo: fc.nat(30),
  });

  it('are after any edits what they are from scratch', () => {
    fc.assert(
      fc.property(languages, texts, fc.array(edit, { maxLength: 12, size: 'max' }), (languageId, text, edits) => {
        const source = new Lines(text);
        const regions = new Regions(languageId, source);
        for (const { first, removed, text: added, readTo } of edits) {
          const from = first % source.lineCount;
          const gone = Math.min(removed, source.lineCount - 1 - from);
          const come = added.split('\n');
          source.lines.splice(from, gone + 1, ...come);
          regions.change(from, gone, come.length - 1);
          [...regions.prepare(readTo)];
          if (readTo < source.lineCount) {
            const scratch = prepared(languageId, source);
            assert.deepEqual(regions.inLine(readTo), scratch.inLine(readTo));
            // From behind: what is asked about second lies before what was read for the first.
            for (const { from: column } of scratch.inLine(readTo).reverse())
              assert.deepEqual(regions.at(readTo, column), scratch.at(readTo, column));
          }
        }
        atOnce(regions.prepare());
        assert.deepEqual(all(regions, source), all(prepared(languageId, source), source));
      }),
      { numRuns: 1_000 },
    );
  });

  it('follow a paste of many lines', () => {
    const source = new Lines('a\n/* b\nc\n*/\nd');
    const regions = prepared('typescript', source);
    source.lines.splice(2, 1, ...Array.from({ length: 3_000 }, () => '// e'));
    regions.change(2, 0, 2_999);
    [...regions.prepare()];
    assert.equal(regions.at(3_000, 0)?.kind, 'comment');
    assert.equal(regions.at(3_003, 0)?.kind, 'code');
  });

  it('read on from an edit only to where nothing changes any more', () => {
    const source = new Lines('const a = `b`; // c\n'.repeat(5_000));
    let reads = 0;
    const counting = {
      get lineCount() {
        return source.lineCount;
      },
      lineAt(line: number) {
        reads++;
        return source.lineAt(line);
      },
    };
    const regions = prepared('typescript', counting);
    for (const [line, text] of [
      [10, 'const d = 1;'],
      [4_000, '/* a\n b */'],
      [20, ''],
    ] as const) {
      const come = text.split('\n');
      source.lines.splice(line, 1, ...come);
      regions.change(line, 0, come.length - 1);
    }
    reads = 0;
    atOnce(regions.prepare());
    // From the first edit to the last one.
    assert.ok(reads > 3_990 && reads < 4_010, `${reads}`);
    source.lines[3_000] = '// one';
    regions.change(3_000, 0, 0);
    reads = 0;
    atOnce(regions.prepare());
    assert.equal(reads, 1);
    assert.equal(regions.at(4_900, 16)?.kind, 'comment');
    source.lines[3_000] = '/* one';
    regions.change(3_000, 0, 0);
    assert.ok(regions.isReady(3_000) && !regions.isReady(3_001));
    assert.equal(regions.at(3_001, 0), undefined);
    atOnce(regions.prepare());
    assert.equal(regions.at(3_001, 0)?.kind, 'comment');
    assert.equal(regions.at(4_002, 0)?.kind, 'code', 'behind the comment that was closed already');
  });

  it('are read in slices, also where all is one line', () => {
    for (const text of ['a = "b";\n'.repeat(50_000), 'a = "b"; '.repeat(50_000), 'lorem ipsum '.repeat(90_000)]) {
      const source = new Lines(text);
      const regions = new Regions('typescript', source);
      const slices = [...regions.prepare()].length;
      assert.ok(slices > 10, `${slices}`);
      assert.ok(regions.isReady(source.lineCount - 1));
    }
  });

  it('read what an edit between two slices left', () => {
    const source = new Lines(`${'a = "b"; '.repeat(50_000)}\n${'c\n'.repeat(10)}`);
    const regions = new Regions('typescript', source);
    const slices = regions.prepare();
    for (let i = 0; i < 3; i++) assert.equal(slices.next().done, false);
    source.lines[0] = '/*';
    regions.change(0, 0, 0);
    [...slices];
    assert.equal(regions.at(5, 0)?.kind, 'comment');
  });

  it('are right in the middle of a line of a megabyte', () => {
    const source = new Lines(`${'"lorem" ipsum '.repeat(40_000)}/* dolor */ ${'sit "amet" '.repeat(40_000)}`);
    const regions = prepared('typescript', source);
    const comment = source.lines[0]!.indexOf('dolor');
    assert.equal(regions.at(0, comment)?.kind, 'comment');
    assert.equal(regions.at(0, comment + 9)?.kind, 'code');
    assert.equal(regions.at(0, source.lines[0]!.indexOf('amet'))?.kind, 'string');
    assert.equal(regions.at(0, source.lines[0]!.length - 1)?.kind, 'code');
  });
});
