import type { Say } from '../../base/say';
import type { Outcome } from '../messages/errors';
import type { Endpoint } from '../messages/chatTypes';
import { hostOf, isLoopback, parseBaseUrl } from '../providers/endpoint';
import { presets } from '../providers/presets';
import type { Preset } from '../providers/presets';
import type { ListedModel } from './listedModels';

/** Where model servers usually are on this machine. By number and not as `localhost`: one address is asked, and it is named. */
export const usualLocalServers: readonly string[] = presets
  .filter(({ baseUrl }) => isLoopback(baseUrl))
  .map(({ baseUrl }) => baseUrl.replace('//localhost:', '//127.0.0.1:'));

/** An address that may be asked, and what usually answers there. */
export interface LocalAddress {
  readonly baseUrl: string;
  readonly preset: Preset;
}

export interface FoundServer extends LocalAddress {
  readonly models: readonly ListedModel[];
}

/** Those of the addresses that are on this machine: no other is looked at, whatever a setting says. None twice. */
export function localCandidates(addresses: readonly string[]): LocalAddress[] {
  const baseUrls = addresses.flatMap((address) => {
    try {
      return isLoopback(address) ? [parseBaseUrl(address)] : [];
    } catch {
      return []; // No address: there is nobody to ask.
    }
  });
  return [...new Set(baseUrls)].map((baseUrl) => ({ baseUrl, preset: presetAt(baseUrl) }));
}

/** By the port alone: who really answers there says only its list. */
function presetAt(baseUrl: string): Preset {
  const port = portOf(baseUrl);
  const usual = presets.find((preset) => isLoopback(preset.baseUrl) && portOf(preset.baseUrl) === port);
  return usual ?? presets.find(({ id }) => id === 'custom')!;
}

const portOf = (baseUrl: string): string => hostOf(baseUrl).replace(/^.*:/, '');

/**
 * Asks each for its models, all at once. Who does not answer with a list of them is no model server. `undefined`: the user did not
 * want to wait, so that nothing is known of those who had not answered.
 */
export async function findLocalServers(
  candidates: readonly LocalAddress[],
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

/** No provider of the settings can have it, so no key is ever sent along. */
const probeId = 'local server';

/** The model that is asked until another is chosen: one that is loaded answers at once. */
export const firstModel = ({ models }: Pick<FoundServer, 'models'>): ListedModel | undefined =>
  models.find(({ served }) => served?.isLoaded) ?? models[0];

/** The server as a provider, asked with its first model until another is chosen. */
export function localEndpoint(found: FoundServer, id: string, say: Say): Endpoint {
  const { baseUrl, preset } = found;
  const model = firstModel(found);
  // Its host stands beside its name wherever it is told.
  const name = preset.id === 'custom' ? say('Model server {0}', portOf(baseUrl)) : preset.name;
  return { ...asEndpoint(found, id), name, ...(model === undefined ? {} : { model: model.id }) };
}

const asEndpoint = ({ baseUrl, preset }: LocalAddress, id: string): Endpoint => ({
  ...{ id, name: preset.name, baseUrl, preset: preset.id, dialect: 'chat-completions' },
});

/** Words in the list of real models about looking for servers on this machine. */
interface LookWords {
  /** True before and after they were asked. */
  readonly placeholder: string;
  readonly label: string;
  readonly detail: string;
}

/** @param found who answered; `undefined`: nobody was asked yet. Each is short enough for one line of a list. */
export function lookWords(
  candidates: readonly LocalAddress[],
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

/** Host and port of each. A host is not said again, so that all of them are to be read before they are asked: `127.0.0.1:1234, :8080`. */
export const addressWords = (candidates: readonly Pick<LocalAddress, 'baseUrl'>[]): string =>
  candidates
    .map(({ baseUrl }, index) => {
      const before = candidates[index - 1];
      const isSame = before !== undefined && nameOf(before.baseUrl) === nameOf(baseUrl);
      return isSame ? hostOf(baseUrl).slice(nameOf(baseUrl).length) : hostOf(baseUrl);
    })
    .join(', ');

/** The host without its port; all of it where it has none. */
const nameOf = (baseUrl: string): string => hostOf(baseUrl).replace(/:\d+$/, '');
