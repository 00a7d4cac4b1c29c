import type { Breathe } from '../base/pacer';
import { regionReader } from './fileRegions';
import { findModelIds } from './findIds';
import type { FoundId, IdSource } from './findIds';
import { readIgnoreComments } from './ignoreComments';
import type { ModelNames } from './modelNames';
import { readNotebook } from './notebook';

/** The ids that a text names, but for those of which its comments say to be silent. Undefined as of `findModelIds`. */
export async function findUnignoredIds(
  source: IdSource,
  names: ModelNames,
  breathe: Breathe,
): Promise<FoundId[] | undefined> {
  const found = await findModelIds(source, names, breathe);
  // The comments are read only where there is something to be silent about.
  if (!found || found.length === 0) return found;
  const ignores = await readIgnoreComments(source, breathe);
  return ignores && found.filter((each) => !ignores(each));
}

export interface IdFile {
  readonly text: string;
  /** `ipynb`: the text is a notebook's JSON, and the places that are given back are places in it. */
  readonly languageId: string;
}

/** The same for a file that nobody edits. A carriage return that is no part of a line end ends a line, as in the editor. */
export async function findIdsInFile(file: IdFile, names: ModelNames, breathe: Breathe): Promise<FoundId[]> {
  const text = file.text.replace(/\r(?!\n)/g, '\n');
  if (file.languageId !== 'ipynb') {
    const source = { text, languageId: file.languageId, regionAt: regionReader(file.languageId, text) };
    return (await findUnignoredIds(source, names, breathe)) ?? [];
  }
  const notebook = readNotebook(text);
  const found = notebook && (await findUnignoredIds(notebook.source, names, breathe));
  return notebook && found ? notebook.placesInFile(found) : [];
}
