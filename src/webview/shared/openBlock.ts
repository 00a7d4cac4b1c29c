import type { Token, Tokens } from 'marked';

// The block of an answer that the next delta may still change. It is drawn again with each addition, which has to stay
// cheap however long it becomes.

/** UTF-16 code units up to which it is drawn again as a whole. */
export const longestOpenBlock = 8_000;

/** A fenced block of code that is still open: an addition is appended to it, and nothing is drawn again. */
export class OpenCode {
  private constructor(
    private readonly text: Text,
    private readonly from: number,
    private readonly closing: RegExp,
  ) {}

  /** The block of code that `source` is, as it stands in `live`; `undefined` where it is something else, or closed. */
  static in(live: Element, source: string): OpenCode | undefined {
    const opening = /^(`{3,}|~{3,})[^\n]*\n/.exec(source);
    const [only, second] = live.children;
    if (opening === null || second !== undefined || !only?.matches('.code')) return undefined;
    const code = only.querySelector('pre > code');
    const fence = opening[1] ?? '';
    const closing = new RegExp(`^ {0,3}${fence.charAt(0)}{${fence.length},}[ \\t]*$`, 'm');
    const from = opening[0].length;
    if (code === null || closing.test(source.slice(from))) return undefined;
    const text = document.createTextNode(source.slice(from).replace(/\n$/, ''));
    code.replaceChildren(text);
    return new OpenCode(text, from, closing);
  }

  /** Appends what `source` has from `before` on. `false`, and nothing done, where that may close the block. */
  grow(source: string, before: number): boolean {
    if (this.closing.test(source.slice(source.lastIndexOf('\n', before - 1) + 1))) return false;
    const end = source.endsWith('\n') ? source.length - 1 : source.length;
    this.text.appendData(source.slice(this.from + this.text.length, end));
    return true;
  }
}

/**
 * Parts a block that has become too long: what is done with, and how the rest begins. Parted before an item of a list,
 * or at a line; a table's rest gets the table's head, so that it stays a table, and code in the midst of which it is parted
 * its fence.
 */
export function partBlock(block: Token, source: string): { readonly done: string; readonly rest: string } {
  const item = block.type === 'list' ? lastItemStart(source) : -1;
  const line = source.lastIndexOf('\n') + 1;
  const at = [item, line].find((place) => place > source.length / 2) ?? source.length;
  const done = source.slice(0, at);
  const rest = source.slice(at);
  if (block.type === 'table') return { done, rest: headOf(source) + rest };
  const fence = mayHaveFences(block) ? openFence(done) : undefined;
  if (fence === undefined) return { done, rest };
  // A closing fence by itself would open a block of code, and the start of one would be all that stands in it.
  if (openFence(source) === undefined) return { done: source, rest: '' };
  const before = source.lastIndexOf('\n', line - 2) + 1;
  const earlier = at === line && before > source.length / 2 ? before : at;
  return { done: source.slice(0, earlier), rest: fence.line + source.slice(earlier) };
}

const mayHaveFences = (block: Token): boolean =>
  block.type === 'list' ||
  block.type === 'blockquote' ||
  (block.type === 'code' && (block as Tokens.Code).codeBlockStyle !== 'indented');

/** What stands before a fence: marks of quotes, of items of lists, and indentation. */
const fenceLine = /^((?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*)(`{3,}|~{3,})(.*)$/;

/** The line, with its newline, that opens the code that `source` ends in, without the marks of items of lists. */
function openFence(source: string): { readonly fence: string; readonly line: string } | undefined {
  let open: { readonly fence: string; readonly line: string } | undefined;
  for (const text of source.split('\n')) {
    const [, before = '', fence = '', info = ''] = fenceLine.exec(text) ?? [];
    if (fence === '') continue;
    if (open === undefined) {
      if (fence.startsWith('~') || !info.includes('`')) {
        open = { fence, line: `${before.replace(/[^ \t>]/g, ' ')}${fence}${info}\n` };
      }
    } else if (fence.startsWith(open.fence) && info.trim() === '') open = undefined;
  }
  return open;
}

const headOf = (table: string): string => `${table.split('\n', 2).join('\n')}\n`;

/** Where the last item begins that is not nested; -1 where there is none after the first. */
function lastItemStart(list: string): number {
  let start = -1;
  for (const match of list.matchAll(/\n(?=(?:[-*+]|\d{1,9}[.)])[ \t])/g)) start = match.index + 1;
  return start;
}
