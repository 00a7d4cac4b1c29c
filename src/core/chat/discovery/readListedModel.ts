import { maxModelIdLength } from '../messages/chatTypes';
import { dayOf } from '../../base/day';
import type { Day } from '../../base/day';
import { isRecord } from '../../base/json';
import type { SaidFigures } from '../../catalog/live/said';
import type { LocalServer, Served } from '../../catalog/live/served';
import type { Abilities } from '../messages/abilities';

// One model of a provider's list. Each provider gives other facts, in fields of its own. A field in an unknown form is
// left out by itself.

/** A model as its provider lists it. */
export interface ListedModel {
  readonly id: string;
  readonly figures: SaidFigures;
  readonly can: Abilities;
  /** The way in which its server runs it, where the server reports that. */
  readonly served?: Served;
}

/**
 * Adds its server's facts to a model. The context that it has is its window there. Otherwise the context that it was
 * trained for is the most that it may have.
 */
export function withServed({ figures, can, ...model }: ListedModel, served: Served): ListedModel {
  const contextWindow = served.context ?? served.trained ?? figures.contextWindow;
  return {
    ...{ ...model, served, figures: { ...figures, ...(contextWindow !== undefined && { contextWindow }) } },
    // "Ollama's Cloud currently does not support structured outputs" (docs.ollama.com/capabilities/structured-outputs).
    can: served.isElsewhere ? { ...can, structured: false } : can,
  };
}

/** The most tokens of a credible window. */
const mostTokens = 1e9;
/** The highest credible rate, in US dollars per million tokens. */
const highestRate = 100_000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a model of a list; `undefined` where the item is none. `server` is the local server that the list comes from,
 * if it does.
 */
export function listedModel(item: unknown, server?: LocalServer): ListedModel | undefined {
  const fields = isRecord(item) ? item : {};
  const id = idIn(isRecord(item) ? (item['id'] ?? item['name']) : item);
  if (id === undefined) return undefined;
  const model = { id, figures: figuresIn(fields), can: abilitiesIn(fields) };
  const read = server && servedIn[server];
  return read && read !== 'asked' ? withServed(model, { server, ...read(fields) }) : model;
}

/**
 * Values of `owned_by` by which the server of a list is known. llama.cpp (tools/server/server-context.cpp) and vLLM
 * (vllm/entrypoints/openai/models) write their names; Ollama writes the namespace, which is `library` for its own
 * models (openai/openai.go); LM Studio writes `organization_owner`. Looked up on 30 November 2026.
 */
const owners: Readonly<Record<LocalServer, string>> = {
  ...{ ollama: 'library', lmstudio: 'organization_owner', llamacpp: 'llamacpp', vllm: 'vllm' },
};

/** Returns the local server of a model in a list. */
export const serverIn = (item: unknown): LocalServer | undefined =>
  isRecord(item)
    ? (Object.keys(owners) as LocalServer[]).find((server) => owners[server] === item['owned_by'])
    : undefined;

/** Readers of how a model is run, for each server's list. `asked`: not the list but the server's own API tells it. */
const servedIn: Readonly<Record<LocalServer, ((fields: Fields) => Omit<Served, 'server'>) | 'asked'>> = {
  ollama: 'asked',
  lmstudio: 'asked',
  /** Reads `meta.n_ctx_train`, `meta.n_ctx` of newer builds, and `status.value` where there are several models. */
  llamacpp: ({ meta, status }) => {
    const [context, trained] = isRecord(meta) ? [tokensIn(meta['n_ctx']), tokensIn(meta['n_ctx_train'])] : [];
    return {
      isLoaded: !isRecord(status) || status['value'] === 'loaded',
      ...(context !== undefined && { context }),
      ...(trained !== undefined && { trained }),
    };
  },
  /** Reads `max_model_len`. vLLM runs the models that it lists. */
  vllm: ({ max_model_len }) => {
    const context = tokensIn(max_model_len);
    return { isLoaded: true, ...(context !== undefined && { context }) };
  },
};

