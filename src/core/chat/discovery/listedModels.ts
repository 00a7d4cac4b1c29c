import { maxModelIdLength } from '../messages/chatTypes';
import { dayOf } from '../../base/day';
import type { Day } from '../../base/day';
import { isRecord } from '../../base/json';
import type { SaidFigures } from '../../catalog/live/said';
import type { LocalServer, Served } from '../../catalog/live/served';
import type { Abilities } from '../messages/abilities';

// One model of a provider's list. Each provider tells other things, in fields of its own: what is told in no form that is
// known here costs only itself.

/** A model as its provider lists it. */
export interface ListedModel {
  readonly id: string;
  readonly figures: SaidFigures;
  readonly can: Abilities;
  /** Where its server says how it runs it. */
  readonly served?: Served;
}

/** With what its server says of it. The context that it has is its window there; what it was trained for is the most that it may have. */
export function withServed({ figures, can, ...model }: ListedModel, served: Served): ListedModel {
  const contextWindow = served.context ?? served.trained ?? figures.contextWindow;
  return {
    ...{ ...model, served, figures: { ...figures, ...(contextWindow !== undefined && { contextWindow }) } },
    // "Ollama's Cloud currently does not support structured outputs" (docs.ollama.com/capabilities/structured-outputs).
    can: served.isElsewhere ? { ...can, structured: false } : can,
  };
}

/** Tokens: no window is larger. */
const mostTokens = 1e9;
/** US dollars per million tokens: nothing is dearer. */
const highestRate = 100_000;

type Fields = Readonly<Record<string, unknown>>;

/** `undefined`: it is none. `server`: whose list it is, where that is a local server. */
export function listedModel(item: unknown, server?: LocalServer): ListedModel | undefined {
  const fields = isRecord(item) ? item : {};
  const id = idIn(isRecord(item) ? (item['id'] ?? item['name']) : item);
  if (id === undefined) return undefined;
  const model = { id, figures: figuresIn(fields), can: abilitiesIn(fields) };
  const read = server && servedIn[server];
  return read && read !== 'asked' ? withServed(model, { server, ...read(fields) }) : model;
}

/**
 * Whose list it is, by what stands in `owned_by`. llama.cpp (tools/server/server-context.cpp) and vLLM (vllm/entrypoints/openai/models)
 * write their names; Ollama writes the namespace, which is `library` of its own models (openai/openai.go); LM Studio writes
 * `organization_owner`. Looked up on 30 November 2026.
 */
const owners: Readonly<Record<LocalServer, string>> = {
  ...{ ollama: 'library', lmstudio: 'organization_owner', llamacpp: 'llamacpp', vllm: 'vllm' },
};

/** The local server that a model of a list is of. */
export const serverIn = (item: unknown): LocalServer | undefined =>
  isRecord(item)
    ? (Object.keys(owners) as LocalServer[]).find((server) => owners[server] === item['owned_by'])
    : undefined;

/** Readers of how a model is run, from each server's list. `asked`: the list says nothing, but the server's own API does. */
const servedIn: Readonly<Record<LocalServer, ((fields: Fields) => Omit<Served, 'server'>) | 'asked'>> = {
  ollama: 'asked',
  lmstudio: 'asked',
  /** `meta.n_ctx_train`, `meta.n_ctx` of newer builds, and `status.value` where there are several models. */
  llamacpp: ({ meta, status }) => {
    const [context, trained] = isRecord(meta) ? [tokensIn(meta['n_ctx']), tokensIn(meta['n_ctx_train'])] : [];
    return {
      isLoaded: !isRecord(status) || status['value'] === 'loaded',
      ...(context !== undefined && { context }),
      ...(trained !== undefined && { trained }),
    };
  },
  /** It runs what it lists. */
  vllm: ({ max_model_len }) => {
    const context = tokensIn(max_model_len);
    return { isLoaded: true, ...(context !== undefined && { context }) };
  },
};

