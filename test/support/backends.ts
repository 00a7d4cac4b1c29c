import assert from 'node:assert/strict';
import { backendsOf } from '../../src/core/chat/backend';
import type { Backend, Backends, BuiltInBackend, EndpointBackend } from '../../src/core/chat/backend';
import { endpointBackend } from '../../src/core/chat/endpointBackend';
import type { Endpoint } from '../../src/core/chat/messages/chatTypes';
import { pocketBackend } from '../../src/core/pocket/chat/pocketBackend';
import { pocketModel } from './pocket';
import { pocketInMemory } from './pocketPost';
import { sayInEnglish } from '../../src/core/base/say';

// Backends without a network: an endpoint that nobody can ask, and the model in the box in this thread.

export const endpointAt = (baseUrl: string, more: Partial<Endpoint> = {}): Endpoint => ({
  ...{ id: 'maker', name: 'Maker', baseUrl, preset: 'custom', dialect: 'chat-completions' },
  ...more,
});

/** `hasKey`: a key was entered for where it is. `remoteName`: what VS Code calls the remote. `says`: what its list says. */
export const backendAt = (
  endpoint: Endpoint,
  hasKey = false,
  remoteName?: string,
  says: EndpointBackend['says'] = () => undefined,
): EndpointBackend =>
  endpointBackend(endpoint, {
    service: () => assert.fail('Nothing is asked over the network.'),
    key: () => Promise.resolve(hasKey ? { state: 'stored', key: 'secret' } : { state: 'none' }),
    diagnosesCache: () => false,
    limits: () => ({}),
    offers: () => Promise.resolve([]),
    says: (_endpoint, model) => says(model),
    knows: () => [],
    remoteName,
    say: sayInEnglish,
  });

export const pocketPost = pocketInMemory(pocketModel).post;

/** The model that ships. Each answer draws with the same seed. */
export const pocketAt = (remoteName?: string): BuiltInBackend =>
  pocketBackend({
    ...{ post: pocketPost, remoteName },
    onBroken: (error) => assert.fail(String(error)),
    randomSeed: () => 1,
    say: sayInEnglish,
  });

/** The backends of a window in which the user has set up `own`. `isReadable`: nothing of the settings was left out. `lent`: what the editor lends. */
export const backendsWith = (
  own: readonly Backend[],
  isReadable = true,
  lent: readonly BuiltInBackend[] = [],
): Backends =>
  backendsOf({
    at: (endpoint) => backendAt(endpoint),
    own: () => own,
    builtIn: () => [...lent, pocketAt()],
    isReadable: () => isReadable,
  });
