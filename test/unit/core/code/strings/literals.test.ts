import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { readLiteral } from '../../../../../src/core/code/strings/readLiteral';
import type { StringLanguage, StringUse } from '../../../../../src/core/code/strings/literal';
import { tokensOf, tokensOfText } from '../../../../../src/core/code/strings/stringTokens';
import { writeLiteral } from '../../../../../src/core/code/strings/writeLiteral';

/** Returns the text of a string, with each hole as its code in angle brackets. `undefined`: it is not read. */
function said(language: StringLanguage, source: string, use: StringUse = {}): string | undefined {
  const literal = readLiteral(source, 0, language, use);
  if (literal?.end !== source.length) return undefined;
  return literal.pieces.map((piece) => (piece.kind === 'text' ? piece.text : `<${piece.code}>`)).join('');
}

/** The string with that text in the place of some tokens. */
function written(
  language: StringLanguage,
  source: string,
  { from = 0, to, text, use }: { from?: number; to?: number; text: string; use?: StringUse },
): string | undefined {
  const literal = readLiteral(source, 0, language, use);
  assert.ok(literal, source);
  const end = to ?? tokensOf(literal).length;
  const edits = writeLiteral(source, literal, [{ from, to: end, tokens: tokensOfText(text) }]);
  return edits?.reduceRight((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), source);
}

