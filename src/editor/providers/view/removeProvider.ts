import { EventEmitter } from 'vscode';
import type { Endpoint } from '../../../core/chat/messages/chatTypes';
import type { KeyStore } from '../chat/keyStore';
import type { ProviderStore } from '../chat/providerStore';
import { confirm, offer } from '../../shared/feedback';
import { say } from '../../shared/words';

interface Removed {
  readonly endpoint: Endpoint;
  readonly place: number;
  readonly bringBack: () => Promise<void>;
}

/** The provider that was removed last, while its row offers to restore it. Nothing of it is kept after that. */
export class LastRemoved {
  private removed: Removed | undefined;
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  get now(): Pick<Removed, 'endpoint' | 'place'> | undefined {
    return this.removed;
  }

  offer(removed: Removed): void {
    this.removed = removed;
    this.changed.fire();
  }

  forget(): void {
    if (!this.removed) return;
    this.removed = undefined;
    this.changed.fire();
  }

  async undo(): Promise<void> {
    const { removed } = this;
    this.removed = undefined;
    await removed?.bringBack();
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}

/**
 * Asks once, and removes the provider together with its key. Both can be restored: on the row, where it is visible, or
 * else in a message.
 */
export async function removeProvider(
  endpoint: Endpoint,
  store: ProviderStore,
  keys: KeyStore,
  last: LastRemoved,
  isSeen: () => boolean,
): Promise<void> {
  const { id, name } = endpoint;
  const key = await keys.read(endpoint);
  const detail =
    key.state === 'none'
      ? say('Its sessions are kept, and you can still read its answers.')
      : say('Its API key is removed, too. Sessions are kept.');
  if (!(await confirm(say('Remove the provider {0}?', name), detail, say('Remove')))) return;
  // The key goes first, as the key of a missing provider would lead to a question.
  const bringBackKey = await keys.remove(id);
  let place: number;
  try {
    place = await store.remove(id);
  } catch (error) {
    await bringBackKey();
    throw error;
  }
  const bringBack = async (): Promise<void> => {
    // The user may have added another provider with that id meanwhile.
    if (store.find(id)) return;
    await store.put(endpoint, place);
    await bringBackKey();
  };
  if (isSeen()) return last.offer({ endpoint, place, bringBack });
  // Not awaited, so that the list continues while the message is open.
  void offer('Information', say('Removed {0}.', name), say('Undo'), bringBack);
}
