import { originOf } from '../../../core/chat/providers/endpoint';
import { guideTo } from '../../../core/chat/providers/presetGuides';
import type { Endpoint } from '../../../core/chat/messages/chatTypes';
import type { KeyStore } from '../chat/keyStore';
import { executeCommand } from '../../shared/commands';
import { confirm, isPlaygroundInFront, offer, sayDone } from '../../shared/feedback';
import { back } from '../../shared/rankedPick';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';
import type { KeyHolder } from './chooseProvider';
import { askForKey } from './providerQuestions';

/**
 * Asks for a key and stores it. `isSeen` tells whether the row of the provider is visible, which shows that it is
 * stored.
 */
export async function setApiKey(endpoint: Endpoint, keys: KeyStore, isSeen: () => boolean): Promise<void> {
  const key = await askForKey(endpoint.name, endpoint.baseUrl, guideTo(endpoint.preset));
  if (key === undefined || key === back) return;
  await storeKey(endpoint, key, keys, isSeen);
}

export async function storeKey(endpoint: Endpoint, key: string, keys: KeyStore, isSeen: () => boolean): Promise<void> {
  await keys.write(endpoint, key);
  if (isSeen()) return;
  if (isPlaygroundInFront()) return sayDone(say('The API key for {0} is stored.', endpoint.name));
  const message = say('The key for {0} is stored. It is sent to {1} only.', endpoint.name, originOf(endpoint.baseUrl));
  // Not awaited, so that the caller (the playground) continues while the message is open.
  void offer('Information', message, say('Test Connection'), () =>
    executeCommand('providers.testConnection', endpoint.id, 'free'),
  );
}

/** Removes a key, after a question, as a key cannot be shown again. */
export async function removeApiKey({ id, name }: KeyHolder, keys: KeyStore, isSeen: () => boolean): Promise<void> {
  if (!(await keys.has(id))) {
    void showMessage('Information', say('No API key is stored for {0}.', name));
    return;
  }
  const detail = say('It cannot be shown again. To use it later, you would have to enter it again.');
  if (!(await confirm(say('Remove the stored API key for {0}?', name), detail, say('Remove Key')))) return;
  await keys.remove(id);
  if (!isSeen()) sayDone(say('The API key for {0} is removed.', name));
}
