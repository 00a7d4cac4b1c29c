import { readHosts } from './hosts';
import { CallText, unlessChanged } from './callText';
import type { RegionText } from '../../text/regions/regionText';
import { clientNamed, clientOf, ownClient, provenService, readClient, serviceAt } from './clients';
import type { Client } from './clients';
import { findAnchors, mayHoldCalls } from './findAnchors';
import type { Anchor } from './findAnchors';
import { modelArgument, providerCall } from './modelArgument';
import type { ModelArgument } from './modelArgument';
import { maxCallLength, readCall } from './readCall';
import { clientOfVariables, moduleClient } from './clientSettings';
import type { CallArgument, CallBody, Positional } from './readCall';
import type { LanguageGroup } from '../../text/language';
import type { Span } from '../../text/span';
import type { CallRule, ModelForm, Sdk } from './callRule';
import { serviceOfWord } from '../../catalog/names/services';
import { serviceInName } from '../../catalog/names/serviceInName';
import type { CalledAt, Api, Service } from '../../catalog/names/services';

/** A call of an SDK, and what it is given. Offsets in UTF-16 code units. */
export interface CodeCall {
  readonly sdk: Sdk;
  readonly api: Api;
  /** Its name in the table: `.chat.completions.create`. */
  readonly method: string;
  readonly language: LanguageGroup;
  /** Where its name begins, and where it ends behind its bracket. */
  readonly start: number;
  readonly end: number;
  /** Whether its last bracket is there. */
  readonly isClosed: boolean;
  /** The service that it goes to, as far as the file lets one guess; undefined: nothing in it says so. */
  readonly service: Service | undefined;
  /** The service that the call itself proves: by its address, its own client, or the object that it is called on. */
  readonly proven: Service | undefined;
  readonly model: ModelArgument | undefined;
  /** The form in which it writes models. */
  readonly form: ModelForm;
  readonly arguments: readonly CallArgument[];
  readonly positional: readonly (Positional | undefined)[];
  readonly rule: CallRule;
}

/**
 * Finds the calls whose names begin in `range`, in order. Comments and strings hold no calls; a call that is being
 * typed counts. The work is done in steps of about a millisecond. Undefined: the text was changed meanwhile.
 */
export function callsIn(
  source: RegionText,
  range: Span = { start: 0, end: Infinity },
): Promise<CodeCall[] | undefined> {
  return unlessChanged(async () => {
    if (!mayHoldCalls(source.languageId)) return [];
    return readCalls(await CallText.open(source), range);
  });
}

/** Finds the innermost call that a place stands in. */
export async function callAt(source: RegionText, offset: number): Promise<CodeCall | undefined> {
  const calls = await callsIn(source, { start: offset - maxCallLength, end: offset + 1 });
  return calls && innermost(calls, offset);
}

export const innermost = (calls: readonly CodeCall[], offset: number): CodeCall | undefined =>
  calls.findLast(({ start, end, isClosed }) => start <= offset && (isClosed ? offset < end : offset <= end));

/** Levels of nested calls that are read, and calls and clients of a file: text that people write has fewer. */
const maxDepth = 4;
const maxCalls = 5_000;
const maxClients = 200;
/** A file with at most this many calls is read at once, whatever offset is asked about. */
const callsAtOnce = 500;

/** @throws TextChanged */
export const readCalls = async (text: CallText, range: Span): Promise<CodeCall[]> =>
  (await openCalls(text, range)).upTo(Infinity);

/** The calls of a text, read as far as they are asked about, and its clients. */
export interface OpenedCalls {
  readonly clients: readonly Client[];
  /** Returns the calls whose names begin before an offset, and maybe some behind it. @throws TextChanged */
  upTo(offset: number): Promise<CodeCall[]>;
}

/** @throws TextChanged */
export async function openCalls(text: CallText, range: Span = { start: 0, end: Infinity }): Promise<OpenedCalls> {
  const anchors = await findAnchors(text);
  const wanted = anchors.filter(({ rule, start }) => 'sdk' in rule && start >= range.start && start < range.end);
  const clients: Client[] = [];
  const makers = anchors.filter(({ rule }) => !('sdk' in rule)).slice(0, maxClients);
  const ofVariables = clientOfVariables(text.text);
  const settled = <T extends { readonly proven: Service | undefined }>(each: T): T =>
    ofVariables && each.proven === 'openai' ? { ...each, proven: ofVariables.proven } : each;
  for (const anchor of makers) clients.push(settled(await readClient(text, anchor)));
  const module = moduleClient(text.text);
  if (module) clients.push(module);
  if (wanted.length === 0) return { clients, upTo: () => Promise.resolve([]) };
  const hostAt = await readHosts(text.text, text.source.breathe);
  const calls: CodeCall[] = [];
  let around: CodeCall[] = [];
  const rest = wanted.slice(0, maxCalls).reverse();
  // Calls behind an offset are read as well where they are few: the model of a call may stand in a variable above it.
  const isShort = rest.length <= callsAtOnce;
  const upTo = async (offset: number): Promise<CodeCall[]> => {
    for (let anchor = rest.at(-1); anchor && (isShort || anchor.start < offset); anchor = rest.at(-1)) {
      const { start } = anchor;
      around = around.filter(({ end }) => end > start);
      // Each call is read to its own end, so the text of deep ones would be read again and again.
      if (around.length < maxDepth) {
        const call = settled(await toCall(text, anchor, await readCall(text, anchor), clients, hostAt(start)));
        const outer = around.at(-1);
        around.push(call);
        // In Go, the type of a call's parameters is in the table as well.
        if (outer?.sdk !== call.sdk || outer.api !== call.api) calls.push(call);
      }
      rest.pop();
      await text.source.breathe();
    }
    return rest.length === 0 ? withModelOfClient(calls) : calls;
  };
  return { clients, upTo };
}

