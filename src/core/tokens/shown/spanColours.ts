import type { Span } from '../../text/span';
import type { ContentChange } from '../document/changeText';

/** Number of colours that tokens take in turn. Three would be enough to keep neighbours apart. */
export const colourCount = 5;

/** A span on screen, and its colour: 0 to `colourCount` - 1. */
export interface ColouredSpan extends Span {
  readonly colour: number;
}

/**
 * Gives every span a colour that its neighbours do not have: the next one in turn, or the colour that it already has if
 * the same span was on screen before. So nothing flickers while a text is scrolled, and an edit recolours only what it
 * touches.
 */
export function colourSpans(spans: readonly Span[], before: readonly ColouredSpan[]): ColouredSpan[] {
  const known = new Map(before.map((span) => [span.start, span]));
  const kept = (index: number): number | undefined => {
    const span = spans[index];
    const old = span && known.get(span.start);
    return old && old.end === span.end ? old.colour : undefined;
  };
  let last = colourCount - 1;
  return spans.map(({ start, end }, index) => {
    const old = kept(index);
    const isFree = index === 0 || old !== last;
    last = old !== undefined && isFree ? old : nextColour(last, kept(index + 1));
    return { start, end, colour: last };
  });
}

function nextColour(last: number, next: number | undefined): number {
  const colour = (last + 1) % colourCount;
  return colour === next ? (colour + 1) % colourCount : colour;
}

/** Returns the spans at their places after an edit, without those that it touches. */
export function shiftSpans(spans: readonly ColouredSpan[], edit: ContentChange): ColouredSpan[] {
  const editEnd = edit.rangeOffset + edit.rangeLength;
  const shift = edit.text.length - edit.rangeLength;
  return spans
    .filter(({ start, end }) => end <= edit.rangeOffset || start >= editEnd)
    .map((span) =>
      span.start < editEnd || span.end <= edit.rangeOffset
        ? span
        : { ...span, start: span.start + shift, end: span.end + shift },
    );
}
