import type { PromptRole } from '../prompt';

// The result of a filled template: its text, and the marks within it. No value can make a mark.

/** A stretch of text, or a mark between two stretches. */
export type FilledSegment =
  | string
  | { readonly role: PromptRole }
  | { readonly history: true }
  | { readonly section: string }
  | { readonly media: { readonly url: string; readonly contentType?: string } };

/** Returns an upper bound of the number of lines of the segments. */
export function linesOf(segments: readonly FilledSegment[]): number {
  let lines = 1;
  for (const segment of segments) {
    if (typeof segment !== 'string') continue;
    for (let at = segment.indexOf('\n'); at >= 0; at = segment.indexOf('\n', at + 1)) lines++;
  }
  return lines;
}

/** Indents each line of a partial that stands alone in its line. `indent` is the white space before its call. */
export function indented(segments: readonly FilledSegment[], indent: string): FilledSegment[] {
  const out: FilledSegment[] = [];
  let isLineStart = true;
  for (const segment of segments) {
    if (typeof segment !== 'string') {
      if (isLineStart) out.push(indent);
      out.push(segment);
      isLineStart = false;
    } else if (segment !== '') {
      const lines = segment.split('\n');
      const last = lines.length - 1;
      out.push(
        lines
          .map((line, i) =>
            i === 0 ? (isLineStart ? indent : '') + line : i === last && line === '' ? '' : indent + line,
          )
          .join('\n'),
      );
      isLineStart = segment.endsWith('\n');
    }
  }
  return out;
}