function idIn(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > maxModelIdLength) return undefined;
  const bare = value.replace(/^models\//, '').trim(); // Google's prefix; its chat API takes the id without it.
  // No id contains these characters: VS Code would draw `$(name)` as an icon, and marks of direction reverse the text
  // behind them.
  return bare === '' || /[\p{Cc}\p{Cf}]|\$\(/u.test(bare) ? undefined : bare;
}

/** Returns the first value that is a number of tokens. */
const tokensIn = (...values: readonly unknown[]): number | undefined =>
  values.find((value): value is number => Number.isInteger(value) && Number(value) > 0 && Number(value) <= mostTokens);

/** Returns the day of the first value that is a date or a moment (RFC 3339). */
function dayIn(...values: readonly unknown[]): Day | undefined {
  for (const value of values) {
    if (typeof value !== 'string' || value.length > 40) continue;
    const day = /^(20\d\d-\d\d-\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.exec(value)?.[1];
    if (day !== undefined && isInCalendar(day)) return day;
  }
  return undefined;
}

/**
 * Reads the figures of a model from the fields of its provider:
 * - OpenAI: `shutdown_date` (https://developers.openai.com/api/reference/resources/models/methods/list).
 * - Anthropic: `retires_at`, `lifecycle`, `max_input_tokens`, `max_tokens`, `capabilities`
 *   (https://platform.claude.com/docs/en/api/models/list).
 * - OpenRouter: `expiration_date`, `context_length`, `top_provider`, `pricing` (https://openrouter.ai/docs/models).
 * - Mistral: `max_context_length`, `deprecation`, `capabilities` (https://docs.mistral.ai/api, BaseModelCard).
 * - Groq: `context_window`, `max_completion_tokens` (https://console.groq.com/docs/api-reference#models-list).
 * - Together: `context_length`, `pricing` (https://docs.together.ai/reference/models-1).
 * - vLLM: `max_model_len` (vllm/entrypoints/openai/protocol.py, ModelCard). Google's own list: `inputTokenLimit`
 *   (https://ai.google.dev/api/models#Model). Google gives an end, `modelStatus.retirementTime`, only in responses of its own
 *   `generateContent`, which is not called here. Neither that list nor its endpoint for Chat Completions has it.
 */
function figuresIn(fields: Fields): SaidFigures {
  const top = isRecord(fields['top_provider']) ? fields['top_provider'] : {};
  const given = {
    contextWindow: tokensIn(
      fields['context_length'],
      fields['max_input_tokens'],
      fields['max_context_length'],
      fields['context_window'],
      fields['max_model_len'],
      fields['inputTokenLimit'],
    ),
    maxOutput: tokensIn(
      fields['max_tokens'],
      fields['max_completion_tokens'],
      top['max_completion_tokens'],
      fields['outputTokenLimit'],
    ),
    ...pricesIn(fields['pricing']),
    ends: dayIn(fields['shutdown_date'], fields['retires_at'], fields['expiration_date']),
    stage: stageIn(fields),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function stageIn({ lifecycle, deprecation }: Fields): SaidFigures['stage'] {
  if (lifecycle === 'deprecated' || lifecycle === 'retired') return lifecycle;
  return dayIn(deprecation) === undefined ? undefined : 'deprecated';
}

/** Whether a day exists, unlike `2027-02-30`, which JavaScript takes for a day in March. */
function isInCalendar(day: Day): boolean {
  const start = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(start.getTime()) && dayOf(start) === day;
}

/** Returns both rates or none, as a single one would be read as the price. */
function pricesIn(pricing: unknown): Partial<SaidFigures> {
  if (!isRecord(pricing)) return {};
  // OpenRouter: US dollars per token, as texts; -1 where the price depends on the provider that it routes to.
  const [input, output] = [rateOf(pricing['prompt'], 1e6), rateOf(pricing['completion'], 1e6)];
  if (input !== undefined && output !== undefined) {
    const cachedInput = rateOf(pricing['input_cache_read'], 1e6);
    const perRequest = rateOf(pricing['request'], 1);
    return { input, output, ...(cachedInput !== undefined && { cachedInput }), ...(perRequest && { perRequest }) };
  }
  // Together: US dollars per million tokens; 0 for models that are not charged by the token.
  const perMillion = { input: rateOf(pricing['input'], 1), output: rateOf(pricing['output'], 1) };
  return perMillion.input && perMillion.output ? { input: perMillion.input, output: perMillion.output } : {};
}

/** Returns a rate in US dollars per million tokens, without errors of binary fractions. */
function rateOf(value: unknown, factor: number): number | undefined {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d[\d.e-]{0,30}$/i.test(value));
  const rate = isNumber ? Number((Number(value) * factor).toPrecision(12)) : NaN;
  return rate >= 0 && rate <= highestRate ? rate : undefined;
}

/** Returns the abilities that the list states, as yes or no. The others are unknown. */
function abilitiesIn(fields: Fields): Abilities {
  const given = { ...ownAbilities(fields['capabilities']), ...routedAbilities(fields) };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

type Known = { readonly [Name in keyof Abilities]: boolean | undefined };

/** Reads abilities in Anthropic's form `{image_input: {supported}}` and in Mistral's `{vision: true}`. */
function ownAbilities(given: unknown): Known {
  if (!isRecord(given)) return {};
  const says = (...names: readonly string[]): boolean | undefined => {
    for (const name of names) {
      const value = given[name];
      const said = isRecord(value) ? value['supported'] : value;
      if (typeof said === 'boolean') return said;
    }
    return undefined;
  };
  return {
    images: says('image_input', 'vision'),
    structured: says('structured_outputs'),
    reasoning: says('thinking'),
    tools: says('function_calling'),
  };
}

/** Reads OpenRouter's `supported_parameters` and `architecture.input_modalities`, which are complete lists. */
function routedAbilities({ supported_parameters: parameters, architecture }: Fields): Known {
  const modalities = isRecord(architecture) ? architecture['input_modalities'] : undefined;
  const takes = (name: string): boolean | undefined =>
    Array.isArray(parameters) ? parameters.includes(name) : undefined;
  return {
    ...(Array.isArray(parameters) && {
      tools: takes('tools'),
      structured: takes('structured_outputs'),
      reasoning: takes('reasoning'),
      logprobs: takes('logprobs'),
    }),
    ...(Array.isArray(modalities) && { images: modalities.includes('image') }),
  };
}
