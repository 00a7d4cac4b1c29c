import { Regions } from '../regions/regions';
import type { RegionKind } from '../regions/syntax';

/** What stands from `start` to `end` of a text, within one line. UTF-16 code units. */
export interface PlacedRegion {
  readonly kind: RegionKind;
  readonly language: string;
  readonly start: number;
  readonly end: number;
}

/** A document in which terms are looked for, or a stretch of one. */
export interface TermText {
  readonly text: string;
  readonly languageId: string;
  /** Path or name of the file, where it has one. */
  readonly path?: string;
  /** The first `headLength` code units of the document, where titles and imports stand. Empty where `text` begins with all of them. */
  readonly head: string;
  /** In order. Line breaks are in none of them. */
  readonly regions: readonly PlacedRegion[];
}

/** A whole text with what stands where in it. Yields between slices of the work. */
export function* readTermText(text: string, languageId: string, path?: string): Generator<undefined, TermText> {
  const lines = text.split('\n');
  const source = { lineCount: lines.length, line: (index: number) => (lines[index] ?? '').replace(/\r$/, '') };
  const regions = new Regions(languageId, source);
  yield* regions.prepare();
  return { text, languageId, head: '', regions: yield* placed(regions, lines), ...(path !== undefined && { path }) };
}

/** @param lines with the `\r` of their breaks. */
function* placed(regions: Regions, lines: readonly string[]): Generator<undefined, PlacedRegion[]> {
  const all: PlacedRegion[] = [];
  let lineStart = 0;
  for (let index = 0; index < lines.length; index++) {
    for (const { kind, language, from, to } of regions.inLine(index)) {
      all.push({ kind, language, start: lineStart + from, end: lineStart + to });
    }
    lineStart += lines[index]!.length + 1;
    if (index % 500 === 499) yield;
  }
  return all;
}

/** Which region is the first that ends behind an offset. */
export function regionIndex(regions: readonly PlacedRegion[], offset: number): number {
  let low = 0;
  let high = regions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (regions[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What stands at an offset. */
export function regionAt(regions: readonly PlacedRegion[], offset: number): PlacedRegion | undefined {
  const found = regions[regionIndex(regions, offset)];
  return found && found.start <= offset ? found : undefined;
}

/** Languages of texts, whose own code is what they cite. */
const citing = new Set(['', 'restructuredtext', 'asciidoc', 'latex', 'typst']);

/** Inline code, and blocks that name no language: they hold output and quotations as often as code. */
export const isCited = ({ kind, language }: PlacedRegion): boolean => kind === 'code' && citing.has(language);

/** The kind by which a term is judged. */
export const kindOf = (region: PlacedRegion): RegionKind => (isCited(region) ? 'string' : region.kind);
