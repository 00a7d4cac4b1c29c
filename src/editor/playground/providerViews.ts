import type { Catalog } from '../../core/catalog/catalog';
import type { Backend } from '../../core/chat/backend';
import { hostIn, placeIn } from '../../core/chat/providers/location';
import { defaultFirst } from '../../core/chat/providers/suggestedModels';
import type { ProviderView } from '../../core/playground/playgroundProtocol';

/** Those that can be asked, as the page sees them. `listed` holds the models that a provider itself listed, by provider id. */
export function providerViews(
  backends: readonly Backend[],
  catalog: Catalog,
  listed: ReadonlyMap<string, readonly string[]>,
): Promise<ProviderView[]> {
  return Promise.all(
    backends.map(async (backend) => {
      const { id, name, location, can, isStandIn, needsKey } = backend;
      const ownModels = listed.get(id);
      return {
        ...{ id, name, can, isStandIn, needsKey },
        kind: location.kind,
        host: hostIn(location),
        place: placeIn(location),
        hasKey: await backend.hasKey(),
        models: ownModels ? defaultFirst(backend, ownModels) : backend.suggested(catalog),
        modelsFromProvider: ownModels !== undefined,
      };
    }),
  );
}
