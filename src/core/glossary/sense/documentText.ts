import type { Work } from '../../base/work';
import type { TextDocument } from '../../text/document';
import type { Position, Range } from '../../text/span';
import { placeRegions } from '../find/placeRegions';
import type { LineRegions, PlacedLine } from '../find/placeRegions';
import { headLength } from './sense';
import type { TermText } from '../find/termText';

/** The range up to `reach` code units before and behind a place. */
export const rangeAround = (document: TextDocument, place: Position, reach: number): Range => ({
  start: placeFrom(document, place, -reach),
  end: placeFrom(document, place, reach),
});

/** Returns the place that is `by` code units further on, or the start or end of the document. */
function placeFrom(document: TextDocument, place: Position, by: number): Position {
  const lengthOf = (at: number): number => document.lineAt(at).text.length;
  let { line } = place;
  let character = place.character + by;
  while (character < 0 && line > 0) character += lengthOf(--line) + document.eol;
  for (; by > 0 && character > lengthOf(line) && line < document.lineCount - 1; line++) {
    character -= lengthOf(line) + document.eol;
  }
  return { line, character: Math.max(0, Math.min(character, lengthOf(line))) };
}

export const wholeRange = (document: TextDocument): Range => {
  const line = document.lineCount - 1;
  return { start: { line: 0, character: 0 }, end: { line, character: document.lineAt(line).text.length } };
};

/** Lines that are read before other work gets a turn. */
const linesOfAStep = 1_000;

/** Returns a part of a document. The regions must have been read up to its end. Yields between slices of the work. */
export function* readRange(document: TextDocument, range: Range, regions: LineRegions): Work<TermText> {
  const lines = linesOf(document, range);
  const placed = yield* placeRegions(regions, lines);
  const text = yield* textOf(document, range);
  const isStart = range.start.line === 0 && range.start.character === 0;
  return { text, languageId: document.languageId, head: isStart ? '' : headOf(document), regions: placed };
}

function* linesOf(document: TextDocument, { start: from, end: to }: Range): Generator<PlacedLine> {
  let start = -from.character;
  for (let line = from.line; line <= to.line; line++) {
    const { length } = document.lineAt(line).text;
    const first = line === from.line ? from.character : 0;
    yield { line, start, from: first, to: line === to.line ? to.character : length };
    start += length + document.eol;
  }
}

function* textOf(document: TextDocument, { start: from, end: to }: Range): Work<string> {
  const lines: string[] = [];
  for (let line = from.line; line <= to.line; line++) {
    const end = line === to.line ? to.character : undefined;
    lines.push(document.lineAt(line).text.slice(line === from.line ? from.character : 0, end));
    if (lines.length % linesOfAStep === 0) yield;
  }
  return lines.join(document.eol === 1 ? '\n' : '\r\n');
}

function headOf(document: TextDocument): string {
  let head = '';
  for (let line = 0; line < document.lineCount && head.length < headLength; line++) {
    head += `${document.lineAt(line).text.slice(0, headLength)}\n`;
  }
  return head.slice(0, headLength);
}
