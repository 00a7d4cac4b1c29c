import {
  blockComment,
  codeMode,
  doubled,
  enter,
  escape,
  fencedString,
  heredoc,
  hole,
  leave,
  lineComment,
  many,
  noWord,
  plain,
  raw,
  skip,
  string,
} from './syntax';
import type { Rule } from './syntax';
import { regularExpressionRule } from './javascript';

const block = blockComment('/\\*', '\\*/');
/** A comment as in a shell: a `#` inside a word opens none. */
const hashAfterBlank = lineComment('#', { after: '(?:^|[\\s;&|(])' });

/** A comment of whole lines, from the mark up to a line that begins with `end`. */
const lines = (open: string, end: string): Rule => {
  const last = new RegExp(`^${end}`, 'u');
  return {
    mark: open,
    step: enter({ kind: 'comment', rules: () => [], endIn: (line) => (last.test(line) ? line.length : undefined) }),
  };
};

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const closing = (open: string): string => pairs[open] ?? open;

const rubyHole = (): Rule => hole('#\\{', ruby, ['\\{', '\\}'], { carries: 'value' });
const ruby = (): readonly Rule[] => [
  lines('^=begin(?:\\s|$)', '=end(?:\\s|$)'),
  { mark: '^__END__$', step: enter(plain('string')) },
  lineComment('#'),
  { mark: '\\?["\'`#](?![\\p{L}\\p{N}_])|\\$["\'`]', step: skip },
  heredoc(
    '<<[~-]?(?:(["\'`])([\\p{L}_][\\p{L}\\p{N}_]{0,100})\\1|([\\p{Lu}_][\\p{L}\\p{N}_]{0,100}))',
    (_quote, quoted, bare) => quoted || bare,
    () => [rubyHole()],
  ),
  fencedString('%[qwis]([(\\[{<|!/])', closing, { escaped: [escape] }),
  fencedString('%[QWIrx]?([(\\[{<|!])(?![ =])', closing, { escaped: [escape], holes: () => [rubyHole()] }),
  string('"', { ...many, holes: () => [rubyHole()] }),
  string("'", many),
  string('`', { ...many, holes: () => [rubyHole()] }),
  { mark: '/(?=[^\\s=/])', after: '[\\p{L}\\p{N}_] ', step: regularExpressionRule.step },
  regularExpressionRule,
];

const elixir = (): readonly Rule[] => {
  const holes = () => [hole('#\\{', elixir)];
  const doc = '@(?:module|type|short)?doc[ \\t]{1,20}(?:~[sS])?';
  return [
    lineComment('#'),
    ...['"""', "'''"].map((quote) => string(`${doc}${quote}`, { ...many, close: quote, kind: 'comment' })),
    string(`${doc}"`, { ...many, close: '"', kind: 'comment' }),
    { mark: '\\?(?:\\\\[^]|["\'#])', step: skip },
    ...['"""', "'''"].map((quote) => string(`~[A-Z]{1,20}${quote}`, { ...raw, close: quote })),
    ...['"""', "'''", '"', "'"].map((quote) => string(`(?:~[a-z])?${quote}`, { ...many, close: quote, holes })),
    fencedString('~[a-zA-Z]{1,20}([(\\[{<|/])', closing, { escaped: [escape] }),
  ];
};

const perl: readonly Rule[] = [
  lines('^=[a-zA-Z]', '=cut\\b'),
  { mark: '^__(?:END|DATA)__$', step: enter(plain('string')) },
  { mark: '\\$[#"\'`]', step: skip },
  lineComment('#', { after: '(?:^|[\\s;{}(),])' }),
  heredoc(
    '<<~?(?:(["\'])([\\p{L}_][\\p{L}\\p{N}_]{0,100})\\1|([\\p{Lu}_][\\p{L}\\p{N}_]{0,100}))',
    (_quote, quoted, bare) => quoted || bare,
  ),
  fencedString('(?:q[qwrx]?|m)[ \\t]{0,20}([(\\[{<|!/])(?!=>)', closing, {
    after: '(?:^|[^\\p{L}\\p{N}_$@%>-])',
    escaped: [escape],
  }),
  string('"', many),
  string("'", { ...many, after: noWord }),
  regularExpressionRule,
];

