import { ChatError } from '../../core/chat/messages/errors';
import type { Endpoint, KeyState } from '../../core/chat/messages/chatTypes';
import { assertKeyMayTravel, originOf, parseBaseUrl } from '../../core/chat/providers/endpoint';
import { userPartsOf, presets } from '../../core/chat/providers/presets';
import type { Preset } from '../../core/chat/providers/presets';
import { pocket } from '../../core/pocket/chat/pocketIdentity';
import { UsageError } from './commandLine';
import type { Caller } from './commandLine';

/** The name of Pocket on the command line. */
const pocketName = 'pocket';

/** The provider and model to ask, as the command names them. */
interface Asked {
  /** Id of a preset, or `pocket`. */
  readonly provider: string;
  readonly model: string;
  readonly baseUrl?: string;
  /** Name of the environment variable that holds the key. */
  readonly keyEnv?: string;
}

/** The endpoint of a request, with the key that may be sent there. */
export interface AskedEndpoint {
  readonly endpoint: Endpoint;
  readonly key: KeyState;
}

/**
 * Returns the endpoint that the command names, and `undefined` for Pocket, which has no address and takes no key.
 * @throws UsageError
 */
export function endpointOf(asked: Asked, environment: Caller['environment']): AskedEndpoint | undefined {
  const { provider, model, baseUrl, keyEnv } = asked;
  if (provider === pocketName) {
    if (baseUrl === undefined && keyEnv === undefined) return undefined;
    throw new UsageError(`${pocket.name} has no address and takes no key: leave out --base-url and --key-env.`);
  }
  const preset = presets.find(({ id }) => id === provider);
  if (!preset) {
    const ids = [...presets.map(({ id }) => id), pocketName].join(', ');
    throw new UsageError(`There is no provider "${provider}". These exist: ${ids}.`);
  }
  const address = addressOf(preset, baseUrl);
  const isOwn = preset.baseUrl !== '' && originOf(address) === originOf(preset.baseUrl);
  const key = keyOf(preset, isOwn, keyEnv, environment);
  checkKey(preset, address, isOwn, key);
  return {
    endpoint: {
      ...{ id: preset.id, name: preset.name, baseUrl: address, dialect: preset.dialect, model },
      // Whether another address needs a key is unknown.
      preset: key === undefined && !isOwn ? 'custom' : preset.id,
    },
    key: key === undefined ? { state: 'none' } : { state: 'stored', key },
  };
}

function addressOf(preset: Preset, given: string | undefined): string {
  const { name, baseUrl, address } = preset;
  const left = userPartsOf(preset).filter((place) => given?.includes(place));
  if (left.length > 0) throw new UsageError(`--base-url: put yours in the place of ${left.join(', ')}.`);
  if (given === undefined && baseUrl === '') {
    throw new UsageError(`${name} has no address of its own: give --base-url ${address ?? 'URL'}.`);
  }
  try {
    return parseBaseUrl(given ?? baseUrl);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    throw new UsageError(`--base-url ${error.facts.host}: ${error.facts.detail ?? 'it is not valid.'}`);
  }
}

/**
 * Returns the key. The usual variable is read only for the provider's own address, as no other server may get that key.
 */
function keyOf(
  { keyVariable }: Preset,
  isOwn: boolean,
  keyEnv: string | undefined,
  environment: Caller['environment'],
): string | undefined {
  const usual = isOwn && keyVariable !== undefined ? environment[keyVariable] : undefined;
  if (keyEnv === undefined) return usual?.trim() === '' ? undefined : usual;
  const key = environment[keyEnv];
  // The given name is not repeated, as the user may have written the key itself in its place.
  if (key === undefined || key.trim() === '') {
    throw new UsageError('--key-env: there is no environment variable of that name, or it is empty.');
  }
  return key;
}

/** @throws UsageError where the key is missing, or cannot be sent */
function checkKey(
  { name, needsKey, keyVariable }: Preset,
  address: string,
  isOwn: boolean,
  key: string | undefined,
): void {
  if (key === undefined && isOwn && needsKey) {
    const usual = keyVariable === undefined ? '' : `Set the environment variable ${keyVariable}, or name`;
    throw new UsageError(`${name} needs a key. ${usual || 'Name'} the variable that holds it with --key-env.`);
  }
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) {
    throw new UsageError('The key contains a space, a line break or a character outside ASCII.');
  }
  try {
    assertKeyMayTravel(address, key);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    throw new UsageError(`--base-url ${error.facts.host}: ${error.facts.detail ?? 'a key cannot be sent there.'}`);
  }
}
