import type { Catalog } from './catalog';
import type { Model } from './catalogTable';
import { standardModel } from './standardModel';

/** Value of the setting for the model that this rule chooses. An empty setting means the same. */
export const automatic = 'auto';

/**
 * Returns the model that is counted for until the user chooses one: a current one that many use, by a rule over the
 * data, so that it does not go stale. It is the standard model of the first family that has one; families stand in the
 * order in which people know them. Where no family has one, any current model comes before the others. `undefined` only
 * where there is no model at all.
 */
export function defaultModel(catalog: Catalog): Model | undefined {
  for (const { id } of catalog.families) {
    const standard = standardModel(catalog.modelsOf(id));
    if (standard) return standard;
  }
  const others = [...catalog.representatives, ...catalog.models];
  return others.find(({ status }) => status === 'current') ?? others[0];
}
