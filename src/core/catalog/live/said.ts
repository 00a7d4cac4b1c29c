import { dayOf, formatDay } from '../../base/day';
import type { Day } from '../../base/day';
import { formatCount, formatRate, formatWindow } from '../../base/numbers';
import type { Say } from '../../base/say';
import type { Catalog } from '../catalog';
import type { Model } from '../catalogTable';
import type { LiveCatalog } from './liveCatalog';
import type { Served } from './served';

/**
 * Figures of a model as a provider or models.dev gives them today. They are shown with their origin next to the
 * catalog's, and used for nothing else.
 */
export interface SaidFigures {
  /** Tokens. */
  readonly contextWindow?: number;
  /** Tokens. */
  readonly maxOutput?: number;
  /** US dollars per million tokens. */
  readonly input?: number;
  readonly cachedInput?: number;
  readonly output?: number;
  /** US dollars for each request, in addition to its tokens. */
  readonly perRequest?: number;
  readonly released?: Day;
  readonly knowledgeCutoff?: Day;
  /** The day from which it cannot be called. */
  readonly ends?: Day;
  readonly stage?: 'deprecated' | 'retired';
}

export interface Said {
  /** The origin: a provider by the user's name for it, or models.dev. */
  readonly by: string;
  /** Time of reading, in ms since 1970. */
  readonly read: number;
  readonly figures: SaidFigures;
}

/** Figures of a model as the list of its provider gives them. */
export interface ProviderSaid extends Said {
  /** Whether the list has prices. A model without a price in it is not free. */
  readonly hasPrices: boolean;
  /** How the server runs the model, where the provider is a server that reports it. */
  readonly served?: Served;
}

/** A figure in words. `ours` is the catalog's figure where it differs. */
export interface SaidFact {
  readonly label: string;
  readonly value: string;
  readonly ours?: string;
}

const tokens = (count: number): string => `${formatCount(count)} tokens`;
const perMillion = (usd: number): string => `${formatRate(usd)} per million tokens`;

type FigureValues = { readonly [Name in keyof SaidFigures]: SaidFigures[Name] | undefined };

const ourFigures = ({ contextWindow, maxOutput, price, released, knowledgeCutoff, life }: Model): FigureValues => ({
  ...{ contextWindow, maxOutput, released, knowledgeCutoff },
  ...{ input: price?.input, cachedInput: price?.cachedInput, output: price?.output },
  ends: typeof life?.retires === 'string' ? life.retires : undefined,
});

/** Lists the foreign figures that differ from the catalog's; all of them where the catalog lacks the model. */
export function saidFacts(theirs: SaidFigures, model: Model | undefined): SaidFact[] {
  const ours = model && ourFigures(model);
  const fact = <T extends number | string>(
    label: string,
    write: (value: T) => string,
    of: (figures: FigureValues) => T | undefined,
  ): SaidFact[] => {
    const [value, own] = [of(theirs), ours && of(ours)];
    if (value === undefined || (own !== undefined && isSame(own, value))) return [];
    return [{ label, value: write(value), ...(ours && { ours: own === undefined ? 'unknown' : write(own) }) }];
  };
  return [
    ...fact('Context window', tokens, ({ contextWindow }) => contextWindow),
    ...fact('Max output', tokens, ({ maxOutput }) => maxOutput),
    ...fact('Input price', perMillion, ({ input }) => input),
    ...fact('Cached input price', perMillion, ({ cachedInput }) => cachedInput),
    ...fact('Output price', perMillion, ({ output }) => output),
    ...fact('Released', formatDay, ({ released }) => released),
    ...fact('Knowledge cutoff', formatDay, ({ knowledgeCutoff }) => knowledgeCutoff),
  ];
}

/** Whether two figures are equal. A month equals any day in it. */
const isSame = (one: number | string, other: number | string): boolean =>
  typeof one === 'string' && typeof other === 'string' ? one.startsWith(other) || other.startsWith(one) : one === other;

interface Part {
  readonly text: string;
  /** Whether the catalog has the same figure. */
  readonly isOurs: boolean;
}

/**
 * Returns the price, the window and the end in brief, for a line of a list, which may be cut. Empty where none of them
 * is known.
 */
export const shortFigures = (figures: SaidFigures, model: Model | undefined, say: Say): string =>
  shortParts(figures, model, say)
    .map(({ text }) => text)
    .join(' · ');

