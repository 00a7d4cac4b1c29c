import type { Catalog } from '../../../core/catalog/catalog';
import type { Model } from '../../../core/catalog/catalogTable';
import { minCompared, maxCompared } from '../../../core/pages/comparePage';
import { createModelSearch } from '../../../core/search/modelChoices';
import { modelGroups } from '../modelRows';
import { pickSeveral } from '../../shared/pickSeveral';
import { say } from '../../shared/words';

export const isComparable = (count: number): boolean => count >= minCompared && count <= maxCompared;

/** Lets the user choose the models to compare, `chosen` to begin with; the living of each family stand first. */
export async function pickCompared(catalog: Catalog, chosen: readonly Model[]): Promise<readonly Model[] | undefined> {
  const ids = new Set(chosen.map(({ id }) => id));
  const picked = await pickSeveral<Model>({
    placeholder: say('Choose two to six models'),
    groups: modelGroups(createModelSearch(catalog)(''), catalog),
    isChosen: ({ id }) => ids.has(id),
    titleWith: titleOf,
    isEnough: isComparable,
  });
  return picked;
}

function titleOf(count: number): string {
  if (count > maxCompared) return say('Compare Models: {0} chosen, at most {1}', count, maxCompared);
  if (count < minCompared) return say('Compare Models: choose at least {0}', minCompared);
  return say('Compare Models: {0} chosen', count);
}
