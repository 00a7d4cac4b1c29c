import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import { answerFrom } from '../../../../src/core/chat/answerFrom';
import { endpointBackend } from '../../../../src/core/chat/endpointBackend';
import { addressIn, hostIn, originIn, placeIn } from '../../../../src/core/chat/providers/location';
import { presetOf } from '../../../../src/core/chat/providers/presets';
import type { ChatService } from '../../../../src/core/chat/service';
import { backendAt, endpointAt } from '../../../support/backends';

const { signal } = new AbortController();
const request = { model: 'maker-1', system: '', messages: [], params: {} } as const;
const remote = endpointAt('https://api.example.com:8443/v1', { model: 'maker-1' });

describe('an endpoint as a backend', () => {
  it('is at its host, or on the machine where the extension runs', () => {
    const { location } = backendAt(remote);
    assert.deepEqual(
      [addressIn(location), hostIn(location), originIn(location), placeIn(location)],
      ['https://api.example.com:8443/v1', 'api.example.com:8443', 'https://api.example.com:8443', 'elsewhere'],
    );
    const local = endpointAt('http://127.0.0.1:11434/v1');
    assert.equal(placeIn(backendAt(local).location), 'this-machine');
    assert.equal(placeIn(backendAt(local, false, 'ssh-remote').location), 'remote-machine');
  });

  it('is asked with its key and the limits of the moment, and looks the key up for itself alone', async () => {
    const asked: unknown[] = [];
    let idleMs = 1;
    const service: Pick<ChatService, 'ask' | 'testConnection'> = {
      ask: async (endpoint, _request, options) => {
        asked.push([endpoint.id, await options.key(), options.limits]);
        return { status: 'done' };
      },
      testConnection: (_endpoint, _options, model) => {
        asked.push(model);
        return Promise.resolve({ status: 'stopped' });
      },
    };
    const backend = endpointBackend(remote, {
      service: () => Promise.resolve(service as ChatService),
      key: ({ id }) => Promise.resolve({ state: 'stored', key: `key of ${id}` }),
      diagnosesCache: () => false,
      limits: () => ({ idleMs }),
      offers: () => Promise.resolve([]),
      says: () => undefined,
      knows: () => [],
      remoteName: undefined,
      say: sayInEnglish,
    });
    idleMs = 2;
    await backend.ask(request, { signal, onEvents: () => undefined });
    await backend.test(signal);
    assert.deepEqual(asked, [['maker', { state: 'stored', key: 'key of maker' }, { idleMs: 2 }], 'maker-1']);
    assert.equal(await backend.hasKey(), true);
    assert.equal(await backendAt(remote).hasKey(), false);
  });

  it('has no key where its key cannot be read, as the other providers in a list have theirs', async () => {
    const backend = endpointBackend(remote, {
      service: () => Promise.reject(new Error('not asked')),
      key: () => Promise.reject(new Error('The keyring is locked.')),
      diagnosesCache: () => false,
      limits: () => ({}),
      offers: () => Promise.resolve([]),
      says: () => undefined,
      knows: () => [],
      remoteName: undefined,
      say: sayInEnglish,
    });
    assert.equal(await backend.hasKey(), false);
  });

  it('says itself what it does not take, is no stand-in, and needs a key where its preset does', async () => {
    const backend = backendAt(remote);
    assert.equal(await backend.whyNot(request), undefined);
    assert.deepEqual([backend.isStandIn, backend.needsKey], [false, false]);
    assert.equal(backendAt(endpointAt(presetOf('openai').baseUrl, { preset: 'openai' })).needsKey, true);
  });
});

describe('the tools of an endpoint', () => {
  it('may say of a result that it is an error where the API has a field for it', () => {
    const errors = (['chat-completions', 'responses', 'anthropic-messages'] as const).map(
      (dialect) => backendAt(endpointAt('https://api.example.com/v1', { dialect })).can.tools?.errors,
    );
    assert.deepEqual(errors, [false, false, true]);
  });
});

describe('an answer with its cost', () => {
  const usage = { inputTokens: 1, outputTokens: 1 };
  const listener = { signal, onEvents: () => undefined };
  const catalog = (): Promise<never> => Promise.reject(new Error('It does not load.'));
  const free = { known: true, usd: 0, lines: [], checked: '' } as const;

  it('has that of its usage, an unknown one where the catalog does not load, and none without an answer', async () => {
    const done = { status: 'done', usage } as const;
    const costOf = () => Promise.resolve(free);
    const ask = () => Promise.resolve(done);
    assert.deepEqual(await answerFrom({ ask, costOf }, request, listener, catalog), { ...done, cost: free });
    const unpriced = { ...backendAt(remote), ask };
    const cost = { known: false, reason: 'the catalog could not be loaded' };
    assert.deepEqual(await answerFrom(unpriced, request, listener, catalog), { ...done, cost });
    const failed = { ask: () => Promise.resolve({ status: 'failed' } as const), costOf };
    assert.deepEqual(await answerFrom(failed, request, listener, catalog), { status: 'failed' });
  });
});
