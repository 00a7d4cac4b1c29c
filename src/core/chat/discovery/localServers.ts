import type { Outcome } from '../service';
import type { Endpoint } from '../messages/types';
import { hostOf, isLoopback, parseBaseUrl } from '../providers/endpoint';
import { presets } from '../providers/presets';
import type { Preset } from '../providers/presets';

/** Where model servers usually are on this machine. By number and not as `localhost`: one address is asked, and it is named. */
export const usualLocalServers: readonly string[] = presets
  .filter(({ baseUrl }) => isLoopback(baseUrl))
  .map(({ baseUrl }) => baseUrl.replace('//localhost:', '//127.0.0.1:'));

/** An address that may be asked, and what usually answers there. */
export interface Candidate {
  readonly baseUrl: string;
  readonly preset: Preset;
}

export interface FoundServer extends Candidate {
  readonly models: readonly string[];
}

/** Those of the addresses that are on this machine: no other is looked at, whatever a setting says. None twice. */
export function localCandidates(addresses: readonly string[]): Candidate[] {
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
  candidates: readonly Candidate[],
  listModels: (endpoint: Endpoint) => Promise<Outcome<readonly string[]>>,
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

/** The server as a provider, asked with its first model until another is chosen. */
export function localEndpoint(found: FoundServer, id: string): Endpoint {
  const [model] = found.models;
  return { ...asEndpoint(found, id), ...(model === undefined ? {} : { model }) };
}

function asEndpoint({ baseUrl, preset }: Candidate, id: string): Endpoint {
  const name = preset.id === 'custom' ? hostOf(baseUrl) : preset.name;
  return { id, name, baseUrl, preset: preset.id, dialect: 'chat-completions' };
}
