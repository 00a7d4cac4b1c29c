import { env } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import { isBuiltIn } from '../../core/chat/providers/builtIn';
import { hostOf } from '../../core/chat/providers/endpoint';
import { placeOf } from '../../core/chat/providers/place';
import { presetOf } from '../../core/chat/providers/presets';
import type { Endpoint } from '../../core/chat/messages/types';
import type { ProviderView } from '../../core/playground/pageProtocol';
import type { KeyStore } from '../providers/chat/keyStore';
import { defaultFirst, suggestedModels } from '../providers/chat/suggestedModels';

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
        place: placeOf(baseUrl, env.remoteName),
        isBuiltIn: isBuiltIn(id),
        needsKey: presetOf(endpoint.preset).needsKey,
        hasKey: (await keys.read(endpoint)).state === 'stored',
        models: ownModels ? defaultFirst(endpoint, ownModels) : suggestedModels(endpoint, catalog),
        modelsFromProvider: ownModels !== undefined,
      };
    }),
  );
}
