import { readHosts } from '../ids/hosts';
import type { CalledAt } from '../../catalog/names/spelling';
import { CallText, unlessChanged } from './callText';
import type { RegionText } from '../../text/regions/regionText';
import { clientOf, readClient, serviceAt } from './clients';
import type { Client } from './clients';
import { findAnchors, mayHoldCalls } from './findAnchors';
import type { Anchor } from './findAnchors';
import { modelArgument, providerCall } from './modelArgument';
import type { ModelArgument } from './modelArgument';
import { maxCallLength, readCall } from './readCall';
import type { CallArgument, CallBody, Positional } from './readCall';
import type { LanguageGroup } from '../../text/language';
import type { Span } from '../../text/span';
import type { CallRule, ModelForm, Sdk } from './callRule';
import { serviceOfWord } from '../../catalog/names/services';
import type { Api, Service } from '../../catalog/names/services';

/** A call of an SDK, and what it is given. Offsets in UTF-16 code units. */
export interface Call {
  readonly sdk: Sdk;
  readonly api: Api;
  /** How it is named in the table: `.chat.completions.create`. */
  readonly method: string;
  readonly language: LanguageGroup;
  /** Where its name begins, and where it ends behind its bracket. */
  readonly start: number;
  readonly end: number;
  /** Whether its last bracket is there. */
  readonly isClosed: boolean;
  /** Whose API it goes to; undefined: nothing in the file says so. */
  readonly service: Service | undefined;
  readonly model: ModelArgument | undefined;
  /** How it writes models. */
  readonly form: ModelForm;
  readonly arguments: readonly CallArgument[];
  readonly positional: readonly (Positional | undefined)[];
  readonly rule: CallRule;
}

/**
 * The calls whose names begin in `range`, in order. Comments and strings hold none; a call that is being typed is one.
 * The work is done in steps of about a millisecond. Undefined: the text was changed meanwhile.
 */
export function callsIn(source: RegionText, range: Span = { start: 0, end: Infinity }): Promise<Call[] | undefined> {
  return unlessChanged(async () => {
    if (!mayHoldCalls(source.languageId)) return [];
    return readCalls(await CallText.open(source), range);
  });
}

/** The innermost call that a place stands in. */
export async function callAt(source: RegionText, offset: number): Promise<Call | undefined> {
  const calls = await callsIn(source, { start: offset - maxCallLength, end: offset + 1 });
  return calls && innermost(calls, offset);
}

export const innermost = (calls: readonly Call[], offset: number): Call | undefined =>
  calls.findLast(({ start, end, isClosed }) => start <= offset && (isClosed ? offset < end : offset <= end));

/** Calls within calls that are read, and calls of a file: text that people write has fewer. */
const maxDepth = 4;
const maxCalls = 5_000;
const maxClients = 200;

/** @throws TextChanged */
export async function readCalls(text: CallText, range: Span): Promise<Call[]> {
  const anchors = await findAnchors(text);
  const wanted = anchors.filter(({ rule, start }) => 'sdk' in rule && start >= range.start && start < range.end);
  if (wanted.length === 0) return [];
  const clients: Client[] = [];
  const makers = anchors.filter(({ rule }) => !('sdk' in rule)).slice(0, maxClients);
  for (const anchor of makers) clients.push(await readClient(text, anchor));
  const hostAt = await readHosts(text.text, text.source.breathe);
  const calls: Call[] = [];
  let around: Call[] = [];
  for (const anchor of wanted.slice(0, maxCalls)) {
    around = around.filter(({ end }) => end > anchor.start);
    // Each is read to its own end, so that deep ones would be read again and again.
    if (around.length >= maxDepth) continue;
    const call = await toCall(text, anchor, await readCall(text, anchor), clients, hostAt(anchor.start));
    const outer = around.at(-1);
    around.push(call);
    // The parameters of a call in Go are a type of the table themselves.
    if (outer?.sdk !== call.sdk || outer.api !== call.api) calls.push(call);
    await text.source.breathe();
  }
  return withModelOfClient(calls);
}

async function toCall(
  text: CallText,
  anchor: Anchor,
  body: CallBody,
  clients: readonly Client[],
  host: CalledAt | undefined,
): Promise<Call> {
  const rule = anchor.rule as CallRule;
  const model = await modelArgument(text, rule, body);
  return {
    ...{ sdk: rule.sdk, api: rule.api, method: anchor.call, language: anchor.language, rule },
    ...{ start: anchor.start, end: body.end, isClosed: body.isClosed, form: rule.form ?? 'plain' },
    ...{ arguments: body.arguments, positional: body.positional, model },
    service: serviceOf(anchor, rule, body, model, clients, host),
  };
}

/** Where a call goes: what it says itself counts before its client, and that before what the file says elsewhere. */
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
  const hasClients =
    rule.sdk === 'openai' || rule.sdk === 'anthropic' || rule.sdk === 'google' || rule.sdk === 'mistral';
  const client = hasClients ? clientOf(clients, rule.sdk, anchor) : undefined;
  // Where nothing makes a client, an address may stand in its settings.
  return client?.service ?? usual ?? (host === 'maker' ? undefined : host);
}

function usualService(
  rule: CallRule,
  body: CallBody,
  model: ModelArgument | undefined,
  clients: readonly Client[],
): Service | undefined {
  if (rule.sdk === 'vercel') {
    const provider = providerCall(body);
    const client = clients.findLast(({ variable }) => variable === provider);
    const service = provider === undefined ? undefined : (client?.service ?? serviceOfWord(provider));
    if (service) return service;
  }
  const named = body.arguments.find(({ name }) => /^(?:model_?provider|custom_llm_provider)$/i.test(name))?.literal;
  const separator = rule.form === 'colon' ? ':' : '/';
  const prefix =
    rule.form !== undefined && model?.value.includes(separator) ? model.value.split(separator)[0] : undefined;
  const word = named?.kind === 'string' ? named.value : prefix;
  return (word === undefined ? undefined : serviceOfWord(word)) ?? rule.service;
}

/** The options of a call in C# stand by themselves: their model is that of the client, where there is only one. */
function withModelOfClient(calls: readonly Call[]): Call[] {
  const clients = calls.filter(({ language, rule, model }) => language === 'csharp' && rule.position === 0 && model);
  const only = new Set(clients.map(({ model }) => model?.value)).size === 1 ? clients[0] : undefined;
  if (!only) return [...calls];
  return calls.map((call) =>
    call.method === 'ChatCompletionOptions' && !call.model
      ? { ...call, model: only.model, service: only.service }
      : call,
  );
}
