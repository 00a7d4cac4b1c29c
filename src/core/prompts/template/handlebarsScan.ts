import { TemplateError, templateLimits } from './templateError';

// A quick look at a template before Handlebars' own parser. That parser takes time that grows with the square of the
// depth, and does not say where a tag or block without an end begins.

/** The most UTF-16 code units of a template, and of the code in its brackets. The parser takes a second for so many. */
const maxLength = 4_000_000;
const maxCode = 200_000;
const maxTags = 10_000;

/** A block that is open at the end of a template. */
export interface OpenBlock {
  readonly name: string;
  readonly offset: number;
  /** The block, and each `else if` of it, is one level. */
  levels: number;
}

const piece = /"(?:\\"|[^"])*"|'(?:\\'|[^'])*'|\[(?:\\\]|[^\]])*\]|\}\}|\{\{|[^"'[\]{}()]+|[^]/y;
const tagHead = /\{\{~?(?:(#[>*]?|\^|\/)\s*([^\s}~]*)|\s*(else)(?=\s+[^\s}~]))?/y;
const commentHead = /\{\{~?!(--)?/y;

/**
 * Finds the blocks that are not closed, innermost last.
 * @param most UTF-16 code units between the brackets, without comments.
 * @throws TemplateError where an expression or a comment has no end, and where the template is too long or too deep to
 * be read.
 */
export function scanTemplate(source: string, most = maxCode): OpenBlock[] {
  if (source.length > maxLength) throw tooLong(maxLength);
  const zero = source.indexOf('\0');
  if (zero >= 0)
    throw new TemplateError('template-syntax', (say) => say('A template has no character of code 0.'), zero);
  const open: OpenBlock[] = [];
  let [code, tags, depth] = [0, 0, 0];
  for (const { at, end } of tagsOf(source)) {
    depth += changeOfDepth(source, at, open);
    code += isComment(source, at) ? 0 : end - at;
    if (depth > templateLimits.depth) throw tooDeep(at);
    if (code > most || ++tags > maxTags) throw tooLong(at);
  }
  return open;
}

/**
 * Counts the UTF-16 code units between the brackets of a template, without comments. The time to read it grows with
 * them.
 */
export function codeLength(source: string): number {
  let code = 0;
  try {
    for (const { at, end } of tagsOf(source)) code += isComment(source, at) ? 0 : end - at;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    // A tag or a comment without an end is refused before the parser sees it.
  }
  return code;
}

/** Yields the places of the tags of a template. @throws TemplateError where a tag has no end */
function* tagsOf(source: string): Generator<{ readonly at: number; readonly end: number }> {
  for (let at = source.indexOf('{{'); at >= 0;) {
    const end = isEscaped(source, at) ? at + 2 : endOfTag(source, at);
    if (end > at + 2) yield { at, end };
    at = source.indexOf('{{', end);
  }
}

/** Finds pairs of braces that close nothing, and are text to Handlebars. @param source a template that can be read */
export function strayBraces(source: string): number[] {
  const stray: number[] = [];
  let [depth, from] = [0, 0];
  const look = (to: number): void => {
    for (let at = from; at < to; at++) {
      if (source[at] === '{') depth++;
      else if (source[at] !== '}') continue;
      else if (depth > 0) depth--;
      else if (at + 1 < to && source[at + 1] === '}') stray.push(at++);
    }
  };
  for (let at = source.indexOf('{{'); at >= 0; at = source.indexOf('{{', Math.max(from, at + 2))) {
    if (isEscaped(source, at)) continue;
    look(at);
    from = endOfTag(source, at);
  }
  look(source.length);
  return stray;
}

const tooLong = (offset: number): TemplateError =>
  new TemplateError('too-long', (say) => say('The template is too long to be read.'), offset);

export const tooDeep = (offset: number, most = templateLimits.depth): TemplateError =>
  new TemplateError('too-deep', (say) => say('Blocks, calls or partials are nested more than {0} deep.', most), offset);

const isEscaped = (source: string, at: number): boolean => source[at - 1] === '\\' && source[at - 2] !== '\\';

function isComment(source: string, at: number): boolean {
  commentHead.lastIndex = at;
  return commentHead.test(source);
}

/** Returns how much a tag changes the depth, and keeps `open` up to date. */
function changeOfDepth(source: string, at: number, open: OpenBlock[]): number {
  tagHead.lastIndex = at;
  const [, sign, name = '', chain] = tagHead.exec(source) ?? [];
  const inner = open.at(-1);
  if (chain !== undefined && inner) inner.levels++;
  if (chain !== undefined) return inner ? 1 : 0;
  if (sign === '/') return -(open.pop()?.levels ?? 0);
  // `{{^}}` is another `{{else}}`.
  if (sign === undefined || (sign === '^' && name === '')) return 0;
  open.push({ name, offset: at, levels: 1 });
  return 1;
}

function endOfTag(source: string, at: number): number {
  if (source.startsWith('{{{{', at)) return endOfRaw(source, at);
  commentHead.lastIndex = at;
  const [comment, dashes] = commentHead.exec(source) ?? [];
  if (comment !== undefined) {
    const close = dashes === undefined ? /\}\}/g : /--~?\}\}/g;
    close.lastIndex = at + comment.length - (dashes?.length ?? 0);
    if (!close.test(source)) throw endless((say) => say('The comment that begins here has no end.'), at);
    return close.lastIndex;
  }
  let parens = 0;
  piece.lastIndex = at + (source[at + 2] === '{' ? 3 : 2);
  for (let found = piece.exec(source)?.[0]; found !== undefined; found = piece.exec(source)?.[0]) {
    if (found === '}}') return piece.lastIndex;
    if (found === '{{') break;
    if (found === '(' && ++parens > templateLimits.depth) throw tooDeep(piece.lastIndex - 1);
    if (found === ')') parens--;
  }
  throw endless((say) => say('What begins here has no end: "}}" is missing.'), at);
}

function endOfRaw(source: string, at: number): number {
  const close = source.indexOf('{{{{/', at + 4);
  const end = close < 0 ? -1 : source.indexOf('}}}}', close);
  if (end < 0) throw endless((say) => say('What begins here has no end: "{{{{/" is missing.'), at);
  return end + 4;
}

const endless = (saying: TemplateError['saying'], at: number): TemplateError =>
  new TemplateError('template-syntax', saying, at);
