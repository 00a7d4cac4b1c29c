import type { Breathe } from '../../base/work';
import { findModelIds } from './findIds';
import type { FoundId, IdSource } from './findIds';
import { readIgnoreComments } from './ignoreComments';
import type { ModelNames } from '../../catalog/names/modelNames';

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
