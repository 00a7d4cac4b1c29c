/** Languages whose whole text is prose. */
const proseLanguages = new Set([
  'markdown',
  'plaintext',
  'ai-prompt',
  'dotprompt',
  'prompt',
  'instructions',
  'chatagent',
  'skill',
  'latex',
  'tex',
  'restructuredtext',
  'asciidoc',
  'html',
  'git-commit',
  'scminput',
]);

interface CommentSyntax {
  readonly line?: RegExp;
  readonly block?: readonly (readonly [open: string, close: string])[];
  /** Delimiters of strings, longest first, so that a comment mark inside a string is none. */
  readonly strings: readonly string[];
}

const slashes: CommentSyntax = { line: /^\/\//, block: [['/*', '*/']], strings: ['"', "'", '`'] };
const hash: CommentSyntax = { line: /^#/, strings: ['"', "'"] };
const hashAndDocstrings: CommentSyntax = {
  line: /^#/,
  block: [
    ['"""', '"""'],
    ["'''", "'''"],
  ],
  strings: ['"', "'"],
};
const dashes: CommentSyntax = { line: /^--/, block: [['/*', '*/']], strings: ["'", '"'] };
const markup: CommentSyntax = { block: [['<!--', '-->']], strings: [] };

const commentSyntax: Readonly<Record<string, CommentSyntax>> = {
  python: hashAndDocstrings,
  ruby: hash,
  shellscript: hash,
  yaml: hash,
  toml: hash,
  dockerfile: hash,
  makefile: hash,
  perl: hash,
  r: hash,
  julia: hash,
  powershell: { line: /^#/, block: [['<#', '#>']], strings: ['"', "'"] },
  sql: dashes,
  lua: { line: /^--/, block: [['--[[', ']]']], strings: ['"', "'"] },
  haskell: { line: /^--/, block: [['{-', '-}']], strings: ['"'] },
  xml: markup,
  vue: markup,
  svelte: markup,
  json: { strings: ['"'] },
};

/**
 * Whether the end of `before` is prose: a prose language, or a comment of a programming language.
 *
 * `before` may be cut at its start; a block comment that opens before the cut is not seen. Languages without an entry
 * of their own are read with C's comment marks, which most of them share.
 */
export function endsInProse(languageId: string, before: string): boolean {
  if (proseLanguages.has(languageId)) return true;
  const syntax = commentSyntax[languageId] ?? slashes;
  let i = 0;
  while (i < before.length) {
    const block = syntax.block?.find(([open]) => before.startsWith(open, i));
    if (block) {
      const close = before.indexOf(block[1], i + block[0].length);
      if (close < 0) return true;
      i = close + block[1].length;
    } else if (syntax.line?.test(before.slice(i, i + 2))) {
      const end = before.indexOf('\n', i);
      if (end < 0) return true;
      i = end + 1;
    } else {
      const quote = syntax.strings.find((mark) => before.startsWith(mark, i));
      i = quote === undefined ? i + 1 : endOfString(before, i + quote.length, quote);
    }
  }
  return false;
}

/** After the closing quote; a string without one ends at the line's end, a template string at the text's. */
function endOfString(text: string, from: number, quote: string): number {
  for (let i = from; i < text.length; i++) {
    if (text.charAt(i) === '\\') i++;
    else if (text.startsWith(quote, i)) return i + quote.length;
    else if (text.charAt(i) === '\n' && quote !== '`') return i + 1;
  }
  return text.length;
}
