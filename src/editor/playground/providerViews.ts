import type { Catalog } from '../../core/catalog/catalog';
import { hostOf, isLoopback } from '../../core/chat/endpoint';
import { presetOf } from '../../core/chat/presets';
import type { Endpoint } from '../../core/chat/types';
import type { ProviderView } from '../../core/playground/protocol';
import type { KeyStore } from '../providers/keys';

/** Providers as the page sees them. `listed` holds the models that a provider itself listed, by provider id. */
export function providerViews(
  endpoints: readonly Endpoint[],
  keys: KeyStore,
  catalog: Catalog,
  listed: ReadonlyMap<string, readonly string[]>,
): Promise<ProviderView[]> {
  return Promise.all(
    endpoints.map(async (endpoint) => {
      const { id, name, baseUrl } = endpoint;
      const ownModels = listed.get(id);
      return {
        id,
        name,
        host: hostOf(baseUrl),
        local: isLoopback(baseUrl),
        needsKey: presetOf(endpoint.preset).needsKey,
        hasKey: (await keys.read(endpoint)).state === 'stored',
        models: [...(ownModels ?? suggestedModels(endpoint, catalog))],
        modelsFromProvider: ownModels !== undefined,
      };
    }),
  );
}

/** A maker's own API takes the catalog's ids; routers and local servers have ids of their own. */
export function suggestedModels(endpoint: Endpoint, catalog: Catalog): string[] {
  const { families } = presetOf(endpoint.preset);
  const [family] = families;
  if (family === undefined || families.length > 1) return [];
  return catalog
    .modelsOf(family)
    .filter(({ status, openness }) => (status === 'current' || status === 'preview') && openness === 'closed')
    .map((model) => model.id);
}
