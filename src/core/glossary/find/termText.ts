import type { Work } from '../../base/work';
import { languageOf } from '../../text/languages';
import { countUpTo } from '../../text/offsets';
import { Regions } from '../../text/regions/regions';
import type { RegionKind } from '../../text/regions/grammars/syntax';
import { placeRegions } from './placeRegions';
import type { PlacedLine, PlacedRegion } from './placeRegions';

/** A document in which terms are looked for, or a stretch of one. */
export interface TermText {
  readonly text: string;
  readonly languageId: string;
  /**
   * The first `headLength` code units of the document, where titles and imports stand. It is empty where `text` begins
   * with all of them.
   */
  readonly head: string;
  /** Regions in order. Line breaks are in none of them. */
  readonly regions: readonly PlacedRegion[];
}

/** Reads a whole text with its regions. Yields between slices of the work. */
export function* readTermText(text: string, languageId: string): Work<TermText> {
  const lines = yield* placedLines(text);
  const source = {
    lineCount: lines.length,
    lineAt: (index: number) => ({ text: text.slice(lines[index]!.start, lines[index]!.start + lines[index]!.to) }),
  };
  const regions = new Regions(languageId, source);
  yield* regions.prepare();
  const placed = yield* placeRegions(regions, lines);
  return { text, languageId, head: '', regions: placed };
}

const linesAtOnce = 5_000;

function* placedLines(text: string): Work<PlacedLine[]> {
  const lines: PlacedLine[] = [];
  for (let start = 0; ;) {
    const at = text.indexOf('\n', start);
    const end = at < 0 ? text.length : text.charCodeAt(at - 1) === 0x0d && at > start ? at - 1 : at;
    lines.push({ line: lines.length, start, from: 0, to: end - start });
    if (at < 0) return lines;
    start = at + 1;
    if (lines.length % linesAtOnce === 0) yield;
  }
}

/** The index of the first region that ends behind an offset. */
export const regionIndex = (regions: readonly PlacedRegion[], offset: number): number =>
  countUpTo(regions, ({ end }) => end, offset);

/** Whether a region is inline code or a block without a language, which hold output and quotations as often as code. */
export const isCited = ({ kind, language }: PlacedRegion): boolean =>
  kind === 'code' && (language === '' || languageOf(language).ownCode === 'cited');

/** The kind by which a term is judged. */
export const kindOf = (region: PlacedRegion): RegionKind => (isCited(region) ? 'string' : region.kind);

/**
 * Replaces each carriage return that stands alone with a line feed, as it ends a line in the editor, too. All offsets stay
 * the same.
 */
export const lineFeeds = (text: string): string => text.replace(/\r(?!\n)/g, '\n');
