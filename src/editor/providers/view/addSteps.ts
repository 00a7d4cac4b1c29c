import { isLoopback, parseBaseUrl } from '../../../core/chat/providers/endpoint';
import { ChatError } from '../../../core/chat/messages/errors';
import { userPartsOf } from '../../../core/chat/providers/presets';
import type { Preset } from '../../../core/chat/providers/presets';
import type { DialectId, Endpoint } from '../../../core/chat/messages/chatTypes';
import type { Say } from '../../../core/base/say';

export type AddStep = 'preset' | 'address' | 'api' | 'name' | 'key';

/** The answers so far. */
export interface AddDraft {
  readonly preset?: Preset;
  readonly baseUrl?: string;
  readonly dialect?: DialectId;
  readonly name?: string;
  readonly key?: string;
}

/**
 * Returns the questions of Add Provider. At its usual address, a preset knows API and name. Where part of the address is
 * the user's, it knows the API. `existing` is the provider that already has that preset and address, and keeps its name.
 * A server of the user's own may want a key, unless it is on this machine.
 */
export function addSteps({ preset, baseUrl }: AddDraft, existing?: Endpoint): AddStep[] {
  const isUsual = preset === undefined || (baseUrl ?? preset.baseUrl) === preset.baseUrl;
  const isKnown = isUsual && preset?.baseUrl !== '';
  const knowsApi = isKnown || preset.address !== undefined;
  const mayHaveKey = preset === undefined || preset.needsKey || !isLoopback(baseUrl ?? preset.baseUrl);
  return [
    'preset',
    'address',
    ...(knowsApi ? [] : (['api'] as const)),
    ...(isKnown || existing ? [] : (['name'] as const)),
    ...(mayHaveKey ? (['key'] as const) : []),
  ];
}

/** Returns the number of questions. `undefined` until the address is answered, which decides it. */
export const totalAt = (steps: readonly AddStep[], at: number): number | undefined =>
  at > steps.indexOf('address') ? steps.length : undefined;

/** Returns the provider that the answers make; `undefined` while one is missing. */
export function draftedEndpoint(draft: AddDraft, id: string, existing?: Endpoint): Endpoint | undefined {
  const { preset, baseUrl } = draft;
  if (!preset || baseUrl === undefined) return undefined;
  const isUsual = baseUrl === preset.baseUrl;
  const dialect = isUsual || preset.address !== undefined ? preset.dialect : draft.dialect;
  const name = existing?.name ?? (isUsual ? preset.name : draft.name);
  if (dialect === undefined || name === undefined) return undefined;
  const model = existing?.model;
  return { id, name, baseUrl, preset: preset.id, dialect, ...(model === undefined ? {} : { model }) };
}

/** Returns the preset's id, with a number where another address has taken it. */
export function freeId(find: (id: string) => Endpoint | undefined, wanted: string, baseUrl: string): string {
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    const taken = find(id);
    if (!taken || taken.baseUrl === baseUrl) return id;
  }
}

/** Says what is wrong with a typed address. `preset` is the preset that it is for. */
export function addressProblem(typed: string, say: Say, preset?: Preset): string | undefined {
  try {
    const { hostname, pathname } = new URL(parseBaseUrl(typed));
    return preset?.address === undefined ? undefined : placeProblem(preset, typed, hostname, pathname, say);
  } catch (error) {
    if (error instanceof ChatError) return error.facts.said?.(say) ?? say('This is not an address.');
    throw error;
  }
}

/** Says what is wrong with the path. An address of the cloud itself has a fixed path; that of a gateway may have any. */
function placeProblem(preset: Preset, typed: string, host: string, path: string, say: Say): string | undefined {
  const left = userPartsOf(preset).filter((place) => typed.includes(place));
  if (left.length > 0) return say('Put yours in the place of {0}.', left.join(', '));
  const usual = new URL(preset.address ?? '');
  const isThere = !isLoopback(usual.origin) && host.endsWith(usual.hostname.split('.').slice(-2).join('.'));
  const end = `/${usual.pathname.split('/').filter(Boolean).slice(-2).join('/')}`;
  return isThere && !path.endsWith(end) ? say('There it ends in {0}.', end) : undefined;
}

/** Says what is wrong with a typed key. Header values are visible ASCII: any other character was copied by mistake. */
export const keyProblem = (typed: string, say: Say): string | undefined =>
  /^[\x21-\x7e]*$/.test(typed.trim()) ? undefined : say('A key has no spaces or special characters. Copy it again.');

export const nameProblem = (typed: string, say: Say): string | undefined =>
  typed.trim() === ''
    ? say('Type a name.')
    : typed.trim().length > 200
      ? say('It is longer than 200 characters.')
      : undefined;
