import {
  blockComment,
  brackets,
  character,
  codeMode,
  doubled,
  enter,
  escape,
  fencedString,
  hole,
  leave,
  lineComment,
  many,
  plain,
  raw,
  skip,
  string,
  stringMode,
} from './syntax';
import type { Mode, Rule } from './syntax';

const slashBlock = blockComment('/\\*', '\\*/');
const hash = lineComment('#');
const string1 = string('"');

/** A comment that begins with `--`, unless the dashes belong to an operator such as `-->`. */
const dashes = lineComment('--(?:-{60}|-{0,60}(?![!#$%&*+./<=>?@\\\\^|~:-]))');
const haskell = [blockComment('\\{-', '-\\}', { nests: true }), dashes, string1, character];
const ocaml = [
  blockComment('\\(\\*(?!\\))', '\\*\\)', { nests: true }),
  string('"', many),
  fencedString('\\{([a-z_]{0,20})\\|', (name) => `|${name}}`),
  character,
];
const fsharp = [
  blockComment('\\(\\*(?!\\))', '\\*\\)', { nests: true }),
  lineComment('//'),
  string('"""', raw),
  string('@"', { close: '"', escaped: doubled('"'), manyLines: true }),
  string('"', many),
  character,
];
const lisp = [
  blockComment('#\\|', '\\|#', { nests: true }),
  { mark: '\\\\[^]|\\?\\\\?[";]', step: skip },
  lineComment(';'),
  string('"', many),
];

const sql = (more: readonly Rule[] = []): readonly Rule[] => [
  lineComment('--'),
  ...more,
  slashBlock,
  // MySQL writes 'it\'s', but in standard SQL 'C:\' is a whole string.
  string("'", {
    manyLines: true,
    escaped: [...doubled("'"), { mark: "\\\\(?:\\\\|'(?=[\\p{L}\\p{N}]))", step: skip }],
  }),
  string('"', { manyLines: true, escaped: doubled('"') }),
  fencedString('(\\$(?:[\\p{L}_][\\p{L}\\p{N}_]{0,60})?\\$)', (tag) => tag, { kind: 'code' }),
];

/** A place that does not follow a value. A quote after a value transposes it. */
const noValue = "(?:^|[^\\p{L}\\p{N}_)\\]}'.])";

const julia = (): readonly Rule[] => {
  const holes = () => [hole('\\$\\(', julia, ['\\(', '\\)'])];
  const documentation = ['"""', '"'].map((quote): Rule => ({
    mark: `^[ \\t]*(?:@doc[ \\t]+)?(?:raw|md)?${quote}`,
    where: 'statement',
    step: enter(stringMode(quote, { ...many, kind: 'comment' })),
  }));
  return [
    blockComment('#=', '=#', { nests: true }),
    hash,
    ...documentation,
    ...['"""', '"'].map((quote) => string(quote, { ...many, holes })),
    string('```?', many),
    { ...character, after: noValue },
    ...brackets('[(\\[{]', '[)\\]}]'),
  ];
};

const matlabString = string("'", { after: noValue, escaped: doubled("'") });
const matlabBlock = (mark: string): Rule => ({
  mark: `^[ \\t]*${mark}\\{[ \\t]*$`,
  step: enter({
    kind: 'comment',
    rules: () => [],
    endIn: (line) => (new RegExp(`^\\s*${mark}\\}\\s*$`).test(line) ? line.length : undefined),
  }),
});
const matlab = [
  matlabBlock('[%#]'),
  lineComment('%'),
  lineComment('\\.\\.\\.'),
  matlabString,
  string('"', { escaped: doubled('"') }),
];
const erlang = [
  lineComment('%'),
  { mark: '\\$(?:\\\\[^]|[^\\\\\\s])', step: skip },
  string('"""', raw),
  string('"', many),
  string("'", many),
];
const pascal = [
  blockComment('\\{', '\\}'),
  blockComment('\\(\\*', '\\*\\)'),
  lineComment('//'),
  string("'", { escaped: doubled("'") }),
];
/** A character between two quotes. An attribute follows a single quote, too: `Integer'First`. */
const adaCharacter: Rule = { mark: "'[^']'", step: skip };
const ada = [lineComment('--'), string('"', { escaped: doubled('"') }), adaCharacter];
const basic: Mode = codeMode(
  [
    lineComment("'"),
    lineComment('rem(?![\\p{L}\\p{N}_])', { after: '(?:^|:)[ \\t]*' }),
    string('"', { escaped: doubled('"') }),
  ],
  { ignoresCase: true },
);
const fortran = [lineComment('!'), string("'", { escaped: doubled("'") }), string('"', { escaped: doubled('"') })];
const assembly = [slashBlock, lineComment('[;#@](?=\\s)|//|;'), string1, character];

