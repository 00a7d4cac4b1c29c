import type { Disposable, Memento } from 'vscode';
import { isRecord } from '../../../core/base/json';
import type { KeyStore } from '../chat/keyStore';
import type { ProviderStore } from '../chat/providerStore';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';

/** Key of the names of the providers that were set up last, by id. */
const knownKey = 'providers.known';

/**
 * Offers to remove the key of a provider that has left the settings, as it would stay in the secret storage for ever.
 * For a provider that left while no window was open, it offers that once, at the next start.
 */
export function offerKeysOfGoneProviders(
  store: Pick<ProviderStore, 'list' | 'find' | 'onDidChange'>,
  keys: KeyStore,
  state: Memento,
  isSeen: () => boolean,
): Disposable {
  const look = (): void => {
    const before = state.get<unknown>(knownKey);
    const now = Object.fromEntries(store.list().map(({ id, name }) => [id, name]));
    if (JSON.stringify(before) === JSON.stringify(now)) return;
    void state.update(knownKey, now);
    // The view shows a row for each such key.
    if (isSeen()) return;
    for (const [id, name] of Object.entries(isRecord(before) ? before : {})) {
      if (!Object.hasOwn(now, id)) void offerRemoval(store, keys, id, String(name));
    }
  };
  look();
  return store.onDidChange(look);
}

async function offerRemoval(
  store: Pick<ProviderStore, 'find'>,
  keys: KeyStore,
  id: string,
  name: string,
): Promise<void> {
  if (!(await keys.has(id))) return;
  const remove = say('Remove Key');
  const message = say('{0} is no longer set up, but its API key is still in the secret storage.', name);
  // The provider may have been added again meanwhile.
  if ((await showMessage('Information', message, remove, say('Keep Key'))) === remove && !store.find(id))
    await keys.remove(id);
}
