// Keys of config that name a model, decided from the line up to a place.

import { plainName } from '../../catalog/parameters/parameters';
import { serviceOfWord } from '../../catalog/names/services';
import type { Service } from '../../catalog/names/services';

/** A key and the beginning of its value, up to the end of the line that is read. */
interface KeyBefore {
  readonly key: string;
  /** The open quote; empty where none is open. */
  readonly quote: string;
  /** The beginning of the value that stands there already. */
  readonly begun: string;
}

const keyBefore =
  /(?:^|[\s{,[(])["']?([\p{L}_][\p{L}\p{N}_.-]{0,80})["']?\s{0,20}(?::(?=[\s"'[]|$)|=)\s{0,20}(?:\[\s{0,20}(?:["']?[\w.:@/-]{1,160}["']?\s{0,20},\s{0,20}){0,50})?(["'`]?)([\w.:@/-]{0,160})$/u;

/** UTF-16 code units of a key, and of the ids of a list before the one that is being written. */
const maxBeforeLength = 400;

/** Finds the key whose value is being written at the end of `before`, the line up to a place. */
export function keyOfValue(before: string): KeyBefore | undefined {
  const match = keyBefore.exec(before.slice(-maxBeforeLength));
  if (!match) return undefined;
  const [, key = '', quote = '', begun = ''] = match;
  return { key, quote, begun };
}

/** Words that tell a model of a program, a car or a picture from one that is asked. */
const otherModels =
  /^(?:view|data|domain|db|database|user|entity|base|django|orm|sql|json|car|vehicle|device|phone|product|printer|hardware|3d|mesh|world|scene|item|block|page|form|threat|pricing|business|object|schema|type|graph|tree)$/;

const deploymentKey = /deployment(?:name|id)?$/;
const modelKey = /(?:models?|modelname|modelid|modelslug|llm|engine)$/;

export interface ModelKey {
  /** Whether the key holds the name of a deployment, which its owner chose. */
  readonly isDeployment: boolean;
  /** The service that the key names: `OPENAI_MODEL`. */
  readonly service: Service | undefined;
}

/** Reads a key that names a model: `model`, `OPENAI_MODEL`, `embedding-model`, `chatModelName`. */
export function modelKeyOf(key: string): ModelKey | undefined {
  const last = key.slice(key.lastIndexOf('.') + 1);
  const words = key
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .split(/[_.-]+/);
  const plain = plainName(last);
  const isDeployment = deploymentKey.test(plain);
  if (!isDeployment && !modelKey.test(plain)) return undefined;
  if (/(?:model|engine)s?$/.test(plain) && words.length > 1 && otherModels.test(words.at(-2) ?? '')) return undefined;
  const service = words.map(serviceOfWord).find((found) => found !== undefined);
  return { isDeployment: isDeployment || (service === 'azure' && /DEPLOYMENT/i.test(key)), service };
}

/** Lines around a key in which its neighbours are looked for. */
export const neighbourLines = 8;

/** Keys that name a provider, and keys that hold its address, in patterns of any case. */
export const providerKeys =
  '(?:provider|model_?provider|vendor|llm_?provider|(?:\\w+_)?api_?type|custom_?llm_?provider|model_?client_?cls)';
export const addressKeys = '(?:base_?ur[li]|api_?base|api_?url|api_?host|endpoint|server_?url|base_?path)';

const provider = new RegExp(`(?:^|[\\s{,])["']?${providerKeys}["']?\\s{0,20}[:=]\\s{0,20}["']?([\\w-]{2,40})`, 'iu');
const address = new RegExp(`["']?[\\w.-]{0,60}${addressKeys}["']?\\s{0,20}[:=]\\s{0,20}["']?([^\\s"',}]{0,200})`, 'iu');

/** Finds in the lines around a key where its model is called. */
export function neighboursOf(lines: string): { readonly provider?: Service; readonly address?: string } {
  const word = provider.exec(lines)?.[1];
  const service = word === undefined ? undefined : serviceOfWord(word);
  const url = address.exec(lines)?.[1];
  return { ...(service && { provider: service }), ...(url !== undefined && url !== '' && { address: url }) };
}
