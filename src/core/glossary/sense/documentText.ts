import type { Work } from '../../base/work';
import { placeRegions } from '../find/placeRegions';
import type { LineRegions, PlacedLine } from '../find/placeRegions';
import { headLength } from './reach';
import type { TermText } from '../find/termText';

/** A document of an editor, as it is now. */
export interface TermDocument {
  readonly languageId: string;
  readonly lineCount: number;
  /** Code units of its line breaks. */
  readonly eolLength: 1 | 2;
  readonly path: string;
  line(index: number): string;
}

/** Columns are UTF-16 code units. */
interface Place {
  readonly line: number;
  readonly character: number;
}

/** A part of a document, and where it begins and ends there. */
interface Stretch {
  readonly from: Place;
  readonly to: Place;
}

/** What stands up to `reach` code units before and behind a place. */
export function stretchAround(document: TermDocument, place: Place, reach: number): Stretch {
  const { eolLength, lineCount } = document;
  let [line, character] = [place.line, place.character - reach];
  while (character < 0 && line > 0) character += document.line(--line).length + eolLength;
  const from = { line, character: Math.max(0, character) };
  [line, character] = [place.line, place.character + reach];
  for (
    let { length } = document.line(line);
    character > length && line < lineCount - 1;
    { length } = document.line(line)
  ) {
    character -= length + eolLength;
    line++;
  }
  const to = { line, character: Math.max(0, Math.min(character, document.line(line).length)) };
  return { from: { ...from, character: Math.min(from.character, document.line(from.line).length) }, to };
}

export const wholeDocument = (document: TermDocument): Stretch => {
  const line = document.lineCount - 1;
  return { from: { line: 0, character: 0 }, to: { line, character: document.line(line).length } };
};

/** Lines that are put together at once. */
const linesAtOnce = 1_000;

/** A stretch of a document whose regions were read up to its end. Yields between slices of the work. */
export function* readStretch(document: TermDocument, stretch: Stretch, regions: LineRegions): Work<TermText> {
  const lines = linesOf(document, stretch);
  const placed = yield* placeRegions(regions, lines);
  const text = yield* textOf(document, stretch);
  const isStart = stretch.from.line === 0 && stretch.from.character === 0;
  const { languageId, path } = document;
  return { text, languageId, path, head: isStart ? '' : headOf(document), regions: placed };
}

function* linesOf(document: TermDocument, { from, to }: Stretch): Generator<PlacedLine> {
  let start = -from.character;
  for (let line = from.line; line <= to.line; line++) {
    const { length } = document.line(line);
    const first = line === from.line ? from.character : 0;
    yield { line, start, from: first, to: line === to.line ? to.character : length };
    start += length + document.eolLength;
  }
}

function* textOf(document: TermDocument, { from, to }: Stretch): Work<string> {
  const eol = document.eolLength === 1 ? '\n' : '\r\n';
  const parts: string[] = [];
  let lines: string[] = [];
  for (let line = from.line; line <= to.line; line++) {
    const end = line === to.line ? to.character : undefined;
    lines.push(document.line(line).slice(line === from.line ? from.character : 0, end));
    if (lines.length < linesAtOnce) continue;
    parts.push(lines.join(eol));
    lines = [];
    yield;
  }
  if (lines.length > 0) parts.push(lines.join(eol));
  return parts.join(eol);
}

function headOf(document: TermDocument): string {
  let head = '';
  for (let line = 0; line < document.lineCount && head.length < headLength; line++) {
    head += `${document.line(line).slice(0, headLength)}\n`;
  }
  return head.slice(0, headLength);
}
