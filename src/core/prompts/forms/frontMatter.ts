import type { Span } from '../../text/span';

/** A file of fields between two lines of `---`, and a text below. Offsets are UTF-16 code units. */
export interface FrontMatter {
  /** What stands between the lines. Undefined: the file does not begin with one. */
  readonly fields?: Span;
  readonly body: Span;
  /** Whether the second line is missing. */
  readonly isOpen?: true;
}

const opening = /^\uFEFF?---[ \t]*(?:\r?\n|$)/;
const closing = /^---[ \t]*(?:\r?\n|$)/gm;

export function splitFrontMatter(text: string): FrontMatter {
  const start = opening.exec(text)?.[0].length;
  if (start === undefined) return { body: { start: 0, end: text.length } };
  closing.lastIndex = start;
  const end = closing.exec(text);
  if (!end)
    return { fields: { start, end: text.length }, body: { start: text.length, end: text.length }, isOpen: true };
  return {
    fields: { start, end: end.index },
    body: { start: end.index + end[0].length, end: text.length },
  };
}

/** A stretch of a text without the space around what stands in it. */
export function trimmed(text: string, { start, end }: Span): Span {
  const inner = text.slice(start, end);
  const from = start + (inner.length - inner.trimStart().length);
  return { start: from, end: Math.max(from, end - (inner.length - inner.trimEnd().length)) };
}
