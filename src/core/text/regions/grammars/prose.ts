import { blockComment, codeMode, enter, fencedString, leave, lineComment, outdent, plain, skip } from './syntax';
import type { Mark, Mode, Rule } from './syntax';
import { bracedExpression, mdxTag } from './javascript';
import { frontMatterRule } from './markup';

/**
 * Maximum length, in UTF-16 code units, of a line that ends a fence. Searching megabytes of blanks or backticks would
 * take long.
 */
const maxFenceLength = 1_000;

/** A fenced block. It ends with a fence that is at least as long, or with the quote in which it stands. */
const fence: Mode = {
  kind: 'code',
  rules: () => [],
  endIn: (whole, data) => {
    const line = whole.length <= maxFenceLength ? whole : `${whole.slice(0, maxFenceLength)}…`;
    const [, lead = '', marks = ''] = /^([ \t>]*)(`{3,}|~{3,})[ \t]*$/.exec(line) ?? [];
    const opened = data.replace('>', '');
    if (data.startsWith('>') && !/^\s*>/.test(line)) return 0;
    return marks.startsWith(opened) && (lead.includes('>') === data.startsWith('>') || lead === '')
      ? line.length
      : undefined;
  },
};

/**
 * Returns the language in `ts`, `ts title="x"`, `{python, echo=FALSE}` or `{.python .numberLines}`. PHP in fences has no tags.
 */
const fenceLanguage = ({ groups }: Mark): string => {
  const name = /^\s*\{?\s*\.?([^\s{}.,:;=]*)/.exec(groups[2] ?? '')?.[1]?.toLowerCase() ?? '';
  return name === 'php' ? 'php-code' : name;
};

const fenceRule: Rule = {
  mark: '^([ \\t>]*(?:(?:[-*+]|\\d{1,9}[.)])[ \\t]+)*)(`{3,}(?=[^`]*$)|~{3,})([^]*)$',
  step: {
    do: 'enterNextLine',
    mode: fence,
    data: ({ groups }) => `${groups[0]?.includes('>') ? '>' : ''}${groups[1] ?? ''}`,
    embeds: fenceLanguage,
  },
};

/**
 * Inline code ends on its line with as many backticks as it begins with. Backticks that do not occur again mean
 * nothing, and neither do more than 64.
 */
const inlineCode: Rule = {
  mark: '`{1,64}(?!`)',
  where: 'repeated',
  step: enter(
    { kind: 'code', endsWithLine: true, rules: () => [], close: (marks) => `(?<!\`)${marks}(?!\`)` },
    { data: ({ text }) => text, embeds: '' },
  ),
};
const loneBackticks: Rule = { mark: '`{1,1000}', step: skip };

const markdownRules: readonly Rule[] = [
  frontMatterRule('yaml'),
  fenceRule,
  { mark: '\\\\[`<]', step: skip },
  inlineCode,
  loneBackticks,
  blockComment('<!--', '-->'),
];
const markdown: Mode = { kind: 'prose', hasStart: true, rules: () => markdownRules };

/** `import` and `export` at the start of a line are JavaScript up to a blank line. */
const moduleCode: Mode = { kind: 'code', rules: () => [], endIn: (line) => (line.trim() === '' ? 0 : undefined) };
const mdx: Mode = {
  kind: 'prose',
  hasStart: true,
  rules: () => [
    ...markdownRules.slice(0, 5),
    { mark: '^(?:import|export)(?=[\\s{*])', step: enter(moduleCode, { embeds: 'javascriptreact' }) },
    bracedExpression,
    mdxTag,
  ],
};

const directiveBody: Mode = { ...plain('code'), endIn: outdent };
const restructuredText: Mode = {
  kind: 'prose',
  rules: () => [
    {
      mark: '^([ \\t]*)\\.\\.[ \\t]+(?:code-block|code|sourcecode|highlight)::[ \\t]*([\\p{L}\\p{N}_+#-]{0,40})[ \\t]*$',
      step: {
        do: 'enterNextLine',
        mode: directiveBody,
        data: ({ groups }) => String(groups[0]?.length ?? 0),
        embeds: ({ groups }) => (groups[1] ?? '').toLowerCase(),
      },
    },
    { mark: '^([ \\t]*)\\.\\.(?=[ \\t]+[^\\s_\\[|])(?![^]{0,60}::)', step: skip },
    fencedString('``', () => '``', { manyLines: false, kind: 'code' }),
  ],
};

const latex: Mode = {
  kind: 'prose',
  rules: () => [
    { mark: '\\\\%', step: skip },
    lineComment('%'),
    ...['verbatim', 'lstlisting', 'minted'].map((name): Rule => ({
      mark: `\\\\begin\\{${name}\\*?\\}`,
      step: enter(codeMode([{ mark: `\\\\end\\{${name}\\*?\\}`, step: leave }])),
    })),
  ],
};
const asciiDoc: Mode = {
  kind: 'prose',
  rules: () => [
    lineComment('^//(?!/)'),
    {
      mark: '^----+[ \\t]*$',
      step: {
        do: 'enterNextLine',
        mode: { kind: 'code', rules: () => [], endIn: (line) => (/^----+\s*$/.test(line) ? line.length : undefined) },
      },
    },
    inlineCode,
    loneBackticks,
  ],
};
const commitMessage: Mode = { kind: 'prose', rules: () => [lineComment('^#')] };
const typst: Mode = {
  kind: 'prose',
  rules: () => [
    lineComment('//', { after: '(?:^|[^:])' }),
    blockComment('/\\*', '\\*/', { nests: true }),
    inlineCode,
    loneBackticks,
  ],
};

export const proseGrammars = {
  markdown,
  mdx,
  plaintext: plain('prose'),
  restructuredtext: restructuredText,
  latex,
  asciidoc: asciiDoc,
  'git-commit': commitMessage,
  typst,
} as const;