describe('a string of code', () => {
  const cases: readonly (readonly [StringLanguage, source: string, says: string | undefined])[] = [
    ['python', String.raw`"a\n\t\"\x41\u00e9\U0001F600\101\q"`, 'a\n\t"Aé😀A\\q'],
    ['python', String.raw`r"a\n\""`, String.raw`a\n\"`],
    ['python', '"""one \\\ntwo\n"three" """', 'one two\n"three" '],
    ['python', `f"{a!r:>{w}} {{b}} {d["k"]} {f'{x}'}"`, `<a!r:>{w}> {b} <d["k"]> <f'{x}'>`],
    ['python', '"a\nb"', undefined],
    ['python', String.raw`"\N{BULLET}"`, undefined],
    ['python', 'b"bytes"', undefined],
    ['script', String.raw`'a\'\x41\u{1F600}\u00e9\q\0'`, "a'A😀éq\0"],
    ['script', '`a ${f(`b${c}`, {d: "}"})} \\${e} \\`\r\n`', 'a <f(`b${c}`, {d: "}"})> ${e} `\n'],
    ['script', '`a ${b', undefined],
    ['go', String.raw`"a\x41\101\u00e9\U0001F600"`, 'aAAé😀'],
    ['go', String.raw`"\xff"`, undefined],
    ['go', '`raw \\n ${x}\n`', 'raw \\n ${x}\n'],
    ['java', String.raw`"a\u0041\101\s"`, 'aAA '],
    ['java', '"""\n    One  \n      two \\\n    three\n    """', 'One\n  two three\n'],
    ['kotlin', String.raw`"a $name ${'$'}{b.c} \$x"`, 'a <name> <b.c> $x'],
    ['kotlin', `"""a "quoted" \${'$'}x \${b}"""`, 'a "quoted" $x <b>'],
    ['csharp', String.raw`"a\x41\u00e9\e"`, 'aAé\x1b'],
    ['csharp', '@"a ""b"" \\n"', 'a "b" \\n'],
    ['csharp', '$@"a {b:0.00} {{c}} ""d"""', 'a <b:0.00> {c} "d"'],
    ['csharp', '$$"""\n    a {b} {{c}}\n      "d"\n    """', 'a {b} <c>\n  "d"'],
    ['csharp', '"""\n  a\n b\n  """', undefined],
  ];
  for (const [language, source, says] of cases) {
    it(`says in ${language} what the language makes of it: ${JSON.stringify(source)}`, () => {
      assert.equal(said(language, source), says);
    });
  }

  it('loses the indentation and the blanks that its code takes away', () => {
    const source = '"""\\\n    One {x}\n      two\n    """';
    assert.equal(said('python', source, { isDedented: true }), 'One {x}\n  two\n');
    assert.equal(said('python', source, { isDedented: true, isTrimmed: true, isFormat: true }), 'One <x>\n  two');
  });

  it('keeps what does not change as it was written', () => {
    assert.equal(
      written('python', String.raw`"caf\u00e9 one"`, { from: 5, text: 'two "x"' }),
      String.raw`"caf\u00e9 two \"x\""`,
    );
    assert.equal(
      written('java', '"""\n    a\n    b\n    """', { from: 1, to: 1, text: '!\nnew' }),
      '"""\n    a!\n    new\n    b\n    """',
    );
    assert.equal(written('script', '`a ${b} c`', { from: 3, text: ' `${d}`' }), '`a ${b} \\`\\${d}\\``');
    assert.equal(written('csharp', '$@"{a} b"', { from: 1, text: ' "{c}"' }), '$@"{a} ""{{c}}"""');
    assert.equal(written('kotlin', '"""a"""', { text: '$cost "' }), `"""\${'$'}cost """"`);
  });

  it('is written anew where a neighbour would take part in an escape', () => {
    assert.equal(written('csharp', String.raw`"\x41"`, { from: 1, text: 'b' }), '"Ab"');
    assert.equal(written('script', String.raw`'\0'`, { from: 1, text: '1' }), String.raw`'\u00001'`);
  });

  it('is refused what it cannot say', () => {
    assert.equal(written('go', '`a`', { text: '`' }), undefined);
    assert.equal(written('python', "r'a'", { text: "'" }), undefined);
    assert.equal(written('python', "r'''a'''", { text: 'b\\' }), undefined);
    assert.equal(written('csharp', '"""a"""', { text: '"""' }), undefined);
  });

  const anyText = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '\\',
          '"',
          "'",
          '`',
          '{',
          '}',
          '$',
          '\n',
          ' ',
          '\t',
          '"""',
          "'''",
          '${',
          '{{',
          '\\n',
          '\r',
          '\0',
        ),
        fc.constantFrom('a', '0', 'x', 'u0041', '\u2028', '😀', '\ud83d', 'é'),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''));

  const kinds: readonly (readonly [StringLanguage, string, use?: StringUse])[] = [
    ['python', '"%s {x} %(a)5.2f"', { isPrintf: true }],
    ['python', '"{} {x!r}"', { isFormat: true }],
    ['go', '`%[1]*.2f %v`', { isPrintf: true }],
    ['java', '"""\n    a %1$tY\n    """', { isPrintf: true }],
    ['kotlin', '"$x %-5d"', { isPrintf: true }],
    ['script', '`a ${x} \\``', { isRaw: true }],
    ...(['""', "''", '""""""', "''''''", "r''", 'f""', "f'''a {x} b'''", 'rf"a {x}"'] as const).map(
      (each) => ['python', each] as const,
    ),
    ...(['""', "''", '``', '`a ${x} b`'] as const).map((each) => ['script', each] as const),
    ...(['""', '``'] as const).map((each) => ['go', each] as const),
    ...(['""', '"""\n    a\n    """', '"""\n    a"""'] as const).map((each) => ['java', each] as const),
    ...(['""', '"""a"""', '"$x a"'] as const).map((each) => ['kotlin', each] as const),
    ...(['""', '@""', '$"{x} a"', '$@"{x}"', '"""a"""', '$$"""\n  {{x}}\n  """'] as const).map(
      (each) => ['csharp', each] as const,
    ),
  ];

  it('says exactly what was written into it, twice over, with its holes', () => {
    const property = fc.property(
      fc.constantFrom(...kinds),
      fc.array(fc.tuple(anyText, fc.nat(), fc.nat()), { minLength: 2, maxLength: 2 }),
      ([language, empty, use], steps) => {
        let source = empty;
        for (const [text, start, length] of steps) {
          const literal = readLiteral(source, 0, language, use);
          assert.ok(literal, source);
          const before = tokensOf(literal);
          const from = start % (before.length + 1);
          const to = from + (length % (before.length - from + 1));
          const after = written(language, source, { from, to, text, ...(use && { use }) });
          if (after === undefined) continue;
          const wanted = [...before.slice(0, from), ...tokensOfText(text), ...before.slice(to)];
          const read = readLiteral(after, 0, language, use);
          assert.ok(read, after);
          assert.deepEqual(
            tokensOf(read).map(({ text: said, hole }) => [said, hole]),
            wanted.map(({ text: said, hole }) => [said, hole]),
          );
          source = after;
        }
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  it('means for JavaScript itself what is read here', () => {
    const property = fc.property(
      fc.constantFrom('""', "''", '``', '`a ${x} b`', 'String.raw`a ${x} b`'),
      anyText,
      fc.nat(),
      (empty, text, at) => {
        const [, tag = '', begun = ''] = /^([\w.]*)(.*)$/.exec(empty)!;
        const use = { isRaw: tag !== '' };
        const tokens = tokensOf(readLiteral(begun, 0, 'script', use)!);
        const place = at % (tokens.length + 1);
        const source = written('script', begun, { from: place, to: place, text, use });
        if (source === undefined && use.isRaw) return;
        assert.ok(source !== undefined, text);
        const value: unknown = runInNewContext(tag + source, { x: '<x>' });
        assert.equal(said('script', source, use), value);
      },
    );
    fc.assert(property, { numRuns: 200 });
  });
});
