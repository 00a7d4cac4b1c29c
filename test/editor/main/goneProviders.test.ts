import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { offerKeysOfGoneProviders } from '../../../src/editor/providers/view/goneProviders';
import { KeyStore } from '../../../src/editor/providers/chat/keyStore';
import type { ProviderStore } from '../../../src/editor/providers/chat/providerStore';
import type { Endpoint } from '../../../src/core/chat/messages/chatTypes';
import { poll } from '../../support/poll';

const endpoint = (id: string): Endpoint => ({
  id,
  name: `Name of ${id}`,
  baseUrl: 'http://127.0.0.1:9/v1',
  preset: 'custom',
  dialect: 'chat-completions',
});

const storeOf = (...ids: string[]): Pick<ProviderStore, 'onDidChange' | 'list' | 'find'> => ({
  onDidChange: new vscode.EventEmitter<void>().event,
  list: () => ids.map(endpoint),
  find: (id) => ids.map(endpoint).find((one) => one.id === id),
});

describe('the key of a provider that left the settings while no window was open', () => {
  const { showInformationMessage } = vscode.window;
  const asked: string[] = [];

  beforeEach(() => {
    asked.length = 0;
    const answer = (message: string): Promise<string> => {
      asked.push(message);
      return Promise.resolve('Remove Key');
    };
    vscode.window.showInformationMessage = answer;
  });
  afterEach(() => {
    vscode.window.showInformationMessage = showInformationMessage;
  });

  it('is offered for removal once, with the next start', async () => {
    const secrets = new Map<string, string>();
    const storage = {
      get: (name: string) => Promise.resolve(secrets.get(name)),
      store: (name: string, value: string) => Promise.resolve(void secrets.set(name, value)),
      delete: (name: string) => Promise.resolve(void secrets.delete(name)),
      onDidChange: new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event,
    };
    const keys = new KeyStore(storage, { warn: () => undefined });
    const stored = new Map<string, unknown>();
    const state = {
      get: (name: string): unknown => stored.get(name),
      update: (name: string, value: unknown) => Promise.resolve(void stored.set(name, value)),
      keys: () => [...stored.keys()],
    } as vscode.Memento;
    const start = (...ids: string[]): void => {
      offerKeysOfGoneProviders(storeOf(...ids), keys, state, () => false).dispose();
    };
    await keys.write(endpoint('gone'), 'k1');
    await keys.write(endpoint('stays'), 'k2');
    start('gone', 'stays', 'keyless');
    start('stays');
    await poll('the key to go', async () => !(await keys.has('gone')));
    start('stays');
    assert.deepEqual(asked, ['Name of gone is no longer set up, but its API key is still in the secret storage.']);
    assert.equal(await keys.has('stays'), true);
  });
});
