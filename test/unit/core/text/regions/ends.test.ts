import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lines, prepared } from './regionsOf';

/** Whether what would be typed at the end of the text is prose, or a comment. */
function endsInProse(languageId: string, text: string): boolean {
  const source = new Lines(text);
  const last = source.lineCount - 1;
  const kind = prepared(languageId, source).at(last, source.lineAt(last).text.length)?.kind;
  return kind === 'prose' || kind === 'comment';
}

/** [language, text up to its end] */
type Case = readonly [languageId: string, before: string];

const prose: readonly Case[] = [
  ['markdown', 'a `code` b'],
  ['plaintext', ''],
  ['html', '<p class="x">a token'],
  ['ai-prompt', '---\nmodel: x\n---\n'],
  ['git-commit', 'Count '],
  ['typescript', '// a '],
  ['typescript', 'const a = 1; // a '],
  ['typescript', 'const u = "http://x"; // a '],
  ['typescript', "const u = 'it\\'s'; // a "],
  ['typescript', "const u = '#fff'; // a "],
  ['typescript', '/* a\n b '],
  ['typescript', '/** a\n * b '],
  ['typescript', "/* don't */ /* a "],
  ['typescript', "// don't\n// a "],
  ['typescript', 'const r = /["\']/; // a '],
  ['typescript', 'x.replace(/`/g, y); // a '],
  ['typescript', 'return /[/"]\\//.test(x); // a '],
  ['typescript', 'const half = a / 2; // a '],
  ['typescript', 'const s = "never closed\n// a '],
  ['typescript', "const s = 'never closed\r\n// a "],
  ['typescript', '`${a ? `//` : ""}`; // a '],
  ['typescript', '`${ { a: `}` } }`; // a '],
  ['typescript', '`${a /* b '],
  ['typescript', '{ `${a}`; } // b '],
  ['typescript', '`${f({ a: 1 }, "`")}`; // b '],
  ['typescript', '`a \\` b`; // a '],
  ['typescriptreact', "<p>Don't</p>; // a "],
  ['typescriptreact', '<br />; // a '],
  ['typescriptreact', '<p>{/* a '],
  ['javascript', 'f("\\\\"); // a '],
  ['javascript', 'label://'],
  ['jsonc', '{ "a": 1, // a '],
  ['python', '# a '],
  ['python', 'x = "a#b" # a '],
  ['python', "x = r'\\d' # a "],
  ['python', 'def f():\n    """A '],
  ['python', "def f():\n    '''It isn't "],
  ['python', 'x = "" # a '],
  ['python', '"""a""" # b '],
  ['sql', "SELECT '--' -- a "],
  ['sql', "SELECT 'it''s' -- a "],
  ['sql', '/* a '],
  ['yaml', 'a: 1 # b '],
  ['yaml', "a: don't # b "],
  ['yaml', '# a '],
  ['shellscript', 'echo "${#a}" # b '],
  ['shellscript', 'n=${#a} # b '],
  ['shellscript', "# don't\n# b "],
  ['rust', "fn f<'a>(x: &'a str) {} // a "],
  ['rust', "let c = '\"'; // a "],
  ['rust', "let c = '\\''; // a "],
  ['cpp', "int n = 1'000'000; // a "],
  ['java', 'String s = """\n "a" // b\n"""; // a '],
  ['go', 'r := `\\d\\`; // a '],
  ['haskell', "foldl' f -- a "],
  ['haskell', "c = '\"' -- a "],
  ['haskell', '{- a '],
  ['clojure', "(quote 'a) ; a "],
  ['lua', '--[[ a\n b '],
  ['lua', '--[[ a ]] -- b '],
  ['powershell', '<# a '],
  ['css', '/* a '],
  ['scss', 'a { color: #fff } // a '],
  ['php', '# a '],
  ['xml', '<!-- a '],
  ['vue', '<!-- a '],
  ['vb', "Dim a = 1 ' a "],
  ['ini', '; a '],
  ['constructor', '// a '],
];

const code: readonly Case[] = [
  ['typescript', ''],
  ['typescript', 'const '],
  ['typescript', '// a\nconst '],
  ['typescript', '// a\r\nconst '],
  ['typescript', '/* a */ const '],
  ['typescript', 'const u = "http://'],
  ['typescript', "const u = 'http://"],
  ['typescript', 'const u = `http://'],
  ['typescript', 'const u = `\nhttp://'],
  ['typescript', '`${a}//'],
  ['typescript', '`${`//'],
  ['typescript', '`${a ? `//` : ""}//'],
  ['typescript', 'const s = "/* '],
  ['typescript', 'const s = "\\"// '],
  ['typescript', 'const r = /[/*]/; const '],
  ['typescript', 'const r = /\\/\\//; const '],
  ['typescript', 'x = a / b / c; const '],
  ['jsonc', '{ "a": "http://'],
  ['json', '{ "a": 1, // '],
  ['json', '{ "a": "#'],
  ['python', 'x = "#'],
  ['python', "x = f'{a}#"],
  ['python', '"""a"""\nx = '],
  ['python', 'a // '],
  ['sql', "SELECT '-- "],
  ['yaml', 'a: "# '],
  ['yaml', 'a: b#'],
  ['shellscript', 'n=${#'],
  ['shellscript', "echo '# "],
  ['shellscript', 'curl http://'],
  ['rust', "let c = '/'; let d = "],
  ['java', 'String s = """\n // '],
  ['go', 'r := `// '],
  ['css', 'a { background: url(http://'],
  ['xml', '<!-- a --><b>'],
  ['lua', '--[[ a\n]] x = '],
  ['haskell', '{- a -} x = '],
  ['ini', 'a=b;'],
];

describe('the end of a text', () => {
  for (const [languageId, before] of prose) {
    it(`is prose in ${languageId} after ${JSON.stringify(before)}`, () => assert.ok(endsInProse(languageId, before)));
  }

  for (const [languageId, before] of code) {
    it(`is code in ${languageId} after ${JSON.stringify(before)}`, () => assert.ok(!endsInProse(languageId, before)));
  }

  it('finds the comment after any run of whole strings of TypeScript', () => {
    const content = fc.array(fc.constantFrom('//', '/*', '*/', '#', "\\'", '\\"', '\\`', '\\\\', '{', 'a'), {
      maxLength: 6,
    });
    const whole = fc
      .tuple(fc.constantFrom('"', "'", '`'), content)
      .map(([quote, inside]) => `${quote}${inside.join('')}${quote}`);
    fc.assert(
      fc.property(fc.array(whole, { maxLength: 6 }), (strings) => {
        const line = `f(${strings.join(', ')});`;
        assert.ok(!endsInProse('typescript', line), line);
        assert.ok(endsInProse('typescript', `${line} // `), line);
      }),
    );
  });
});
