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
  /** What opens a comment up to the end of the line. */
  readonly line?: RegExp;
  /** What opens a comment, and what closes it. */
  readonly block?: Readonly<Record<string, string>>;
  /** Strings and the like: a comment mark inside is none. Without its closing quote one ends with the line. */
  readonly literals: readonly RegExp[];
  /** Template strings: code inside `${}`. */
  readonly templates?: boolean;
}

const double = /"[^"\\\n]*(?:\\[^][^"\\\n]*)*["\n]?/u;
/** Not after a letter: the apostrophe of *don't* opens nothing. */
const single = /'(?<![\p{L}\p{N}]')[^'\\\n]*(?:\\[^][^'\\\n]*)*['\n]?/u;
/** Also after a prefix: `r'...'`. */
const prefixedSingle = /'[^'\\\n]*(?:\\[^][^'\\\n]*)*['\n]?/u;
/** One character; a lone quote (a lifetime, a name like foldl', a quoted symbol) opens nothing. */
const character = /'(?:\\[^][^'\n]*|[^\\'\n])'/u;
const tripleDouble = /"""[^"\\]*(?:(?:\\[^]|"(?!""))[^"\\]*)*(?:""")?/u;
const raw = /`[^`]*`?/u;
/** A regular expression stands where a value can begin, and ends on its line. */
const regularExpression =
  /\/(?<=(?:[=(,:[!&|?{;]|=>|\b(?:return|typeof|case))\s*\/)(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//u;

const slashLine = /(?<!:)\/\//u; // Not the one of https://
const hashLine = /#(?<=(?:^|\s)#)/u;
const starBlock = { '/*': '*/' };

const slashes: CommentSyntax = {
  line: slashLine,
  block: starBlock,
  literals: [double, single, regularExpression],
  templates: true,
};
const systems: CommentSyntax = { line: slashLine, block: starBlock, literals: [tripleDouble, double, character] };
const hash: CommentSyntax = { line: hashLine, literals: [double, single] };
const lisp: CommentSyntax = { line: /;/u, literals: [double] };
const markup: CommentSyntax = { block: { '<!--': '-->' }, literals: [] };
const settings: CommentSyntax = { line: /[#;](?<=(?:^|\s)[#;])/u, literals: [double, single] };

const each = (syntax: CommentSyntax, ...languageIds: string[]): [string, CommentSyntax][] =>
  languageIds.map((languageId) => [languageId, syntax]);

const commentSyntax = new Map<string, CommentSyntax>([
  ...each(systems, 'c', 'cpp', 'cuda-cpp', 'csharp', 'java', 'kotlin', 'objective-c', 'rust', 'scala', 'swift'),
  ...each(hash, 'ruby', 'shellscript', 'yaml', 'toml', 'dockerfile', 'makefile', 'perl', 'r', 'julia', 'elixir'),
  ...each(hash, 'coffeescript', 'cmake', 'graphql', 'nix', 'ignore'),
  ...each(lisp, 'clojure', 'lisp', 'scheme', 'racket'),
  ...each(markup, 'xml', 'xsl', 'vue', 'svelte'),
  ...each(settings, 'ini', 'properties', 'dotenv'),
  ['python', { line: /#/u, block: { '"""': '"""', "'''": "'''" }, literals: [double, prefixedSingle] }],
  ['go', { line: slashLine, block: starBlock, literals: [double, character, raw] }],
  ['fsharp', { line: slashLine, block: { '(*': '*)' }, literals: [tripleDouble, double, character] }],
  ['haskell', { line: /--/u, block: { '{-': '-}' }, literals: [double, character] }],
  ['php', { line: /(?<!:)\/\/|#(?!\[)/u, block: starBlock, literals: [double, single] }],
  ['powershell', { line: hashLine, block: { '<#': '#>' }, literals: [double, single] }],
  ['sql', { line: /--/u, block: starBlock, literals: [prefixedSingle, double] }],
  ['lua', { line: /--/u, block: { '--[[': ']]' }, literals: [double, single] }],
  ['css', { block: starBlock, literals: [double, single] }],
  ['vb', { line: /'/u, literals: [double] }],
  ['json', { literals: [double] }],
]);

const scanners = new Map<CommentSyntax, RegExp>();

/** Finds the next thing that matters; a block comment before a line comment (`--[[`), both before a string (`"""`). */
function scannerOf(syntax: CommentSyntax): RegExp {
  let scanner = scanners.get(syntax);
  if (!scanner) {
    const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    const named = (name: string, parts: readonly string[]): string[] =>
      parts.length === 0 ? [] : [`(?<${name}>${parts.join('|')})`];
    const parts = [
      ...named('block', Object.keys(syntax.block ?? {}).map(literal)),
      ...named('line', syntax.line ? [syntax.line.source] : []),
      ...syntax.literals.map((pattern) => pattern.source),
      ...(syntax.templates ? ['[`{}]'] : []),
    ];
    scanner = new RegExp(parts.join('|'), 'gu');
    scanners.set(syntax, scanner);
  }
  return scanner;
}

/**
 * Whether the end of `before` is prose: a prose language, or a comment of a programming language.
 *
 * `before` may be cut at its start; a block comment that opens before the cut is not seen. Languages without an entry
 * of their own are read with the marks of JavaScript, which most of them share.
 */
export function endsInProse(languageId: string, before: string): boolean {
  if (proseLanguages.has(languageId)) return true;
  const syntax = commentSyntax.get(languageId) ?? slashes;
  const scanner = scannerOf(syntax);
  /** Open braces in each `${` that is open. */
  const braces: number[] = [];
  scanner.lastIndex = 0;
  for (let found = scanner.exec(before); found; found = scanner.exec(before)) {
    const { block, line } = found.groups ?? {};
    if (block !== undefined || line !== undefined) {
      const close = block === undefined ? '\n' : (syntax.block?.[block] ?? '');
      const end = before.indexOf(close, scanner.lastIndex);
      if (end < 0) return true;
      scanner.lastIndex = end + close.length;
    } else if (syntax.templates) {
      scanner.lastIndex = afterTemplatePart(before, found[0], scanner.lastIndex, braces);
    }
  }
  return false;
}

const templatePart = /[^`\\$]*(?:(?:\\[^]|\$(?!\{))[^`\\$]*)*(?:`|\$\{)?/uy;

/** Where scanning goes on after `mark`: behind the text of a template string where the mark begins or resumes one. */
function afterTemplatePart(text: string, mark: string, at: number, braces: number[]): number {
  const top = braces.length - 1;
  const resumes = mark === '}' && braces[top] === 0;
  if (mark === '{' && top >= 0) braces[top]!++;
  if (mark === '}' && top >= 0 && !resumes) braces[top]!--;
  if (mark !== '`' && !resumes) return at;
  if (resumes) braces.pop();
  templatePart.lastIndex = at;
  if (templatePart.exec(text)?.[0].endsWith('${')) braces.push(0);
  return templatePart.lastIndex;
}
