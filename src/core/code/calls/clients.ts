import type { CallText } from './callText';
import type { Anchor } from './findAnchors';
import { readCall } from './readCall';
import type { CallBody } from './readCall';
import type { ClientRule, Sdk } from './callRule';
import { plainName } from '../../catalog/parameters/parameters';
import { serviceOfAddress } from '../../catalog/names/services';
import type { Service } from '../../catalog/names/services';

/** A client that makes requests: `const groq = new OpenAI({ baseURL: 'https://api.groq.com/openai/v1' })`. */
export interface Client {
  /** The service that it calls; `other` also where its address is given but not written out. */
  readonly service: Service;
  /** The service that the code proves; undefined for an address that is given but not written out. */
  readonly proven: Service | undefined;
  /** Name of its variable, where it has one. */
  readonly variable: string | undefined;
  readonly start: number;
  readonly end: number;
}

const assigned =
  /([\p{L}_$][\p{L}\p{N}_$]*)\s*(?:,\s*[\p{L}_]\w*\s*)?(?::[^=:;{}()\n]{0,80})?(?::=|=|:)\s*(?:await\s+)?(?:new\s+)?(?:[\p{L}_$][\p{L}\p{N}_$]*\.)*$/u;

/** @throws TextChanged */
export async function readClient(text: CallText, anchor: Anchor): Promise<Client> {
  const body = await readCall(text, anchor);
  const { service } = anchor.rule as ClientRule;
  return {
    service: serviceAt(body, service),
    proven: provenService(body, service),
    variable: assigned.exec(anchor.before)?.[1],
    start: anchor.start,
    end: body.end,
  };
}

/** Names of arguments that hold an address, as `plainName` makes them. */
const addressNames = new Set(
  'baseurl apibase openaiapibase anthropicapiurl basepath serverurl endpoint baseurloverride'.split(' '),
);
/** Options of Go: `option.WithBaseURL("…")`. */
const addressOption = /(?:WithBaseURL|WithEndpoint|BaseURL\s*=)\s*\(?\s*(?:"([^"]*)")?/;

/** Services that have addresses of their own, whatever is written there. */
const withOwnAddress = new Set<Service>(['azure', 'bedrock', 'vertex']);

/** Returns where a client or call with these arguments goes, when it would go to `usual` without them. */
export function serviceAt(body: CallBody, usual: Service): Service {
  const vertex = body.arguments.find(({ name }) => /^(?:use_?)?vertex_?ai$/i.test(name));
  if (vertex?.literal?.kind === 'boolean' && vertex.literal.value && usual === 'google') return 'vertex';
  if (withOwnAddress.has(usual)) return usual;
  const address = addressIn(body);
  return address === undefined ? usual : serviceOfAddress(address);
}

/** Arguments that only Azure has: `azure_endpoint`, `azureOpenAIApiKey`, `deployment_id`. */
export const isOfAzure = (name: string): boolean =>
  /^deployment_?id$/i.test(name) || (/^azure/.test(name) && /open_?ai|endpoint|deployment|token/i.test(name));

/**
 * Like `serviceAt`, but undefined where the service is not proven, because the address is not written out, settings or
 * a client come from elsewhere, or the key is that of a test.
 */
export function provenService(body: CallBody, usual: Service): Service | undefined {
  if (body.arguments.some(({ name }) => isOfAzure(name)) && usual === 'openai') return 'azure';
  const service = serviceAt(body, usual);
  if (withOwnAddress.has(service) || addressIn(body)) return service;
  const isOpen =
    addressIn(body) === '' ||
    fromElsewhere.test(body.masked.slice(0, body.end - body.open)) ||
    body.arguments.some(({ name }) => /^(?!http)\w*client$/i.test(name)) ||
    body.arguments.some(({ name, literal }) => isTestKey(name, literal?.kind === 'string' ? literal.value : ''));
  return isOpen ? undefined : service;
}

/** Settings from elsewhere: `**options`, `{ ...options }` and `{ baseURL }`. */
const fromElsewhere =
  /[({,]\s*(?:\*\*|\.\.\.)\w|[{,]\s*(?:baseURL|base_url|apiBase|basePath|endpoint|configuration|options)\s*[,}]/;

/** Whether a key belongs to a test: with `api_key="test"` only a stand-in that the test has set up is called. */
const isTestKey = (name: string, value: string): boolean =>
  /key$/i.test(name) && /\b(?:test|testing|fake|mock|mocked|dummy)\b/i.test(value.replaceAll('_', ' '));

/** Returns the address that the arguments name; an empty one where it is not written out. */
function addressIn(body: CallBody): string | undefined {
  for (const { name, literal } of body.arguments) {
    if (!addressNames.has(plainName(name)) || literal?.kind === 'nothing') continue;
    return literal?.kind === 'string' ? literal.value : '';
  }
  for (const positional of body.positional) {
    const option = positional && addressOption.exec(positional.value);
    if (option) return option[1] ?? '';
  }
  return undefined;
}

/** Services to which the clients of an SDK can go. */
const services: Readonly<Partial<Record<Sdk, readonly Service[]>>> = {
  anthropic: ['anthropic', 'bedrock', 'vertex', 'azure', 'other', 'local'],
  google: ['google', 'vertex', 'other', 'local'],
  mistral: ['mistral', 'other', 'local'],
};
const notForOpenai = new Set<Service>(['anthropic', 'google', 'vertex', 'bedrock', 'mistral']);

const fits = (sdk: Sdk, { service }: Client): boolean =>
  services[sdk]?.includes(service) ?? (sdk === 'openai' && !notForOpenai.has(service));

/** Finds the client that a call is made on: in the same expression, or by its name. */
export function ownClient(clients: readonly Client[], { start, receiver, before }: Anchor): Client | undefined {
  const inline = clients.find(
    ({ end }) => end < start && end > start - before.length && isReceiver(before, start - end),
  );
  return inline ?? (receiver === undefined ? undefined : clientNamed(clients, receiver, start));
}

/** Finds the last client of a name that is made above a place, or else the first one below. */
export function clientNamed(clients: readonly Client[], name: string, at: number): Client | undefined {
  const own = clients.filter(({ variable }) => variable === name);
  return own.findLast(({ start }) => start < at) ?? own[0];
}

/** Finds the client of a call: its own, or the nearest one above of its SDK, or else the first one below. */
export function clientOf(clients: readonly Client[], sdk: Sdk, anchor: Anchor): Client | undefined {
  const own = ownClient(clients, anchor);
  if (own) return own;
  const candidates = clients.filter((client) => fits(sdk, client));
  return candidates.findLast(({ start }) => start < anchor.start) ?? candidates[0];
}

/** Whether nothing but names stands between a client and a call: `new OpenAI().chat.completions.create(`. */
const isReceiver = (before: string, length: number): boolean => /^\)?[\s.\w?!]*$/.test(before.slice(-length));