function idIn(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > maxModelIdLength) return undefined;
  const bare = value.replace(/^models\//, '').trim(); // Google's prefix; its chat API takes the id without it.
  // No id has these: VS Code would draw `$(name)` as an icon, and marks of direction reverse the text behind them.
  return bare === '' || /[\p{Cc}\p{Cf}]|\$\(/u.test(bare) ? undefined : bare;
}

/** The first of these that is a number of tokens. */
const tokensIn = (...values: readonly unknown[]): number | undefined =>
  values.find((value): value is number => Number.isInteger(value) && Number(value) > 0 && Number(value) <= mostTokens);

/** The first that is a date or a moment (RFC 3339), as its day. */
function dayIn(...values: readonly unknown[]): Day | undefined {
  for (const value of values) {
    if (typeof value !== 'string' || value.length > 40) continue;
    const day = /^(20\d\d-\d\d-\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.exec(value)?.[1];
    if (day !== undefined && isInCalendar(day)) return day;
  }
  return undefined;
}

/**
 * - OpenAI: `shutdown_date` (https://developers.openai.com/api/reference/resources/models/methods/list).
 * - Anthropic: `retires_at`, `lifecycle`, `max_input_tokens`, `max_tokens`, `capabilities` (https://platform.claude.com/docs/en/api/models/list).
 * - OpenRouter: `expiration_date`, `context_length`, `top_provider`, `pricing` (https://openrouter.ai/docs/models).
 * - Mistral: `max_context_length`, `deprecation`, `capabilities` (https://docs.mistral.ai/api, BaseModelCard).
 * - Groq: `context_window`, `max_completion_tokens` (https://console.groq.com/docs/api-reference#models-list).
 * - Together: `context_length`, `pricing` (https://docs.together.ai/reference/models-1).
 * - vLLM: `max_model_len` (vllm/entrypoints/openai/protocol.py, ModelCard). Google's own list: `inputTokenLimit`
 *   (https://ai.google.dev/api/models#Model). Google says an end, `modelStatus.retirementTime`, only in responses of its own
 *   `generateContent`, which is not asked here: neither in that list nor at its endpoint for Chat Completions.
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

/** Not so `2027-02-30`, which JavaScript takes for a day in March. */
function isInCalendar(day: Day): boolean {
  const start = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(start.getTime()) && dayOf(start) === day;
}

/** Both rates or none: one alone would be read as the price. */
function pricesIn(pricing: unknown): Partial<SaidFigures> {
  if (!isRecord(pricing)) return {};
  // OpenRouter: US dollars per token, as texts; -1 where it depends on whom it routes to.
  const [input, output] = [rateOf(pricing['prompt'], 1e6), rateOf(pricing['completion'], 1e6)];
  if (input !== undefined && output !== undefined) {
    const cachedInput = rateOf(pricing['input_cache_read'], 1e6);
    const perRequest = rateOf(pricing['request'], 1);
    return { input, output, ...(cachedInput !== undefined && { cachedInput }), ...(perRequest && { perRequest }) };
  }
  // Together: US dollars per million; 0 for what it does not charge by the token.
  const perMillion = { input: rateOf(pricing['input'], 1), output: rateOf(pricing['output'], 1) };
  return perMillion.input && perMillion.output ? { input: perMillion.input, output: perMillion.output } : {};
}

/** US dollars per million tokens, without the dust of binary fractions. */
function rateOf(value: unknown, factor: number): number | undefined {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d[\d.e-]{0,30}$/i.test(value));
  const rate = isNumber ? Number((Number(value) * factor).toPrecision(12)) : NaN;
  return rate >= 0 && rate <= highestRate ? rate : undefined;
}

/** Yes or no where the list says so; what it does not name is not known. */
function abilitiesIn(fields: Fields): Abilities {
  const given = { ...ownAbilities(fields['capabilities']), ...routedAbilities(fields) };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

type Known = { readonly [Name in keyof Abilities]: boolean | undefined };

/** Anthropic's `{image_input: {supported}}`, Mistral's `{vision: true}`. */
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

/** OpenRouter's `supported_parameters` and `architecture.input_modalities`, which are whole. */
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