/** Whether the figures differ from the catalog in the end, the window or the price. */
export const isSaidOtherwise = (figures: SaidFigures, model: Model, say: Say): boolean =>
  shortParts(figures, model, say).some(({ isOurs }) => !isOurs);

function shortParts(theirs: SaidFigures, model: Model | undefined, say: Say): Part[] {
  const ours = model && ourFigures(model);
  /** Returns a part; `own` is the catalog's figure. */
  const part = (text: string, isOurs: boolean, own: string = say('unknown')): Part => ({
    text: model === undefined || isOurs ? text : say('{0} (here: {1})', text, own),
    isOurs,
  });
  const window = (own: number | undefined): string | undefined => (own === undefined ? undefined : formatWindow(own));
  const rates = (price: { readonly input: number; readonly output: number }): string =>
    say('{0} in / {1} out', formatRate(price.input), formatRate(price.output));
  const { ends, stage, contextWindow, maxOutput, input, output, perRequest } = theirs;
  const parts: Part[] = [];
  if (input !== undefined && output !== undefined) {
    const own = model?.price;
    const isOurs = own?.input === input && own.output === output && perRequest === undefined;
    const more = perRequest === undefined ? '' : ` ${say('+ {0} per request', formatRate(perRequest))}`;
    parts.push(part(`${rates({ input, output })}${more}`, isOurs, own && rates(own)));
  }
  if (contextWindow !== undefined) {
    const own = ours?.contextWindow;
    parts.push(part(say('{0} context', formatWindow(contextWindow)), own === contextWindow, window(own)));
  } else if (maxOutput !== undefined) {
    const own = ours?.maxOutput;
    parts.push(part(say('output up to {0}', formatWindow(maxOutput)), own === maxOutput, window(own)));
  }
  if (stage !== undefined) {
    const isOurs = model?.status === stage || model?.status === 'retired';
    parts.push(part(stage === 'retired' ? say('retired') : say('deprecated'), isOurs, model?.status));
  }
  if (ends !== undefined) {
    const own = ours?.ends;
    const isOurs = own !== undefined && isSame(own, ends);
    parts.push(part(say('ends on {0}', formatDay(ends)), isOurs, own === undefined ? say('no date') : formatDay(own)));
  }
  return parts;
}

/**
 * Writes foreign figures in one line, with their origin and day:
 * `OpenAI says today: ends on 23 October 2026 (here: no date)`. `undefined` where none of them is worth a line.
 */
export function saidLine(
  { by, read, figures }: Said,
  model: Model | undefined,
  today: Day,
  say: Say,
): string | undefined {
  const said = shortFigures(figures, model, say);
  if (said === '') return undefined;
  const day = dayOf(new Date(read));
  return day === today ? say('{0} says today: {1}', by, said) : say('{0} said on {1}: {2}', by, formatDay(day), said);
}

/** A list of models as its origin gave it at one time. */
export interface SaidList {
  readonly by: string;
  readonly read: number;
  readonly models: readonly { readonly id: string; readonly figures: SaidFigures }[];
}

export const saidByModelsDev = ({ read, models }: LiveCatalog): SaidList => ({
  by: 'models.dev',
  read,
  models: models.map(({ id, deprecated, ...figures }) => ({
    id,
    figures: { ...figures, ...(deprecated && { stage: 'deprecated' as const }) },
  })),
});

/** Collects the figures of each model of the catalog: one entry from each list, in the order of the lists. */
export function sayingsOf(
  lists: readonly SaidList[],
  catalog: Pick<Catalog, 'findModel'>,
): (model: Pick<Model, 'id'>) => readonly Said[] {
  const byModel = new Map<string, Said[]>();
  for (const { by, read, models } of lists) {
    const ofList = new Map<string, Said>();
    for (const { id, figures } of models) {
      const model = Object.keys(figures).length > 0 ? catalog.findModel(id) : undefined;
      // The model's own id counts before an alias or a dated id.
      if (model && (!ofList.has(model.id) || id === model.id)) ofList.set(model.id, { by, read, figures });
    }
    for (const [id, said] of ofList) byModel.set(id, [...(byModel.get(id) ?? []), said]);
  }
  return ({ id }) => byModel.get(id) ?? [];
}