/** `${name}`, which holds no comment. */
const parameter: Rule = {
  mark: '\\$\\{',
  step: enter({
    kind: 'code',
    rules: () => [
      escape,
      parameter,
      command,
      string('"', { ...many, holes: shellHoles }),
      { mark: '\\}', step: leave },
    ],
  }),
};
const command: Rule = hole('\\$\\((?!\\()', () => shell(), ['\\(', '\\)']);
const shellHoles = (): readonly Rule[] => [arithmetic, command, parameter];
/** Arithmetic, in which `1 << n` is no here-document. */
const arithmetic: Rule = {
  mark: '\\$?\\(\\(',
  step: enter(codeMode(() => [{ mark: '\\)\\)', step: leave }])),
};
const shell = (): readonly Rule[] => [
  hashAfterBlank,
  escape,
  ...shellHoles(),
  string("\\$'", { ...many, close: "'" }),
  string('"', { ...many, holes: shellHoles }),
  string("'", raw),
  heredoc(
    '<<-?[ \\t]{0,20}(?:(["\'])([^"\'\\s]{1,60})\\1|\\\\?([\\p{L}_][\\p{L}\\p{N}_]{0,100}))',
    (_quote, quoted, bare) => quoted || bare,
    undefined,
    { follows: '[ \\t]*$', after: '(?:^|[^<])' },
  ),
];
const shellMode = codeMode(shell);

const powershell = (): readonly Rule[] => {
  const holes = () => [hole('\\$\\(', powershell, ['\\(', '\\)'])];
  const escaped = [{ mark: '`[^]', step: skip }, ...doubled('"')];
  return [
    blockComment('<#', '#>'),
    lineComment('#', { after: '(?:^|[\\s;&|({}])' }),
    { mark: '`[^]', step: skip },
    string('@"(?=\\s{0,100}$)', { ...raw, close: '^"@' }),
    string("@'(?=\\s{0,100}$)", { ...raw, close: "^'@" }),
    string('"', { ...many, escaped, holes }),
    string("'", { ...many, escaped: doubled("'") }),
  ];
};

const php: readonly Rule[] = [
  {
    mark: '(?://|#(?!\\[))',
    step: enter({ kind: 'comment', endsWithLine: true, stop: () => '\\?>', rules: () => [] }),
  },
  block,
  heredoc('<<<[ \\t]{0,20}(["\']?)([\\p{L}_][\\p{L}\\p{N}_]{0,100})\\1', (_quote, name) => name),
  string('"', many),
  string("'", many),
];
/** PHP without its tags, as a fence holds it. */
export const phpCode = codeMode(() => [...php, { mark: '<\\?(?:php|=)?', step: skip }]);
export const phpInTags = codeMode(() => [...php, { mark: '\\?>', step: leave }]);

/** A text in long brackets, closed by as many equals signs as it was opened with. */
const luaBracket = (before: string, kind: 'string' | 'comment'): Rule =>
  fencedString(`${before}\\[(={0,60})\\[`, (equals) => `]${equals}]`, { kind });
const lua = codeMode(() => [
  luaBracket('--', 'comment'),
  lineComment('--'),
  luaBracket('', 'string'),
  string('"'),
  string("'"),
]);

const r = codeMode(() => [
  lineComment('#'),
  fencedString('[rR](["\'])(-{0,20})([(\\[{])', (quote, dashes, open) => `${closing(open)}${dashes}${quote}`, {
    after: noWord,
  }),
  string('"', many),
  string("'", many),
  string('`'),
]);
const coffee = codeMode(() => [
  blockComment('###(?!#)', '###'),
  lineComment('#'),
  string('"""', many),
  string("'''", many),
  string('"', many),
  string("'", many),
  regularExpressionRule,
]);
const tcl = codeMode(() => [lineComment('#', { after: '(?:^|;)[ \\t]*' }), escape, string('"', many)]);
const batch = codeMode([lineComment('^[ \\t]*(?:::|@?rem(?![\\p{L}\\p{N}_]))')], { ignoresCase: true });
const fish = codeMode(() => [hashAfterBlank, escape, string('"', many), string("'", many)]);
const nushell = codeMode(() => [hashAfterBlank, string('"', many), string("'", raw), string('`', raw)]);

export const scriptGrammars = {
  ruby: codeMode(ruby, { carries: 'value' }),
  elixir: codeMode(elixir),
  perl: codeMode(perl, { carries: 'value' }),
  shellscript: shellMode,
  fish,
  nushell,
  powershell: codeMode(powershell),
  bat: batch,
  lua,
  r,
  coffeescript: coffee,
  tcl,
} as const;