async function toCall(
  text: CallText,
  anchor: Anchor,
  body: CallBody,
  clients: readonly Client[],
  host: CalledAt | undefined,
): Promise<CodeCall> {
  const rule = anchor.rule as CallRule;
  const model = await modelArgument(text, rule, body);
  return {
    ...{ sdk: rule.sdk, api: rule.api, method: anchor.call, language: anchor.language, rule },
    ...{ start: anchor.start, end: body.end, isClosed: body.isClosed, form: rule.form ?? 'plain' },
    ...{ arguments: body.arguments, positional: body.positional, model },
    service: serviceOf(anchor, rule, body, model, clients, host),
    proven: provenServiceOf(anchor, body, model, clients),
  };
}

/** Rules whose calls are made on a client of their library. The others make one, or need none. */
const withClients = new Set<Sdk>(['openai', 'anthropic', 'google', 'mistral']);

/** Finds where a call goes by its receiver and its arguments, never by other parts of the file. */
function provenServiceOf(
  anchor: Anchor,
  body: CallBody,
  model: ModelArgument | undefined,
  clients: readonly Client[],
): Service | undefined {
  const { receiver, call } = anchor;
  const rule = anchor.rule as CallRule;
  if (rule.sdk === 'vercel') {
    const provider = providerCall(body);
    const made = provider === undefined ? undefined : clientNamed(clients, provider, anchor.start);
    if (made) return made.proven;
    // Without the function of a provider a model goes through the gateway.
    return provider === undefined ? (model?.value.includes('/') ? 'other' : undefined) : serviceInName(provider);
  }
  const client = withClients.has(rule.sdk) ? ownClient(clients, anchor) : undefined;
  if (client) return client.proven;
  // A client that comes from elsewhere proves its service by its name alone.
  const ofClient = withClients.has(rule.sdk) ? undefined : namedService(rule, body, model);
  const named = ofClient ?? serviceInName(withClients.has(rule.sdk) ? (receiver ?? '') : call);
  return named && provenService(body, named);
}

/** Finds where a call goes. The call itself counts before its client, and the client before the rest of the file. */
function serviceOf(
  anchor: Anchor,
  rule: CallRule,
  body: CallBody,
  model: ModelArgument | undefined,
  clients: readonly Client[],
  host: CalledAt | undefined,
): Service | undefined {
  const usual = usualService(rule, body, model, clients);
  const own = serviceAt(body, usual ?? 'openai');
  if (own !== (usual ?? 'openai') || usual === 'other') return own;
  const client = withClients.has(rule.sdk) ? clientOf(clients, rule.sdk, anchor) : undefined;
  // Where no client is made, an address may stand in the settings of the file.
  return client?.service ?? usual ?? (host === 'maker' ? undefined : host);
}

function usualService(
  rule: CallRule,
  body: CallBody,
  model: ModelArgument | undefined,
  clients: readonly Client[],
): Service | undefined {
  const provider = rule.sdk === 'vercel' ? providerCall(body) : undefined;
  const client = clients.findLast(({ variable }) => variable !== undefined && variable === provider);
  if (client) return client.service;
  return (provider === undefined ? undefined : serviceOfWord(provider)) ?? namedService(rule, body, model);
}

/** Finds a service by an argument that names the provider, by the prefix of the model, or by the library. */
function namedService(rule: CallRule, body: CallBody, model: ModelArgument | undefined): Service | undefined {
  const named = body.arguments.find(({ name }) => /^(?:model_?provider|custom_llm_provider)$/i.test(name))?.literal;
  const separator = rule.form === 'colon' ? ':' : '/';
  const prefix =
    rule.form !== undefined && model?.value.includes(separator) ? model.value.split(separator)[0] : undefined;
  const word = named?.kind === 'string' ? named.value : prefix;
  return (word === undefined ? undefined : serviceOfWord(word)) ?? rule.service;
}

/** Gives calls the model of the client, where there is only one: the options of a call in C# stand by themselves. */
function withModelOfClient(calls: readonly CodeCall[]): CodeCall[] {
  const clients = calls.filter(({ language, rule, model }) => language === 'csharp' && rule.position === 0 && model);
  const only = new Set(clients.map(({ model }) => model?.value)).size === 1 ? clients[0] : undefined;
  if (!only) return [...calls];
  return calls.map((call) =>
    call.method === 'ChatCompletionOptions' && !call.model
      ? { ...call, model: only.model, service: only.service }
      : call,
  );
}
