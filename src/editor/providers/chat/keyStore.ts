import * as v from 'valibot';
import type { Disposable, Event, SecretStorage } from 'vscode';
import { parseJson } from '../../../core/base/json';
import { originOf } from '../../../core/chat/providers/endpoint';
import type { Logger } from '../../shared/log';
import type { Endpoint, KeyState } from '../../../core/chat/messages/chatTypes';

const storedKey = v.object({ origin: v.string(), key: v.pipe(v.string(), v.minLength(1)) });

/**
 * The only class that reads and writes keys. They are in VS Code's secret storage, bound to the origin they were
 * entered for.
 */
export class KeyStore {
  constructor(
    private readonly secrets: SecretStorage,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  get onDidChange(): Event<unknown> {
    return this.secrets.onDidChange;
  }

  /** Calls the listener with the id of the provider whose key was stored or removed, also in another window. */
  onDidChangeOf(listener: (providerId: string) => void): Disposable {
    return this.secrets.onDidChange(({ key: name }) => {
      if (name.startsWith(prefix)) listener(name.slice(prefix.length));
    });
  }

  /**
   * Returns the ids of the providers that have a stored key, including providers that are gone. `SecretStorage.keys` is
   * newer than the oldest VS Code that this runs in; without it, the list is empty.
   */
  async ids(): Promise<string[]> {
    const secrets: SecretStorage & { keys?: () => Thenable<string[]> } = this.secrets;
    const names = (await secrets.keys?.()) ?? [];
    return names.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])).sort();
  }

  /** Reads a key. Rejects where the storage does. */
  async read(endpoint: Endpoint): Promise<KeyState> {
    const text = await this.get(endpoint.id);
    const result = text === undefined ? undefined : v.safeParse(storedKey, parseJson(text));
    if (!result?.success) return { state: 'none' };
    const { origin, key } = result.output;
    return origin === originOf(endpoint.baseUrl) ? { state: 'stored', key } : { state: 'other-origin', origin };
  }

  /** Reads a key for a list. A key that cannot be read counts as none, and does not stop the list. */
  look(endpoint: Endpoint): Promise<KeyState> {
    return this.read(endpoint).catch(() => ({ state: 'none' }));
  }

  async write(endpoint: Endpoint, key: string): Promise<void> {
    await this.secrets.store(secretName(endpoint.id), JSON.stringify({ origin: originOf(endpoint.baseUrl), key }));
  }

  /**
   * Removes the key of a provider, also of one that is no longer set up. The returned function restores it, for the
   * origin that it was entered for.
   */
  async remove(providerId: string): Promise<() => Promise<void>> {
    const name = secretName(providerId);
    const text = await this.secrets.get(name);
    await this.secrets.delete(name);
    return async () => {
      if (text !== undefined) await this.secrets.store(name, text);
    };
  }

  async has(providerId: string): Promise<boolean> {
    return (await this.get(providerId)) !== undefined;
  }

  private async get(providerId: string): Promise<string | undefined> {
    try {
      return await this.secrets.get(secretName(providerId));
    } catch (error) {
      this.log.warn(`The key of the provider ${providerId} could not be read.`, error);
      throw error;
    }
  }
}

const prefix = 'key/';
const secretName = (providerId: string): string => prefix + providerId;
