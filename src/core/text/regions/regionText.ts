import { inSlices } from '../../base/work';
import type { Breathe } from '../../base/work';
import { textLines } from '../document';
import { Regions } from './regions';
import type { Region } from './regions';

/** A text with its regions. Lines from 0, columns in UTF-16 code units. Undefined: the text has changed meanwhile. */
export interface RegionText {
  readonly text: string;
  readonly languageId: string;
  /** Returns the region of a place. */
  regionAt(line: number, column: number): Promise<Region | undefined>;
  /** Returns the regions from one column of a line to another, in order. */
  regionsBetween(line: number, from: number, to: number): Promise<readonly Region[] | undefined>;
  /** Called between small steps of the work. */
  readonly breathe: Breathe;
}

/** Returns a text that stands alone. Its regions are read only on request, as most texts are never asked about. */
export function regionText(text: string, languageId: string, breathe: Breathe = () => undefined): RegionText {
  let regions: Regions | undefined;
  const readTo = async (line: number): Promise<Regions> => {
    regions ??= new Regions(languageId, textLines(text));
    await inSlices(regions.prepare(line), breathe);
    return regions;
  };
  return {
    text,
    languageId,
    breathe,
    regionAt: async (line, column) => (await readTo(line)).at(line, column),
    regionsBetween: async (line, from, to) => (await readTo(line)).between(line, from, to),
  };
}