const nix = (): readonly Rule[] => {
  const holes = () => [hole('\\$\\{', nix)];
  const indented = [{ mark: "''(?:\\$|'|\\\\[^])", step: skip }];
  return [
    hash,
    slashBlock,
    string('"', { ...many, holes }),
    string("''", { manyLines: true, escaped: indented, holes }),
  ];
};

const heredocEnd = (line: string, data: string): number | undefined => (line.trim() === data ? line.length : undefined);
const terraform = (): readonly Rule[] => {
  const holes = () => [hole('[$%]\\{', terraform)];
  return [
    hash,
    lineComment('//'),
    slashBlock,
    {
      mark: '<<-?([\\p{L}_][\\p{L}\\p{N}_-]{0,100})[ \\t]{0,100}$',
      step: {
        do: 'enterNextLine',
        mode: { kind: 'string', rules: holes, endIn: heredocEnd },
        data: ({ groups }) => groups[0] ?? '',
      },
    },
    string('"', { holes, escaped: [{ mark: '\\$\\$\\{|%%\\{', step: skip }, escape] }),
  ];
};
const cmake = [
  fencedString('#\\[(={0,60})\\[', (equals) => `]${equals}]`, { kind: 'comment' }),
  hash,
  fencedString('\\[(={0,60})\\[', (equals) => `]${equals}]`),
  string('"', many),
];
const graphql = [string('"""', { ...many, kind: 'comment' }), hash, string1];

/**
 * Rules for a language that is not in the tables. A mark inside a line may mean anything (`src/**`, `http://`), so it
 * opens a comment only at the start of the line or between blanks. A string ends with its line.
 */
const unknown = [
  lineComment('^[ \\t]*(?://|#(?=[\\s!#])|--(?=\\s)|;|%(?=[\\s%]))'),
  lineComment('(?://|#)(?=\\s)', { after: '\\s' }),
  { mark: '^[ \\t]*/\\*', step: enter({ kind: 'comment', rules: () => [{ mark: '\\*/', step: leave }] }) },
  string('"'),
] satisfies Rule[];

export const unknownMode: Mode = codeMode(unknown);

export const otherGrammars = {
  haskell: codeMode(haskell),
  ocaml: codeMode(ocaml),
  fsharp: codeMode(fsharp),
  clojure: codeMode(lisp),
  erlang: codeMode(erlang),
  julia: codeMode(julia, { carries: 'continuation' }),
  matlab: codeMode(matlab),
  octave: codeMode([matlabBlock('[%#]'), lineComment('[%#]'), ...matlab]),
  sql: codeMode(sql()),
  mysql: codeMode(sql([hash, string('`', raw)])),
  ada: codeMode(ada),
  vhdl: codeMode(ada),
  pascal: codeMode(pascal),
  vb: basic,
  fortran: codeMode(fortran),
  cobol: codeMode([lineComment('\\*>|^.{6}\\*'), string1, string("'")]),
  asm: codeMode(assembly),
  nix: codeMode(nix),
  terraform: codeMode(terraform),
  cmake: codeMode(cmake),
  graphql: codeMode(graphql),
  nim: codeMode([blockComment('#\\[', '\\]#', { nests: true }), hash, string('"""', raw), string1, character]),
  prolog: codeMode([lineComment('%'), slashBlock, string("'"), string1]),
  wolfram: codeMode([blockComment('\\(\\*', '\\*\\)', { nests: true }), string('"', many)]),
  rego: codeMode([hash, string1, string('`', raw)]),
  bibtex: plain('string'),
  diff: plain('code'),
} as const;
