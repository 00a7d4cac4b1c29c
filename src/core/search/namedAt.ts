import type { Catalog } from '../catalog/catalog';
import type { ModelNames, NamedModel } from '../catalog/names/modelNames';
import { modelRangeAt } from './nameAtCursor';
import type { Cursor } from './nameAtCursor';

/** A model that a text names. UTF-16 code units of that text. */
interface NamedAt {
  readonly start: number;
  readonly end: number;
  readonly named: NamedModel;
}

/** A name of two letters and a digit is as often that of something else. */
const shortestName = 4;

/**
 * The model whose id stands at an offset, in any form in which ids are written, or whose name does. An id counts whole: at
 * `gpt-4o-mini` there is no `gpt-4o`.
 */
export function modelAtOffset(names: ModelNames, catalog: Catalog, place: Cursor): NamedAt | undefined {
  const { text, offset } = place;
  for (const run of names.scan(text)) {
    if (run.start > offset) break;
    if (run.end <= offset || !/\d/.test(run.text)) continue;
    const named = names.find(run.text);
    if (named) return { start: run.start, end: run.end, named };
  }
  const found = modelRangeAt(catalog, place);
  if (!found || found.end <= offset || found.end - found.start < shortestName) return undefined;
  const named = names.find(found.item.id);
  return named && { start: found.start, end: found.end, named };
}
