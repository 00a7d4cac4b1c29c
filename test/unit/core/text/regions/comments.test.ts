import assert from 'node:assert/strict';
import { languageRoot } from '../../../../../src/core/text/regions/grammars';
import { languageNames } from '../../../../support/languageNames';
import { regionOf } from './regionsOf';

/** For each way to write comments and strings: `one` is commented, `two` is code, `three`, where it is there, a string. */
const samples: readonly (readonly [text: string, ...languages: string[]])[] = [
  [
    '// one\ntwo "// three"',
    ...[
      'c',
      'cpp',
      'objective-c',
      'objective-cpp',
      'csharp',
      'java',
      'kotlin',
      'scala',
      'groovy',
      'dart',
      'swift',
      'rust',
    ],
    ...[
      'go',
      'zig',
      'd',
      'v',
      'solidity',
      'proto',
      'thrift',
      'shaderlab',
      'verilog',
      'actionscript',
      'prisma',
      'jsonc',
      'json5',
    ],
    ...[
      'jsonnet',
      'scss',
      'javascript',
      'javascriptreact',
      'typescript',
      'typescriptreact',
      'fsharp',
      'terraform',
      'php-code',
    ],
  ],
  [
    '/* a\none */ two "/* three"',
    ...[
      'c',
      'cpp',
      'objective-c',
      'csharp',
      'java',
      'kotlin',
      'scala',
      'groovy',
      'dart',
      'swift',
      'rust',
      'go',
      'd',
      'v',
    ],
    ...[
      'solidity',
      'proto',
      'thrift',
      'shaderlab',
      'verilog',
      'actionscript',
      'jsonc',
      'json5',
      'jsonnet',
      'css',
      'scss',
    ],
    ...['javascript', 'typescript', 'sql', 'mysql', 'terraform', 'nix', 'prolog', 'php-code', 'asm'],
  ],
  [
    '# one\ntwo "# three"',
    ...[
      'python',
      'ruby',
      'elixir',
      'perl',
      'shellscript',
      'fish',
      'nushell',
      'powershell',
      'r',
      'coffeescript',
      'tcl',
      'julia',
    ],
    ...[
      'terraform',
      'cmake',
      'graphql',
      'nim',
      'rego',
      'nix',
      'toml',
      'ini',
      'dockerfile',
      'octave',
      'jsonnet',
      'thrift',
      'mysql',
    ],
    'php-code',
  ],
  ['-- one\ntwo "-- three"', 'haskell', 'sql', 'mysql', 'ada', 'vhdl', 'lua'],
  ['% one\ntwo "% three"', 'erlang', 'matlab', 'octave', 'prolog'],
  ['; one\ntwo "; three"', 'clojure', 'ini', 'asm'],
  ['(* a (* b *) one *) two "(* three"', 'ocaml', 'fsharp', 'wolfram'],
  ["(* one *) two '(* three'", 'pascal'],
  ["{ one } two '{ three'", 'pascal'],
  ['! one\ntwo "! three"', 'fortran'],
  ['*> one\ntwo "*> three"', 'cobol'],
  ['\' one\ntwo "\' three"', 'vb'],
  ['REM one\ntwo "REM three"', 'vb'],
  ['a: REM one\ntwo', 'vb'],
  ['@rem one\ntwo', 'bat'],
  [':: one\ntwo', 'bat'],
  ["// one\ntwo '// three'", 'bicep'],
  ['/+ a /+ b +/ one +/ two `/+ three`', 'd'],
  ['#| a\none |# two "#| three"', 'clojure'],
  ['# one\n- two: "# three"', 'yaml'],
  ['# one\ntwo=1', 'properties', 'ignore'],
  ['! one\ntwo=1', 'properties'],
  ['###\none\n###\ntwo "three"', 'coffeescript'],
  ['#[ a #[ b ]# one ]# two "three"', 'nim'],
  ['<# a\none #> $two = "# three"', 'powershell'],
  ['#[[ a\none ]] two("# three")', 'cmake'],
  [
    '<!-- a\none --><two title="<!-- three">',
    'html',
    'xml',
    'vue',
    'svelte',
    'astro',
    'php',
    'erb',
    'ejs',
    'jinja-html',
    'razor',
  ],
  ['{{! one }}<two title="three">', 'handlebars'],
  ['{{!-- {{ a }} one --}}<two title="three">', 'handlebars'],
  ['@* one *@<two title="three">', 'razor'],
  ['<%# one %><two title="three"><% f("three") %>', 'erb', 'ejs'],
  ['{# one #}<two title="three">', 'jinja-html'],
  ['{/* one */}<two a="three">', 'svelte', 'astro', 'mdx', 'javascriptreact'],
  ['<!-- one -->\n\n`two`', 'markdown'],
  ['// one\n----\ntwo\n----', 'asciidoc'],
  ['% one\n\\begin{verbatim}two\\end{verbatim}', 'latex'],
  ['/* one */ `two`', 'typst'],
];

/** They have no comments, or nothing but text. */
const without = ['json', 'bibtex', 'diff', 'plaintext', 'restructuredtext', 'git-commit'];

describe('comments, code and strings', () => {
  for (const [text, ...languages] of samples) {
    for (const language of languages) {
      it(`are told apart in ${language} in ${JSON.stringify(text)}`, () => {
        assert.equal(regionOf(language, text, 'one').kind, 'comment');
        assert.equal(regionOf(language, text, 'two').kind, 'code');
        if (text.includes('three')) assert.equal(regionOf(language, text, 'three').kind, 'string');
      });
    }
  }

  it('are tried out in every language of the tables', () => {
    const tried = new Set([...samples.flatMap(([, ...languages]) => languages), ...without]);
    const modes = new Set([...tried].map((name) => languageRoot(name)?.mode));
    const missing = languageNames.filter((name) => !modes.has(languageRoot(name)!.mode));
    assert.deepEqual(missing, []);
  });

  it('have no language twice under one name', () => {
    const twice = languageNames.filter((name, i) => languageNames.indexOf(name) < i);
    assert.deepEqual(twice, []);
  });
});
