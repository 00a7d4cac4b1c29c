import { inSlices } from '../../base/work';
import type { Breathe } from '../../base/work';
import { textLines } from '../document';
import { Regions } from './regions';
import type { Region } from './regions';

/** A text with what stands where in it. Lines from 0, columns in UTF-16 code units. Undefined: the text is another one by now. */
export interface RegionText {
  readonly text: string;
  readonly languageId: string;
  /** The region of a place. */
  regionAt(line: number, column: number): Promise<Region | undefined>;
  /** The regions from one column to another of a line, in order. */
  regionsBetween(line: number, from: number, to: number): Promise<readonly Region[] | undefined>;
  /** Called between small steps of the work. */
  readonly breathe: Breathe;
}

/** A text by itself. It is read as far as it is asked about: in most of them nothing is. */
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
