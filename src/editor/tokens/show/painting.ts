import { Position, Range, workspace } from 'vscode';
import type { TextDocument, TextEditor } from 'vscode';
import type { DocumentTokens } from '../../../core/tokens/document/documentTokens';
import type { EncodingName } from '../../../core/catalog/encodingName';
import { drawnSpans } from '../../../core/tokens/shown/drawnSpans';
import type { DrawnSpan } from '../../../core/tokens/shown/drawnSpans';
import type { Span } from '../../../core/text/span';
import { colourCount } from '../../../core/tokens/shown/spanColours';
import type { ColouredSpan } from '../../../core/tokens/shown/spanColours';
import { visibleParts } from '../../../core/tokens/shown/visibleParts';
import type { VisiblePart } from '../../../core/tokens/shown/visibleParts';
import { rangeOf } from '../../shared/ranges';

/** A part of a document with its tokens, as far as they are drawn. */
export interface PaintedPart {
  readonly part: VisiblePart;
  readonly tokens: DocumentTokens;
  readonly spans: readonly DrawnSpan[];
}

/** The tokens that are, or were, drawn on an editor. */
export interface Painting {
  readonly encoding: EncodingName;
  /** The version of the document that the tokens belong to. */
  readonly version: number;
  readonly parts: readonly PaintedPart[];
  /** Coloured spans. They move along with edits, even while `version` is older than the document. */
  coloured: readonly ColouredSpan[];
  /** Spans that the other side of a comparison cuts differently. */
  readonly differing: readonly Span[];
}

export function partsOf({ document, visibleRanges }: TextEditor): VisiblePart[] {
  const isWrapped = workspace.getConfiguration('editor', document).get('wordWrap') !== 'off';
  const lines = {
    lineCount: document.lineCount,
    startOf: (line: number) => document.offsetAt(new Position(line, 0)),
    lengthOf: (line: number) => document.lineAt(line).text.length,
  };
  return visibleParts(lines, visibleRanges, isWrapped);
}

/**
 * Assigns the tokens to the parts that they were requested for. Tokens around a part that lie in the same chunk are not drawn.
 */
export function paintedParts(parts: readonly VisiblePart[], tokens: readonly DocumentTokens[]): PaintedPart[] {
  return tokens.flatMap((each, index) => {
    const part = parts[index];
    if (!part) return [];
    return {
      part,
      tokens: each,
      spans: drawnSpans(each).filter(({ start, end }) => end > part.from && start < part.to),
    };
  });
}

/** Turns coloured spans, which are in the order of the text, into ranges. */
export function rangesOf(document: TextDocument, coloured: readonly ColouredSpan[]): Range[][] {
  const byColour = Array.from({ length: colourCount }, (): Range[] => []);
  for (const { colour, ...piece } of coloured) byColour[colour]?.push(...rangesWithWidth(document, [piece]));
  return byColour;
}

/** Turns pieces of a text into ranges that have a width. */
export const rangesWithWidth = (document: TextDocument, pieces: readonly Span[]): Range[] =>
  pieces.map((span) => withoutLineEnds(document, rangeOf(document, span))).filter((range) => !range.isEmpty);

/**
 * Removes line ends from a range. A line end has no width, so a box that ends behind it would show
 * as a thin line at the start of the next line.
 */
function withoutLineEnds(document: TextDocument, { start, end }: Range): Range {
  let [from, to] = [start, end];
  while (from.isBefore(to) && from.character === document.lineAt(from.line).text.length) {
    from = new Position(from.line + 1, 0);
  }
  while (to.isAfter(from) && to.character === 0) to = document.lineAt(to.line - 1).range.end;
  return from.isBefore(to) ? new Range(from, to) : new Range(from, from);
}
