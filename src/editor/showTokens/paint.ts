import { Position, Range, workspace } from 'vscode';
import type { TextDocument, TextEditor } from 'vscode';
import type { EncodingName } from '../../core/tokens/engine/encodingName';
import type { EncodedText } from '../../core/tokens/encodedCount';
import { colourCount } from '../../core/tokens/spanColours';
import type { ColouredSpan } from '../../core/tokens/spanColours';
import { tokenSpans } from '../../core/tokens/spans';
import type { TokenSpan } from '../../core/tokens/spans';
import { tokenWindow } from '../../core/tokens/tokenWindow';
import type { TokenWindow } from '../../core/tokens/tokenWindow';
import { visibleParts } from '../../core/tokens/visibleParts';
import type { VisiblePart } from '../../core/tokens/visibleParts';
import { documentText } from './documentText';

/** A part of a document with its tokens. The spans count from the start of the window. */
export interface EncodedWindow extends TokenWindow {
  readonly encoded: EncodedText;
  readonly spans: readonly TokenSpan[];
  /** Where the colours of a line end before the line does. Offset in the document. */
  readonly cutAt: number | undefined;
}

/** What is, or was, on an editor. */
export interface Painting {
  readonly encoding: EncodingName;
  /** Of the document that the windows were read from. */
  readonly version: number;
  readonly parts: readonly VisiblePart[];
  readonly windows: readonly EncodedWindow[];
  /** Kept in place through edits, also when `version` is older than the document. */
  coloured: readonly ColouredSpan[];
}

export function partsOf({ document, visibleRanges }: TextEditor): VisiblePart[] {
  const isWrapped = workspace.getConfiguration('editor', document).get('wordWrap') !== 'off';
  return visibleParts(documentText(document), visibleRanges, isWrapped);
}

/** Works out the tokens of the visible parts. */
export async function encodeParts(
  document: TextDocument,
  parts: readonly VisiblePart[],
  encode: (text: string) => Promise<EncodedText>,
): Promise<EncodedWindow[]> {
  const source = documentText(document);
  // All are read before the first answer comes: the document may change meanwhile.
  const windows = parts.map(({ from, to, isCut }) => ({
    ...tokenWindow(source, from, to),
    cutAt: isCut ? to : undefined,
  }));
  return Promise.all(
    windows.map(async (window) => {
      const encoded = await encode(window.text);
      return { ...window, encoded, spans: tokenSpans(window.text, encoded.byteLengths) };
    }),
  );
}

/** Spans with their places in the document. */
export const spansInDocument = (windows: readonly EncodedWindow[]): { start: number; end: number }[] =>
  windows.flatMap(({ start: offset, spans }) =>
    spans.map(({ start, end }) => ({ start: offset + start, end: offset + end })),
  );

export const covers = (windows: readonly EncodedWindow[], from: number, to: number): boolean =>
  windows.some(({ start, text }) => start <= from && start + text.length >= to);

/** Turns coloured spans into ranges. Spans are in the order of the text, as the windows are. */
export function rangesOf(
  document: TextDocument,
  windows: readonly EncodedWindow[],
  coloured: readonly ColouredSpan[],
): Range[][] {
  const byColour = Array.from({ length: colourCount }, (): Range[] => []);
  let next = 0;
  for (const { start, text, spans } of windows) {
    const positionOf = positionsFrom(document.positionAt(start), text);
    for (const span of spans) {
      const colour = coloured[next++]?.colour ?? 0;
      const [from, to] = withoutLineEnds(text, span);
      if (from < to) byColour[colour]?.push(new Range(positionOf(from), positionOf(to)));
    }
  }
  return byColour;
}

/** A line end has no width: a box that ends behind it would show as a thin line at the start of the next line. */
function withoutLineEnds(text: string, { start, end }: TokenSpan): [from: number, to: number] {
  const isLineEnd = (at: number) => text[at] === '\n' || text[at] === '\r';
  let [from, to] = [start, end];
  while (from < to && isLineEnd(from)) from++;
  while (from < to && isLineEnd(to - 1)) to--;
  return [from, to];
}

/** Positions of rising offsets, without asking the document for each of thousands. */
function positionsFrom(origin: Position, text: string): (offset: number) => Position {
  let { line } = origin;
  let lineStart = -origin.character;
  let lineEnd = text.indexOf('\n');
  return (offset) => {
    while (lineEnd >= 0 && offset > lineEnd) {
      line++;
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf('\n', lineStart);
    }
    return new Position(line, offset - lineStart);
  };
}
