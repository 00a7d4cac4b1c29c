import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import type { Say } from '../../base/say';
import type { ModelNames } from '../../catalog/names/modelNames';
import { serviceOfAddress } from '../../catalog/names/services';
import type { Api, Service } from '../../catalog/names/services';
import { parameterSentences } from '../../catalog/parameters/parameterMessages';
import type { ParameterRule } from '../../catalog/parameters/parameterTable';
import type { ParameterFact, Parameters, WrittenArgument } from '../../catalog/parameters/parameters';
import type { Abilities } from '../messages/abilities';
import { choiceParameters, numberParameters } from '../messages/sampling';
import { shortText } from '../messages/chatTypes';
import type { DialectId, Endpoint } from '../messages/chatTypes';

/** A parameter that a request may set, by its name in a draft, with what is known of it for the model. */
export const parameterOffer = v.object({
  name: shortText,
  /** Its path in the body of a request, with dots, where that is not its name. */
  path: v.exactOptional(shortText),
  /** The only values. Without them the parameter is a number, or a text for `stop`. */
  values: v.exactOptional(v.array(shortText)),
  min: v.exactOptional(v.number()),
  max: v.exactOptional(v.number()),
  isWhole: v.exactOptional(v.boolean()),
  /** The model, or the API, does not take it: `note` says so. */
  isRefused: v.exactOptional(v.boolean()),
  /** Sentences about it. */
  note: v.exactOptional(shortText),
});
export type ParameterOffer = Frozen<v.InferOutput<typeof parameterOffer>>;

/**
 * The parameters of each API, in the order in which they are offered: their ids in the table of parameters, by their
 * names in drafts.
 */
const parametersOf: Readonly<Record<DialectId, Readonly<Record<string, string>>>> = {
  'chat-completions': {
    temperature: 'temperature',
    reasoning_effort: 'reasoning_effort',
    verbosity: 'verbosity',
    top_p: 'top_p',
    frequency_penalty: 'frequency_penalty',
    presence_penalty: 'presence_penalty',
    stop: 'stop',
    seed: 'seed',
    logprobs: 'top_logprobs',
  },
  responses: {
    temperature: 'temperature',
    reasoning_effort: 'reasoning.effort',
    verbosity: 'text.verbosity',
    top_p: 'top_p',
    logprobs: 'top_logprobs',
  },
  'anthropic-messages': {
    temperature: 'temperature',
    reasoning_effort: 'output_config.effort',
    reasoning_budget: 'thinking.budget_tokens',
    top_p: 'top_p',
    top_k: 'top_k',
    stop: 'stop_sequences',
  },
};

const apis: Readonly<Record<DialectId, Api>> = {
  'chat-completions': 'chat',
  responses: 'responses',
  'anthropic-messages': 'messages',
};

/** Further parameters, where llama.cpp, vLLM, LM Studio, Ollama or a router answers. */
const ofOpenServers: Readonly<Partial<Record<DialectId, Readonly<Record<string, string>>>>> = {
  'chat-completions': { top_k: 'top_k', min_p: 'min_p', repetition_penalty: 'repetition_penalty' },
};
const openServices: readonly Service[] = ['local', 'other', 'openrouter'];

/** The parameters that requests to an endpoint may set, by their names in drafts, with their places in the body. */
export function parametersAt({
  dialect,
  baseUrl,
}: Pick<Endpoint, 'dialect' | 'baseUrl'>): [name: string, path: string][] {
  const besides = openServices.includes(serviceOfAddress(baseUrl)) ? ofOpenServers[dialect] : undefined;
  return Object.entries({ ...parametersOf[dialect], ...besides });
}

interface NamedArgument extends WrittenArgument {
  readonly name: string;
}

/** The parameters that a request to a model at an endpoint may set, and those that are known to be refused. */
export function parameterOffers(
  { dialect, baseUrl }: Pick<Endpoint, 'dialect' | 'baseUrl'>,
  model: string,
  { parameters, names }: { readonly parameters: Pick<Parameters, 'factsOf'>; readonly names: ModelNames },
  say: Say,
): ParameterOffer[] {
  const service = serviceOfAddress(baseUrl);
  const had = parametersAt({ dialect, baseUrl });
  const written = had.map(([name, id]): NamedArgument => ({ name, path: id.split('.') }));
  const call = { sdk: '', api: apis[dialect], service, model: { value: model }, arguments: written };
  const facts = parameters.factsOf(call, names);
  return had.map(([name, path]) => ({
    ...offerOf(
      name,
      facts.filter(({ argument }) => argument.name === name),
      say,
    ),
    ...(path !== name && { path }),
  }));
}

/** Marks offers as refused where a connection test or the provider's list says that the model does not take them. */
export function offersFor(offers: readonly ParameterOffer[], can: Abilities, say: Say): ParameterOffer[] {
  const found = say('A connection test or the list of the provider says that this model does not take it.');
  return offers.map((offer) => {
    const does = offer.name === 'logprobs' ? can.logprobs : offer.name.startsWith('reasoning_') ? can.reasoning : true;
    if (does !== false || offer.isRefused) return offer;
    return { ...offer, isRefused: true, note: [found, offer.note].filter(Boolean).join(' ').slice(0, 1_000) };
  });
}

function offerOf(name: string, facts: readonly ParameterFact[], say: Say): ParameterOffer {
  const rules = facts.map(({ rule }) => rule);
  const isRefused = rules.some(refusesAll) && { isRefused: true };
  // The values that the field itself offers and accepts need no words beside it.
  const worded = facts.filter(({ rule }) => isRefused || !isShownByForm(rule));
  const sentences = worded.map((fact) => parameterSentences(fact, say));
  const note = sentences.length > 0 && { note: sentences.join(' ').slice(0, 1_000) };
  return { name, ...formOf(name, rules), ...isRefused, ...note };
}

/** Whether a rule refuses a parameter with any value, or with any but its default, and whatever else is set. */
const refusesAll = ({ does, accepts, values, min, max, with: other, needs, unless }: ParameterRule): boolean =>
  does === 'lacks' ||
  (does === 'rejects' &&
    (accepts === undefined || accepts.length === 1) &&
    [values, min, max, other, needs, unless].every((each) => each === undefined));

/** Whether a rule says only which values are allowed, without any condition on other parameters. */
const isShownByForm = ({ does, accepts, values, min, max, with: other, needs, unless }: ParameterRule): boolean =>
  does === 'rejects' &&
  [accepts, values, min, max].some((each) => each !== undefined) &&
  [other, needs, unless].every((each) => each === undefined);

function formOf(name: string, rules: readonly ParameterRule[]): Partial<ParameterOffer> {
  const accepted = rules
    .find(({ does, accepts, unless }) => does === 'rejects' && accepts && !unless)
    ?.accepts?.map(String);
  const refused = rules.flatMap(({ does, values, unless }) => (does === 'rejects' && !unless ? (values ?? []) : []));
  const choice = choiceParameters[name];
  if (choice || accepted) {
    const values = (accepted ?? choice?.values ?? []).filter((value) => !refused.map(String).includes(value));
    return { values };
  }
  const number = name === 'temperature' ? { from: 0, to: 2 } : numberParameters[name];
  if (!number) return {};
  const min = Math.max(number.from, ...rules.flatMap((rule) => rule.min ?? []));
  const max = Math.min(number.to, ...rules.flatMap((rule) => rule.max ?? []));
  return { min, max, ...('isWhole' in number && { isWhole: true }) };
}
