import type { Span } from '../../text/span';

/** A file with YAML between two lines of `---` at its top. */
interface FrontMatter {
  readonly yaml: Span;
  /** The text after the front matter, without white space around it. */
  readonly body: Span;
}

const fence = /^---[ \t]*$/;

/**
 * Finds the front matter of a file. Empty lines and lines that begin with `#` may stand before it. `unclosed`: it
 * begins, but has no end. `undefined`: there is none.
 */
export function frontMatterOf(text: string): FrontMatter | 'unclosed' | undefined {
  const lines = linesOf(text);
  let line = lines.next().value;
  while (line && /^(?:#.*|[ \t]*)$/.test(line.text)) line = lines.next().value;
  if (!line || !fence.test(line.text)) return undefined;
  const start = line.next;
  const second = lines.next().value;
  for (let each = second; each; each = lines.next().value) {
    if (!fence.test(each.text)) continue;
    return { yaml: { start, end: each.start }, body: trimmed(text, each.next) };
  }
  // A line of `---` before plain text is no front matter.
  return second && /^[\w.-]+[ \t]*:(?:[ \t]|$)/.test(second.text) ? 'unclosed' : undefined;
}

/** Returns the span from a place on, without white space at its beginning and at its end. */
export function trimmed(text: string, from: number): Span {
  const rest = text.slice(from);
  const start = from + rest.length - rest.trimStart().length;
  return { start, end: Math.max(start, from + rest.trimEnd().length) };
}

interface Line {
  readonly text: string;
  readonly start: number;
  /** Start of the next line. */
  readonly next: number;
}

/** Yields the lines of a text, without a byte order mark. */
function* linesOf(text: string): Generator<Line, undefined> {
  const lineBreak = /\r\n?|\n/g;
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    lineBreak.lastIndex = start;
    const end = lineBreak.exec(text)?.index ?? text.length;
    const next = end < text.length ? lineBreak.lastIndex : end;
    yield { text: text.slice(start, end), start, next };
    start = next;
  }
  return undefined;
}
