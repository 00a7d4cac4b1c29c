import * as v from 'valibot';
import type { Event, SecretStorage } from 'vscode';
import { originOf } from '../../core/chat/endpoint';
import type { Endpoint } from '../../core/chat/types';

const storedKey = v.object({ origin: v.string(), key: v.pipe(v.string(), v.minLength(1)) });

/** What is known about a provider's key. A key for another origin is never handed out. */
export type KeyState =
  | { readonly state: 'none' }
  | { readonly state: 'other-origin'; readonly origin: string }
  | { readonly state: 'stored'; readonly key: string };

/** The only place that reads and writes keys. They are in VS Code's secret storage, bound to the origin they were entered for. */
export class KeyStore {
  constructor(private readonly secrets: SecretStorage) {}

  get onDidChange(): Event<unknown> {
    return this.secrets.onDidChange;
  }

  async read(endpoint: Endpoint): Promise<KeyState> {
    const text = await this.secrets.get(secretName(endpoint.id));
    const result = text === undefined ? undefined : v.safeParse(storedKey, parse(text));
    if (!result?.success) return { state: 'none' };
    const { origin, key } = result.output;
    return origin === originOf(endpoint.baseUrl) ? { state: 'stored', key } : { state: 'other-origin', origin };
  }

  async write(endpoint: Endpoint, key: string): Promise<void> {
    await this.secrets.store(secretName(endpoint.id), JSON.stringify({ origin: originOf(endpoint.baseUrl), key }));
  }

  async remove(endpoint: Endpoint): Promise<void> {
    await this.secrets.delete(secretName(endpoint.id));
  }
}

const secretName = (providerId: string): string => `key/${providerId}`;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Written by something else: as good as no key.
  }
}
