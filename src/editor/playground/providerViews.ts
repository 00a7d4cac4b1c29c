import type { Catalog } from '../../core/catalog/catalog';
import type { Backend } from '../../core/chat/backend';
import { hostIn, placeIn } from '../../core/chat/providers/location';
import { defaultFirst } from '../../core/chat/providers/suggestedModels';
import type { ProviderView } from '../../core/playground/playgroundViews';
import type { ModelLists } from '../providers/chat/modelLists';

/** Makes the page's views of the backends that can be asked. `lists` has the models that a provider itself listed. */
export function providerViews(
  backends: readonly Backend[],
  catalog: Catalog,
  lists: Pick<ModelLists, 'listOf'>,
): Promise<ProviderView[]> {
  return Promise.all(
    backends.map(async (backend) => {
      const { id, name, location, can, isOwn, isStandIn, needsKey } = backend;
      const ownModels = lists.listOf(id)?.models.map((model) => model.id);
      return {
        ...{ id, name, can, isOwn, isStandIn, needsKey },
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
