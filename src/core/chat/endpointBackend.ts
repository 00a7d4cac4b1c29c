import type { Say } from '../base/say';
import type { ProviderSaid } from '../catalog/live/said';
import type { EndpointBackend } from './backend';
import { goesOnWithLast } from './dialects/goesOnWithLast';
import { sentLimit } from './dialects/sentLimit';
import { toolTraits } from './dialects/toolTraits';
import type { DialectId, Endpoint, KeyState } from './messages/chatTypes';
import { costAt } from './providers/costAt';
import type { AbilitiesBy } from './messages/abilities';
import { locationOf } from './providers/location';
import type { ParameterOffer } from './parameters/offers';
import { localServerOf, presetOf } from './providers/presets';
import { suggestedModels } from './providers/suggestedModels';
import type { ChatLimits } from './exchange/chatLimits';
import type { ChatService } from './service';

/** Dependencies of the backends of endpoints. */
export interface EndpointDeps {
  /** Loads the service with the first request, as most windows never send one. */
  readonly service: () => Promise<ChatService>;
  /**
   * Returns the key that was entered for the endpoint, for the origin that it was entered for. Rejects where it cannot
   * be read.
   */
  readonly key: (endpoint: Endpoint) => Promise<KeyState>;
  readonly limits: () => ChatLimits;
  /** Whether providers are asked why their prompt cache missed. */
  readonly diagnosesCache: () => boolean;
  /** Lists the parameters of a request to a model of the endpoint, as `Backend.parameters` does. */
  readonly offers: (endpoint: Endpoint, model: string) => Promise<readonly ParameterOffer[]>;
  /** Returns the figures of a model in its provider's list, where that was read. */
  readonly says: (endpoint: Endpoint, model: string) => ProviderSaid | undefined;
  /** Returns the abilities of a model of the endpoint, by tests and by its provider's list, the surest first. */
  readonly knows: (endpoint: Endpoint, model: string) => readonly AbilitiesBy[];
  /** VS Code's name of the remote. */
  readonly remoteName: string | undefined;
  readonly say: Say;
}

/** Abilities that no request of an API can ask for. Their probes have no field for them, either. */
const lacks: Readonly<Record<DialectId, readonly AbilitiesBy[]>> = {
  'chat-completions': [],
  responses: [],
  'anthropic-messages': [{ by: 'api', can: { logprobs: false } }],
};

/** Creates the backend of a user's endpoint, which is asked over the network with its key. */
export function endpointBackend(
  endpoint: Endpoint,
  { service, key, limits, diagnosesCache, offers, says, knows, remoteName, say }: EndpointDeps,
): EndpointBackend {
  const { id, name, model, preset, dialect } = endpoint;
  const limit = sentLimit[dialect];
  const server = localServerOf(preset);
  const options = (signal: AbortSignal) => ({ key: () => key(endpoint), signal, limits: limits() });
  return {
    id,
    name,
    ...(model !== undefined && { model }),
    ...(server && { server }),
    location: locationOf(endpoint, remoteName),
    can: {
      listsModels: presetOf(preset).isUnlisted === undefined,
      referenceCard: false,
      bodyFields: true,
      tools: { errors: toolTraits[dialect].saysErrors },
      ...(limit !== undefined && { sentLimit: limit }),
    },
    isOwn: true,
    isStandIn: false,
    needsKey: presetOf(preset).needsKey,
    hasKey: () =>
      key(endpoint).then(
        ({ state }) => state === 'stored',
        () => false,
      ),
    suggested: (catalog) => suggestedModels(endpoint, catalog),
    parameters: (asked) => offers(endpoint, asked),
    says: (asked) => says(endpoint, asked),
    knows: (asked) => [...lacks[dialect], ...knows(endpoint, asked)],
    async costOf(asked, usage, catalog) {
      const known = await catalog();
      const named = { id: asked, model: known.findModel(asked), said: says(endpoint, asked) };
      return costAt(endpoint, named, usage, known.now, say);
    },
    continues: (asked, catalog) => goesOnWithLast(endpoint, catalog.findModel(asked)?.prefill !== undefined),
    // Only the endpoint itself reports what it takes.
    whyNot: () => Promise.resolve(undefined),
    ask: async ({ comparedWith = null, ...request }, listener) => {
      const asked = diagnosesCache() ? { ...request, comparedWith } : request;
      return (await service()).ask(endpoint, asked, { ...options(listener.signal), ...listener });
    },
    listModels: async (signal) => (await service()).listModels(endpoint, options(signal)),
    test: async (signal) => (await service()).testConnection(endpoint, options(signal), model),
    probe: async (ask, signal) => (await service()).probe(endpoint, ask, options(signal)),
    countTokens: async (ask, signal) => (await service()).countTokens(endpoint, ask, options(signal)),
  };
}
