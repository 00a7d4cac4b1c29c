import assert from 'node:assert/strict';
import type { SecretStorage } from 'vscode';
import type { Endpoint } from '../../../../../src/core/chat/messages/chatTypes';
import { KeyStore } from '../../../../../src/editor/providers/chat/keyStore';

const here: Endpoint = {
  id: 'maker',
  name: 'Maker',
  baseUrl: 'https://one.test/v1',
  preset: 'custom',
  dialect: 'chat-completions',
};
const moved: Endpoint = { ...here, baseUrl: 'https://two.test/v1' };

/** Makes a store of keys whose secrets are kept in memory, instead of by VS Code. */
function keyStore(): KeyStore {
  const texts = new Map<string, string>();
  const secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'> = {
    get: (name) => Promise.resolve(texts.get(name)),
    store: (name, text) => Promise.resolve(void texts.set(name, text)),
    delete: (name) => Promise.resolve(void texts.delete(name)),
  };
  return new KeyStore(secrets as SecretStorage, { warn: () => undefined });
}

describe('the store of keys', () => {
  it('gives a key to the origin only that it was entered for', async () => {
    const keys = keyStore();
    await keys.write(here, 'secret');
    assert.deepEqual(await keys.read(here), { state: 'stored', key: 'secret' });
    assert.deepEqual(await keys.read(moved), { state: 'other-origin', origin: 'https://one.test' });
  });

  it('puts a removed key back for the origin that it was entered for, also when the provider has moved since', async () => {
    const keys = keyStore();
    await keys.write(here, 'secret');
    const putBack = await keys.remove(moved.id);
    assert.deepEqual(await keys.read(moved), { state: 'none' });
    await putBack();
    assert.deepEqual(await keys.read(moved), { state: 'other-origin', origin: 'https://one.test' });
    assert.deepEqual(await keys.read(here), { state: 'stored', key: 'secret' });
  });

  it('puts nothing back where nothing was', async () => {
    const keys = keyStore();
    await (
      await keys.remove(here.id)
    )();
    assert.deepEqual(await keys.read(here), { state: 'none' });
  });

  it('tells who asks that a key cannot be read, and the log; in a list it is none', async () => {
    const logged: string[] = [];
    const locked = { get: () => Promise.reject(new Error('The keyring is locked.')) };
    const keys = new KeyStore(locked as unknown as SecretStorage, { warn: (message) => void logged.push(message) });
    await assert.rejects(keys.read(here), /The keyring is locked\./);
    await assert.rejects(keys.has(here.id), /The keyring is locked\./);
    assert.deepEqual(await keys.look(here), { state: 'none' });
    assert.deepEqual(new Set(logged), new Set(['The key of the provider maker could not be read.']));
  });
});
