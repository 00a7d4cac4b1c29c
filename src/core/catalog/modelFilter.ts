import * as v from 'valibot';
import { formatRate, formatWindow } from '../base/numbers';
import { isRecord } from '../base/json';
import type { Say } from '../base/say';
import { modalityName } from './modelFacts';
import type { Catalog } from './catalog';
import type { Modality, Model } from './catalogTable';

// Models that a list shows, and their order. A model with an unknown figure does not pass a criterion for it.

export const modalitySteps = ['text', 'image', 'pdf', 'audio', 'video'] as const satisfies readonly Modality[];

const criteria = {
  /** Only models whose weights can be downloaded. */
  open: v.literal(true),
  /** Tokens. */
  minWindow: v.pipe(v.number(), v.finite(), v.minValue(1)),
  /** The input that the model takes. */
  modality: v.picklist(modalitySteps),
  /** US dollars per million input tokens. */
  maxPrice: v.pipe(v.number(), v.finite(), v.minValue(0)),
  /** Only models that reason before they answer. */
  reasoning: v.literal(true),
  /** Only models that can still be called. */
  alive: v.literal(true),
};

type Criteria = { [Name in keyof typeof criteria]: v.InferOutput<(typeof criteria)[Name]> };
export type Criterion = keyof Criteria;
export type ModelFilter = Readonly<Partial<Criteria>>;

export const criterionNames = Object.keys(criteria) as Criterion[];

/** The choices for criteria with a number. */
export const windowSteps = [32_000, 128_000, 200_000, 400_000, 1_000_000] as const;
export const priceSteps = [0.1, 0.5, 1, 2, 5] as const;

/** Reads a stored filter. A bad value is left out by itself. */
export function readFilter(stored: unknown): ModelFilter {
  if (!isRecord(stored)) return {};
  const entries = criterionNames.flatMap((name) => {
    const parsed = v.safeParse(criteria[name], stored[name]);
    return parsed.success ? [[name, parsed.output] as const] : [];
  });
  return Object.fromEntries(entries);
}

export const isFiltered = (filter: ModelFilter): boolean => criterionNames.some((name) => filter[name] !== undefined);

const tests: { readonly [Name in Criterion]: (model: Model, wanted: Criteria[Name]) => boolean } = {
  open: ({ openness }) => openness === 'open-weights',
  minWindow: ({ contextWindow }, wanted) => contextWindow !== undefined && contextWindow >= wanted,
  modality: ({ modalities: known }, wanted) => known?.input.includes(wanted) === true,
  maxPrice: ({ price }, wanted) => price !== undefined && price.input <= wanted,
  reasoning: ({ reasoning }) => reasoning === true,
  alive: ({ status }) => status !== 'retired',
};

/** Whether a model meets all criteria of the filter. */
export const passes = (model: Model, filter: ModelFilter): boolean =>
  criterionNames.every((name) => {
    const wanted = filter[name];
    // Each test takes the value of its own criterion. The compiler cannot follow that through the names.
    return wanted === undefined || (tests[name] as (model: Model, wanted: unknown) => boolean)(model, wanted);
  });

export const without = (filter: ModelFilter, criterion: Criterion): ModelFilter =>
  Object.fromEntries(Object.entries(filter).filter(([name]) => name !== criterion));

/** Describes each criterion in a few words. */
export function filterWords(filter: ModelFilter, say: Say): string[] {
  const { open, minWindow, modality, maxPrice, reasoning, alive } = filter;
  return [
    open && say('open weights'),
    minWindow === undefined ? undefined : say('window of at least {0}', formatWindow(minWindow)),
    modality && say('accepts {0}', modalityName[modality]),
    maxPrice === undefined ? undefined : say('input at most {0} per million tokens', formatRate(maxPrice)),
    reasoning && say('reasoning'),
    alive && say('not retired'),
  ].filter((words) => words !== undefined);
}

/** Orders of a list. `maker`: by families, in the catalog's order. */
export const modelOrders = ['maker', 'newest', 'price', 'window'] as const;
export type ModelOrder = (typeof modelOrders)[number];

export const readOrder = (stored: unknown): ModelOrder => v.parse(v.fallback(v.picklist(modelOrders), 'maker'), stored);

/** The numbers by which a model is sorted, the smallest first; `undefined` where they are unknown, which comes last. */
const keys: Readonly<Record<Exclude<ModelOrder, 'maker'>, (model: Model) => readonly number[] | undefined>> = {
  newest: ({ released }) => (released === undefined ? undefined : [-dayNumber(released)]),
  price: ({ price }) => price && [price.input, price.output],
  window: ({ contextWindow }) => (contextWindow === undefined ? undefined : [-contextWindow]),
};

/** Returns a date as a number of its digits. A month counts as its beginning. */
const dayNumber = (date: string): number => Number(date.replaceAll('-', '').padEnd(8, '0'));

/** Sorts models by an order. Equal ones keep their order. */
export function sortByOrder(models: readonly Model[], order: ModelOrder): Model[] {
  if (order === 'maker') return [...models];
  const keyOf = keys[order];
  return models.toSorted((a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    if (!one || !other) return Number(one === undefined) - Number(other === undefined);
    return one.map((value, i) => value - (other[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
  });
}

/** Returns the models of a list of the whole catalog. */
export const shownModels = (catalog: Catalog, filter: ModelFilter, order: ModelOrder): Model[] =>
  sortByOrder(
    catalog.families.flatMap(({ id }) => catalog.modelsOf(id)).filter((model) => passes(model, filter)),
    order,
  );
