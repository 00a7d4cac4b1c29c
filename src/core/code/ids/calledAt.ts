// Finds where an id is called by its own place: by its call and the client of that, its object, or its block of config.

import { isOfAzure } from '../calls/clients';
import { addressKeys, providerKeys } from '../calls/modelKeys';
import type { LifecycleModel } from '../../catalog/lifecycle';
import { calledAtOf, makerOf, serviceOfAddress, serviceOfWord } from '../../catalog/names/services';
import type { CalledAt, Service } from '../../catalog/names/services';
import { serviceInName } from '../../catalog/names/serviceInName';
import type { GroupEntry, Group, IdPlace } from './place';

/** Gives the service of the client that a file makes under a name; undefined: it makes none. */
type ClientService = (variable: string) => { readonly service: Service | undefined } | undefined;

/** Finds the service of an id by its place. Undefined: nothing there tells it, or not enough. */
export function serviceAtPlace({ key, groups }: IdPlace, clientOf: ClientService): Service | undefined {
  const [inner] = groups;
  // A client that is made elsewhere may go anywhere.
  if (inner?.entries.some(({ key: name, value }) => isClientKey(name) && value === undefined)) return undefined;
  const own = inner && addressFor(inner.entries, key ?? 'model');
  const client = own ? undefined : clientAround(groups, clientOf);
  if (client) return client.service;
  for (const [depth, group] of groups.entries()) {
    const ofKey = depth === 0 ? key : group.key;
    const address = addressFor(group.entries, depth === 0 ? (key ?? 'model') : 'model');
    // An address that is not written out may lead anywhere.
    if (address) return isWrittenOut(address.value) ? serviceOfAddress(address.value) : undefined;
    const said = providerIn(group.entries) ?? (ofKey === undefined ? undefined : serviceInName(ofKey));
    if (said) return said;
    if (isAtAzure(group)) return 'azure';
    const ofName = group.kind === 'declaration' ? undefined : serviceInName(group.name);
    if (ofName) return ofName;
    const ofGroup = group.key === undefined ? undefined : serviceInName(group.key);
    if (ofGroup) return ofGroup;
  }
  return undefined;
}

/**
 * Whether a group is for Azure: by settings that only Azure has, or by those of LlamaIndex: `azure: { deployment }`. A
 * parameter may stay without a value.
 */
const isAtAzure = ({ kind, entries }: Group): boolean =>
  kind !== 'declaration' &&
  entries.some(({ key, value }) =>
    key === 'azure' ? kind === 'object' && value === undefined : key !== undefined && value !== '' && isOfAzure(key),
  );

/** Whether an address is written out, unlike `${BASE_URL}` or `<your address>`. */
const isWrittenOut = (address: string | undefined): address is string =>
  address !== undefined && !/[$<{%]|^[A-Z_]+$/.test(address);

const isClientKey = (key: string | undefined): boolean => key !== undefined && /^(?!http)\w*client$/i.test(key);

/** Finds the client of the calls around an id: `client` in `client.Chat.Completions.New(ctx, params{ … })`, `provider('…')`. */
function clientAround(groups: readonly Group[], clientOf: ClientService): ReturnType<ClientService> {
  for (const { kind, name } of groups) {
    if (kind !== 'call') continue;
    for (const part of name.split('.')) {
      const client = clientOf(part);
      if (client) return client;
    }
  }
  return undefined;
}

/**
 * Returns the service whose dates count. A maker's own API has no models of others: a call there with another maker's
 * id goes somewhere that nothing names.
 */
export function calledAtBy(
  service: Service | undefined,
  maker: LifecycleModel['maker'] | undefined,
): CalledAt | undefined {
  if (service === undefined) return undefined;
  const own = makerOf(service);
  return own !== undefined && maker !== undefined && own !== maker ? undefined : calledAtOf(service);
}

const addressKey = new RegExp(`^(.*?)[_.-]?(?:${addressKeys}|host)$`, 'i');
const modelPart =
  /[_.-]?(?:default[_.-]?)?(?:models?(?:[_.-]?(?:name|id|slug))?|llm|engine|deployment(?:[_.-]?(?:name|id))?)$/i;

/**
 * Finds the address of the service to which a model with such a key goes: `OPENAI_BASE_URL` beside `OPENAI_MODEL`, and
 * not `BASE_URL`.
 */
function addressFor(entries: readonly GroupEntry[], modelKey: string): GroupEntry | undefined {
  const stem = plain(modelKey.replace(modelPart, ''));
  return entries.map(byDefault).find(({ key, value }) => {
    if (key === undefined) return value !== undefined && isUrl(value);
    if (value !== undefined && isWrittenOut(value) && !isAddress(key, value)) return false;
    const [, before] = addressKey.exec(key) ?? [];
    if (before === undefined) return false;
    const own = plain(before);
    if (own !== '') return stem.startsWith(own) || (stem === '' && /^(?:openai|llm|model)$/.test(own));
    // Settings of a whole program have a BASE_URL of their own.
    return stem === '' && (key !== key.toUpperCase() || (value !== undefined && isApi(value)));
  });
}

/** Replaces `${BASE_URL:-https://api.openai.com/v1}` by the address behind the name, which holds where nothing else is set. */
const byDefault = ({ key, value }: GroupEntry): GroupEntry => ({
  key,
  value: value?.replace(/^\$\{[\w.-]+:[-=]?([^${}]+)\}$/, '$1'),
});

const isUrl = (value: string): boolean => /^https?:\/\//.test(value);

/**
 * Whether a value is an address: not an empty text, `null` or a route, nor a `host` without a scheme, which may be that
 * of a server or a database.
 */
const isAddress = (key: string, value: string): boolean =>
  isUrl(value) || (/^host$/i.test(key) ? isApi(value) : /^(?!\/)\S*[.:]|^localhost\b/.test(value));

const plain = (name: string): string => name.replace(/[_.-]/g, '').toLowerCase();
const isApi = (address: string): boolean =>
  !['other', 'local'].includes(serviceOfAddress(address)) || /\/v\d|:11434\b/.test(address);

const providerKey = new RegExp(`^${providerKeys}$`, 'i');

function providerIn(entries: readonly GroupEntry[]): Service | undefined {
  const value = entries.find(({ key }) => key !== undefined && providerKey.test(key))?.value;
  return value === undefined ? undefined : (serviceOfWord(value) ?? serviceInName(value));
}
