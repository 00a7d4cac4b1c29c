import type { Endpoint } from '../../../core/chat/messages/chatTypes';
import type { KeyStore } from '../chat/keyStore';
import type { ProviderStore } from '../chat/providerStore';
import { executeCommand } from '../../shared/commands';
import { offer } from '../../shared/feedback';
import { back, pickRanked } from '../../shared/rankedPick';
import type { PickRow } from '../../shared/rankedPick';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';

/** Finds the provider that a command is for. A given id means that provider and no other, even when it is gone. */
export async function chooseProvider(
  store: ProviderStore,
  id: string | undefined,
  title: string,
  placeholder: string,
): Promise<Endpoint | undefined> {
  if (id !== undefined) {
    const endpoint = store.find(id);
    if (!endpoint) void offerAdding(say('The provider “{0}” is no longer set up.', id));
    return endpoint;
  }
  const providers = store.list();
  if (providers.length === 0) void offerAdding(say('No provider is set up yet.'));
  return providers.length > 1 ? pickOne(providers.map(rowOf), title, placeholder) : providers[0];
}

/** A provider with a stored key. Where the provider is gone, the id serves as the name. */
export type KeyHolder = Pick<Endpoint, 'id' | 'name'>;

/** Asks for a provider that has a key. It asks even where there is only one, so that the list shows whose key it is. */
export async function chooseKeyHolder(store: ProviderStore, keys: KeyStore): Promise<KeyHolder | undefined> {
  const holders: PickRow<KeyHolder>[] = [];
  for (const endpoint of store.list()) if (await keys.has(endpoint.id)) holders.push(rowOf(endpoint));
  for (const id of await keys.ids()) {
    if (!store.find(id)) {
      holders.push({ label: id, description: say('key without a provider'), value: { id, name: id } });
    }
  }
  if (holders.length === 0) {
    void showMessage('Information', say('No API key is stored.'));
    return undefined;
  }
  return pickOne(holders, say('Remove API Key'), say('Remove the API key of which provider?'));
}

const rowOf = (endpoint: Endpoint): PickRow<Endpoint> => ({
  label: endpoint.name,
  description: endpoint.baseUrl,
  value: endpoint,
});

async function pickOne<T>(rows: readonly PickRow<T>[], title: string, placeholder: string): Promise<T | undefined> {
  const chosen = await pickRanked({ title, placeholder, groups: [{ label: '', rows }] });
  return chosen === back ? undefined : chosen;
}

/** Says that there is no provider, and offers to add one. */
export const offerAdding = (message: string): Promise<void> =>
  offer('Information', message, say('Add Provider'), () => executeCommand('providers.add'));
