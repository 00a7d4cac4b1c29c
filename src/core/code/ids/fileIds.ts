import type { Breathe } from '../../base/work';
import { regionText } from '../../text/regions/regionText';
import type { FoundId } from './findIds';
import type { ModelNames } from '../../catalog/names/modelNames';
import { readNotebook } from './notebook';
import { findUnignoredIds } from './ignoreComments';

export interface IdFile {
  readonly text: string;
  /** `ipynb`: the text is a notebook's JSON, and the places that are returned are places in it. */
  readonly languageId: string;
}

/**
 * Finds the ids of a file that is not open in an editor, except for those that its comments silence. A carriage return
 * that is no part of a line end ends a line, as in the editor.
 * @param isEnd as in `findUnignoredIds`
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
