import type { Span } from '../../text/span';
import type { DocumentTokens } from '../document/documentTokens';

/** A box on screen: a token, or several that share a character, which can only be shown as a whole. */
export interface DrawnSpan extends Span {
  /** Index of its first token in the part, and how many there are. */
  readonly first: number;
  readonly tokens: number;
}

/** Returns the boxes of a part, in order. They do not overlap, and none is empty. */
export function drawnSpans({ starts, ends }: Pick<DocumentTokens, 'starts' | 'ends'>): DrawnSpan[] {
  const spans: DrawnSpan[] = [];
  for (const [index, start] of starts.entries()) {
    const end = ends[index]!;
    const last = spans.at(-1);
    // A token without a place of its own (a space in front of the text) goes with the box before it, or with the next one.
    const joins = last && (start < last.end || start === end || last.start === last.end);
    if (!joins) spans.push({ start, end, first: index, tokens: 1 });
    else spans[spans.length - 1] = { ...last, end: Math.max(last.end, end), tokens: last.tokens + 1 };
  }
  return spans.filter(({ start, end }) => start < end);
}

/** Returns the bytes of each token of a box. */
export function bytesOf({ bytes, byteEnds }: DocumentTokens, { first, tokens }: DrawnSpan): Uint8Array[] {
  return Array.from({ length: tokens }, (_, i) =>
    bytes.subarray(first + i === 0 ? 0 : byteEnds[first + i - 1], byteEnds[first + i]),
  );
}
