import {
  blockComment,
  character,
  codeMode,
  doubled,
  escapes,
  fencedString,
  hole,
  lineComment,
  many,
  noWord,
  raw,
  skip,
  string,
} from './syntax';
import type { Rule } from './syntax';
import { regularExpressionRule } from './javascript';

const slashes = lineComment('//');
const block = blockComment('/\\*', '\\*/');
const nested = blockComment('/\\*', '\\*/', { nests: true });
const textBlock = string('"""', many);

/** Character literals, including C's `'ABCD'` and the `'000'` of C++'s 1'000'000, which hides nothing. */
const characters: Rule = { mark: "'(?:\\\\[^][^']{0,10}|[^\\\\']{1,4})'", step: skip };
const cComments = [lineComment('//', { continued: true }), block];
/** The text of `#error` is not C code: an apostrophe in it opens nothing. */
const message = string('^[ \\t]*#[ \\t]*(?:error|warning)\\b', { close: '$', kind: 'prose' });
const c = [...cComments, message, string('"'), characters];
const cpp = [
  ...cComments,
  message,
  fencedString('R"([^()\\\\\\s"]{0,16})\\(', (delimiter) => `)${delimiter}"`, {
    after: '(?:^|[^\\p{L}\\p{N}_])(?:u8|[uUL])?',
  }),
  string('"'),
  characters,
];

const kotlin = (): readonly Rule[] => {
  const holes = () => [hole('\\$\\{', kotlin)];
  return [slashes, nested, string('"""', { escaped: [], manyLines: true, holes }), string('"', { holes }), character];
};
const interpolated = `${noWord}(?:s|f|raw)`;
const scala = (): readonly Rule[] => {
  const holes = () => [hole('\\$\\{', scala)];
  return [
    slashes,
    nested,
    string('"""', { after: interpolated, escaped: [], manyLines: true, holes }),
    string('"""', raw),
    string('"', { after: interpolated, holes }),
    string('"'),
    character,
  ];
};
const dart = (): readonly Rule[] => {
  const quotes = ["'''", '"""', "'", '"'];
  const holes = () => [hole('\\$\\{', dart)];
  return [
    slashes,
    nested,
    ...quotes.map((quote) => string(quote, { after: `${noWord}r`, escaped: [], manyLines: quote.length > 1 })),
    ...quotes.map((quote) => string(quote, { holes, manyLines: quote.length > 1 })),
  ];
};
const swift = (): readonly Rule[] => {
  /** Number signs, found where they begin and not at each of them. */
  const marks = '(#(?<!##)#{0,15})';
  const holes = () => [hole('\\\\\\(', swift, ['\\(', '\\)'])];
  /** Escapes except for `\(`, which opens a hole. */
  const escaped = [{ mark: '\\\\$', step: { do: 'continue' } } as const, { mark: '\\\\[^(]', step: skip }];
  return [
    slashes,
    nested,
    fencedString(`${marks}"""`, (opened) => `"""${opened}`),
    fencedString(`${marks}"`, (opened) => `"${opened}`, { manyLines: false }),
    string('"""', { escaped, holes, manyLines: true }),
    string('"', { escaped, holes }),
  ];
};
const csharp = (): readonly Rule[] => {
  const holes = () => [hole('\\{', csharp)];
  const verbatim = { close: '"', escaped: doubled('"'), manyLines: true };
  const braces = [{ mark: '\\{\\{|\\}\\}', step: skip }];
  return [
    slashes,
    block,
    fencedString('(?:\\$(?<!\\$\\$)\\${0,15})?("{3,16})', (quotes) => quotes),
    string('(?:\\$@|@\\$)"', { ...verbatim, escaped: [...doubled('"'), ...braces], holes }),
    string('@"', verbatim),
    string('\\$"', { close: '"', escaped: [...escapes, ...braces], holes }),
    string('"'),
    character,
  ];
};
const groovy = (): readonly Rule[] => {
  const holes = () => [hole('\\$\\{', groovy)];
  return [
    lineComment('//'),
    lineComment('^#!'),
    block,
    string("'''", many),
    string('"""', { manyLines: true, holes }),
    string("'"),
    string('"', { holes }),
    regularExpressionRule,
  ];
};

const rust = [
  slashes,
  nested,
  fencedString('r(#{0,20})"', (marks) => `"${marks}`, { after: `${noWord}[bc]?` }),
  string('"', many),
  character,
];
const d = [
  slashes,
  block,
  blockComment('/\\+', '\\+/', { nests: true }),
  string('`', raw),
  string('"', { after: `${noWord}r`, escaped: [], manyLines: true }),
  string('"', many),
  character,
];
const goLike = [slashes, block, string('`', raw), string('"'), character];
const notInAddress = { after: '(?:^|[^:])' };
const plainC = [slashes, block, string('"'), string("'")];

export const cFamilyGrammars = {
  c: codeMode(c),
  cpp: codeMode(cpp),
  'objective-c': codeMode(c),
  'objective-cpp': codeMode(cpp),
  csharp: codeMode(csharp),
  java: codeMode([slashes, block, textBlock, string('"'), character]),
  kotlin: codeMode(kotlin),
  scala: codeMode(scala),
  groovy: codeMode(groovy),
  dart: codeMode(dart),
  swift: codeMode(swift),
  rust: codeMode(rust),
  go: codeMode(goLike),
  zig: codeMode([slashes, string('\\\\\\\\', { close: '$', escaped: [] }), string('"'), character]),
  d: codeMode(d),
  v: codeMode(goLike),
  solidity: codeMode(plainC),
  proto: codeMode(plainC),
  thrift: codeMode([...plainC, lineComment('#')]),
  shaderlab: codeMode([slashes, block, string('"')]),
  verilog: codeMode([slashes, block, string('"')]),
  actionscript: codeMode(plainC),
  bicep: codeMode([slashes, block, string("'''", raw), string("'")]),
  prisma: codeMode([slashes, string('"')]),
  jsonc: codeMode([lineComment('//', notInAddress), block, string('"')]),
  json5: codeMode([slashes, block, string('"'), string("'")]),
  jsonnet: codeMode([slashes, lineComment('#'), block, string('"'), string("'"), string('\\|\\|\\|', raw)]),
  css: codeMode([block, string('"'), string("'")]),
  scss: codeMode([lineComment('//', notInAddress), block, string('"'), string("'")]),
} as const;
