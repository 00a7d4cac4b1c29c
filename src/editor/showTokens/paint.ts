import { Position, Range } from 'vscode';
import type { TextDocument, TextEditor } from 'vscode';
import type { EncodingName } from '../../core/catalog/table';
import type { EncodedText } from '../../core/tokens/encoder';
import { colourCount } from '../../core/tokens/spanColours';
import type { ColouredSpan } from '../../core/tokens/spanColours';
import { tokenSpans } from '../../core/tokens/spans';
import type { TokenSpan } from '../../core/tokens/spans';
import { tokenWindow } from '../../core/tokens/tokenWindow';
import type { TokenWindow } from '../../core/tokens/tokenWindow';
import { visibleParts } from '../../core/tokens/visibleParts';
import type { VisiblePart } from '../../core/tokens/visibleParts';
import { documentText } from './documentText';
import type { TokenRanges } from './decorations';

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
  readonly windows: readonly EncodedWindow[];
  /** Kept in place through edits, also when `version` is older than the document. */
  coloured: readonly ColouredSpan[];
}

export const partsOf = (editor: TextEditor): VisiblePart[] =>
  visibleParts(documentText(editor.document), editor.visibleRanges);

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
): TokenRanges {
  const byColour = Array.from({ length: colourCount }, (): Range[] => []);
  let next = 0;
  for (const { start, text, spans } of windows) {
    const positionOf = positionsFrom(document.positionAt(start), text);
    let from = positionOf(0);
    for (const span of spans) {
      const to = positionOf(span.end);
      byColour[coloured[next++]?.colour ?? 0]?.push(new Range(from, to));
      from = to;
    }
  }
  const cuts = windows.flatMap(({ cutAt }) => {
    if (cutAt === undefined) return [];
    const place = document.positionAt(cutAt);
    return [new Range(place, place)];
  });
  return { byColour, cuts };
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
