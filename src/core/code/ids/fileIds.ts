import type { Breathe } from '../../base/work';
import { regionText } from '../../text/regions/regionText';
import type { FoundId } from './findIds';
import type { ModelNames } from '../../catalog/names/modelNames';
import { readNotebook } from './notebook';
import { findUnignoredIds } from './ignoreComments';

export interface IdFile {
  readonly text: string;
  /** `ipynb`: the text is a notebook's JSON, and the places that are given back are places in it. */
  readonly languageId: string;
}

/**
 * The ids that a file names which nobody edits, but for those of which its comments say to be silent. A carriage return that is
 * no part of a line end ends a line, as in the editor. @param isEnd as of `findUnignoredIds`
 */
export async function findIdsInFile(
  file: IdFile,
  names: ModelNames,
  breathe: Breathe,
  isEnd?: (error: unknown) => boolean,
): Promise<FoundId[]> {
  const text = file.text.replace(/\r(?!\n)/g, '\n');
  if (file.languageId !== 'ipynb') {
    return (await findUnignoredIds(regionText(text, file.languageId, breathe), names, breathe, isEnd)) ?? [];
  }
  const notebook = readNotebook(text);
  const found = notebook && (await findUnignoredIds({ ...notebook.source, breathe }, names, breathe, isEnd));
  return notebook && found ? notebook.placesInFile(found) : [];
}
