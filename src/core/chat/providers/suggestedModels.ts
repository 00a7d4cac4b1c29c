import type { Catalog } from '../../catalog/catalog';
import { standardModel } from '../../catalog/standardModel';
import { presetOf } from './presets';
import type { Endpoint } from '../messages/chatTypes';

/**
 * Returns the ids that can be offered before a provider has listed its models. A maker's own API takes the catalog's
 * ids, the family's standard model first; routers and local servers have ids of their own.
 */
export function suggestedModels(endpoint: Endpoint, catalog: Catalog): string[] {
  const { families } = presetOf(endpoint.preset);
  const [family] = families;
  if (family === undefined || families.length > 1) return defaultFirst(endpoint, []);
  const served = catalog
    .modelsOf(family)
    .filter(({ status, openness }) => (status === 'current' || status === 'preview') && openness === 'closed');
  // A user who has not chosen yet does not mean the dearest one.
  const standard = standardModel(served);
  const others = served.filter((model) => model !== standard);
  const ids = [...(standard ? [standard] : []), ...others].map(({ id }) => id);
  return defaultFirst(endpoint, ids);
}

/** Puts the model that the user named for the provider first, if any. A new question goes to the first of a list. */
export function defaultFirst({ model }: { readonly model?: string }, ids: readonly string[]): string[] {
  return model === undefined ? [...ids] : [model, ...ids.filter((id) => id !== model)];
}
