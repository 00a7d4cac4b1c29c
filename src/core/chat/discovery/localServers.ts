import type { Say } from '../../base/say';
import type { Outcome } from '../messages/errors';
import type { Endpoint } from '../messages/chatTypes';
import { hostOf, isLoopback, parseBaseUrl } from '../providers/endpoint';
import { presets } from '../providers/presets';
import type { Preset } from '../providers/presets';
import type { ListedModel } from './readListedModel';

/**
 * The usual addresses of model servers on this machine. They are numbers and not `localhost`, so that exactly one
 * address is asked, and is named.
 */
export const usualLocalServers: readonly string[] = presets
  .filter(({ baseUrl }) => isLoopback(baseUrl))
  .map(({ baseUrl }) => baseUrl.replace('//localhost:', '//127.0.0.1:'));

/** An address that may be asked, and the usual server at it. */
export interface LocalCandidate {
  readonly baseUrl: string;
  readonly preset: Preset;
}

export interface FoundServer extends LocalCandidate {
  readonly models: readonly ListedModel[];
}

/**
 * Returns the addresses that are on this machine, each once. No other one is ever asked, whatever a setting contains.
 */
export function localCandidates(addresses: readonly string[]): LocalCandidate[] {
  const baseUrls = addresses.flatMap((address) => {
    try {
      return isLoopback(address) ? [parseBaseUrl(address)] : [];
    } catch {
      return []; // Not an address, so nothing can be asked.
    }
  });
  return [...new Set(baseUrls)].map((baseUrl) => ({ baseUrl, preset: presetAt(baseUrl) }));
}

/** Returns the preset by the port alone. Only the list tells which server really answers there. */
function presetAt(baseUrl: string): Preset {
  const port = portOf(baseUrl);
  const usual = presets.find((preset) => isLoopback(preset.baseUrl) && portOf(preset.baseUrl) === port);
  return usual ?? presets.find(({ id }) => id === 'custom')!;
}

const portOf = (baseUrl: string): string => hostOf(baseUrl).replace(/^.*:/, '');

/**
 * Asks all addresses for their models at the same time. A server that does not answer with a list of them is no model
 * server. `undefined` where the user did not wait and nothing was found: the servers that had not answered are unknown
 * then.
 */
export async function findLocalServers(
  candidates: readonly LocalCandidate[],
  listModels: (endpoint: Endpoint) => Promise<Outcome<readonly ListedModel[]>>,
  left?: AbortSignal,
): Promise<FoundServer[] | undefined> {
  const asked = await Promise.all(
    candidates.map(async (candidate) => {
      const listed = await listModels(asEndpoint(candidate, probeId));
      return listed.status === 'done' ? [{ ...candidate, models: listed.value }] : [];
    }),
  );
  const found = asked.flat();
  return found.length === 0 && left?.aborted ? undefined : found;
}

/** No provider of the settings can have this id, so no key is ever sent along. */
const probeId = 'local server';

/** Returns the model that is asked until another is chosen: preferably a loaded one, which answers at once. */
export const firstModel = ({ models }: Pick<FoundServer, 'models'>): ListedModel | undefined =>
  models.find(({ served }) => served?.isLoaded) ?? models[0];

/** Returns the server as a provider. It is asked with its first model until another is chosen. */
export function localEndpoint(found: FoundServer, id: string, say: Say): Endpoint {
  const { baseUrl, preset } = found;
  const model = firstModel(found);
  // The host is shown next to the name wherever the name appears.
  const name = preset.id === 'custom' ? say('Model server {0}', portOf(baseUrl)) : preset.name;
  return { ...asEndpoint(found, id), name, ...(model === undefined ? {} : { model: model.id }) };
}

const asEndpoint = ({ baseUrl, preset }: LocalCandidate, id: string): Endpoint => ({
  ...{ id, name: preset.name, baseUrl, preset: preset.id, dialect: 'chat-completions' },
});

/** Words in the list of real models about looking for servers on this machine. */
interface LookWords {
  /** Placeholder, which is true before and after the servers were asked. */
  readonly placeholder: string;
  readonly label: string;
  readonly detail: string;
}

/**
 * Returns the words, each short enough for one line of a list.
 * @param found servers that answered; `undefined` where none was asked yet
 */
export function lookWords(
  candidates: readonly LocalCandidate[],
  found: readonly FoundServer[] | undefined,
  say: Say,
): LookWords {
  const asks = say('Asks only these addresses for their models.');
  if (found === undefined) {
    return {
      placeholder: say('Which one? Nothing is contacted before you choose.'),
      label: `$(search) ${say('Look for Model Servers Here')}`,
      detail: asks,
    };
  }
  if (found.length > 0) {
    return {
      placeholder: say('{0} of {1} addresses answered. Choose a server.', found.length, candidates.length),
      label: `$(search) ${say('Look Again')}`,
      detail: asks,
    };
  }
  return {
    placeholder: say('No address answered.'),
    label: `$(warning) ${say('No Server Answered: Look Again')}`,
    detail: say('Start Ollama, LM Studio, llama.cpp or vLLM first.'),
  };
}

/**
 * Returns host and port of each address. A repeated host is left out, so that all of them can be read before they are
 * asked: `127.0.0.1:1234, :8080`.
 */
export const addressWords = (candidates: readonly Pick<LocalCandidate, 'baseUrl'>[]): string =>
  candidates
    .map(({ baseUrl }, index) => {
      const before = candidates[index - 1];
      const isSame = before !== undefined && nameOf(before.baseUrl) === nameOf(baseUrl);
      return isSame ? hostOf(baseUrl).slice(nameOf(baseUrl).length) : hostOf(baseUrl);
    })
    .join(', ');

/** Returns the host without its port; all of it where it has none. */
const nameOf = (baseUrl: string): string => hostOf(baseUrl).replace(/:\d+$/, '');
