// The cost of the tokens of a request: one function for every place that shows a cost.
import { dayOf } from '../base/day';
import type { ModelEntry } from './catalogTable';
import { priceOn } from './modelOn';
import { serviceTiers, cacheLifetimes, stepsOf, weekdays } from './priceTable';
import type { Price, CacheWrite, Hours, Rates, ServiceTier, SteppedRates } from './priceTable';
import { usageParts } from './usageParts';
import type { ChargedTokens, UsagePart } from './usageParts';
import { formatCount } from '../base/numbers';
import { formatHours } from './priceRows';
import type { Say } from '../base/say';

interface CostLine extends Omit<UsagePart, 'unknown'> {
  /** US dollars. */
  readonly usd?: number;
}

/**
 * A cost in US dollars, or the reason why it is unknown. An unknown cost is never 0. Its words are in the language of
 * the user, and stay with the answer in the file of a session, as those of an error do.
 */
export type UsageCost =
  | {
      readonly known: true;
      /** The total; a lower limit where something is `unknown`. */
      readonly usd: number;
      readonly lines: readonly CostLine[];
      /** The reasons for unusual rates: `batch`, `above 200,000 input tokens`. */
      readonly because?: readonly string[];
      /** Charges that the sum leaves out, or includes at their lower limit. */
      readonly unknown?: readonly string[];
      /** The date of the price. */
      readonly checked: string;
      readonly note?: string;
      /** The origin of the price, where it is not the catalog. */
      readonly by?: string;
    }
  | { readonly known: false; readonly reason: string };

/** Whether a cost is not fully known: one rule for all sums. A provider that charges nothing has no cost at all. */
export const isNotFullyKnown = (cost: UsageCost): boolean => !cost.known || cost.unknown !== undefined;

export interface PriceConditions {
  readonly at: Date;
  /** A `ServiceTier`, or the provider's name of another tier; absent for the standard one. */
  readonly tier?: string;
  /**
   * The server of the request; absent for the maker. The catalog has the makers' prices alone, and others resell at
   * their own.
   */
  readonly host?: {
    readonly name: string;
    /** The family that the host makes, where it is a maker. */
    readonly family?: string;
  };
}

type Priced = Pick<ModelEntry, 'name' | 'family' | 'price'>;

/**
 * Returns the cost of a usage by the catalog's prices at that moment. The price of a model with another id is never
 * used.
 */
export function priceUsage(
  model: Priced | undefined,
  usage: ChargedTokens | undefined,
  { at, tier, host }: PriceConditions,
  say: Say,
): UsageCost {
  if (!usage) return unknown(say('the provider reported no token usage'));
  if (!model) return unknown(say('the model is not in the catalog'));
  if (!model.price) return unknown(say('the catalog has no price for {0}', model.name));
  if (host && host.family !== model.family) return unknown(say('the catalog has no prices of {0}', host.name));
  const day = dayOf(at);
  const price = priceOn(model.price, day);
  if (!price) return unknown(say('the catalog has no price for {0} on {1}', model.name, day));
  const known = serviceTiers.find((name) => name === tier);
  const held = known === tier ? ratesAt(price, usage.inputTokens, at, known, say) : undefined;
  // The standard price is always there, so what has none is a tier with a name.
  if (!held) return unknown(say('the catalog has no {0} price for {1}', tier ?? '', model.name));
  return bill(model.name, usage, held, price, say);
}

const unknown = (reason: string): UsageCost => ({ known: false, reason });

function bill(
  name: string,
  usage: ChargedTokens,
  { rates, because, unknown: doubt }: HeldRates,
  price: Price,
  say: Say,
): UsageCost {
  const parts = usageParts(usage, rates, say);
  const lines = parts.map(({ label, tokens, rate }): CostLine => ({
    label,
    tokens,
    ...(rate !== undefined && { rate, usd: (tokens * rate) / 1e6 }),
  }));
  const doubts = [...(doubt === undefined ? [] : [doubt]), ...parts.flatMap(({ unknown: reason }) => reason ?? [])];
  const usd = lines.reduce((sum, line) => sum + (line.usd ?? 0), 0);
  // A cost of "at least nothing" is no information.
  if (usd === 0 && doubts.length > 0) return unknown(`${doubts.join('; ')} (${name})`);
  return {
    known: true,
    usd,
    lines,
    ...(because.length > 0 && { because }),
    ...(doubts.length > 0 && { unknown: doubts }),
    checked: price.checked,
    ...(price.note !== undefined && { note: price.note }),
  };
}

// The rates of a price that hold for one request: by its tier, its length and the hour.

interface HeldRates {
  readonly rates: Rates;
  /** The reasons for unusual rates: `batch`, `above 200,000 input tokens`. */
  readonly because: readonly string[];
  /** A doubt about the rates, which are then the lowest possible ones. */
  readonly unknown?: string;
}

/**
 * Returns the rates of a request.
 * @param inputTokens includes those of a cache.
 * @returns `undefined` where the tier has no price.
 */
function ratesAt(
  price: Price,
  inputTokens: number,
  at: Date,
  tier: ServiceTier | undefined,
  say: Say,
): HeldRates | undefined {
  const chosen: SteppedRates | undefined = tier === undefined ? price : price[tier];
  if (chosen === undefined) return undefined;
  const byTier = tier === undefined ? [] : [tier];
  const step = stepAt(chosen, inputTokens);
  if (step) return { rates: step, because: [...byTier, say('above {0} input tokens', formatCount(step.above))] };
  const standard = tier === undefined ? undefined : stepAt(price, inputTokens);
  // Longer prompts cost more, so the rates of a tier are its lowest. Whether the tier has a step there is not
  // published.
  if (tier !== undefined && standard && stepsOf(chosen).length === 0) {
    return {
      rates: chosen,
      because: byTier,
      unknown: say('the {0} price above {1} input tokens is not published', tier, formatCount(standard.above)),
    };
  }
  return tier === undefined ? byHour(price, at, say) : { rates: chosen, because: byTier };
}

const stepAt = (rates: SteppedRates, inputTokens: number) =>
  stepsOf(rates).findLast(({ above }) => inputTokens > above);

function byHour(price: Price, at: Date, say: Say): HeldRates {
  const hours = price.hours?.find((span) => isWithin(span, at));
  if (!hours) return { rates: price, because: [] };
  const { except } = hours;
  const day = dayOf(at);
  if (except?.days.includes(day)) return { rates: price, because: [except.name] };
  const because = [formatHours(hours)];
  const isKnownYear = except === undefined || except.days.some((other) => other.slice(0, 4) === day.slice(0, 4));
  if (isKnownYear) return { rates: hours, because };
  return { rates: lowest(price, hours), because, unknown: say('whether {0} is one of the {1}', day, except.name) };
}

function isWithin({ days, from, until }: Hours, at: Date): boolean {
  const time = at.toISOString().slice(11, 16);
  const weekday = weekdays[at.getUTCDay()]!;
  return from <= time && time < until && (days?.includes(weekday) ?? true);
}

/** Returns the lower one of each rate; a rate is unknown where one of both is. */
function lowest(a: Rates, b: Rates): Rates {
  const cachedInput = lower(a.cachedInput, b.cachedInput);
  const cacheWrite: CacheWrite = Object.fromEntries(
    cacheLifetimes.flatMap((lifetime) => {
      const rate = lower(writeRate(a.cacheWrite, lifetime), writeRate(b.cacheWrite, lifetime));
      return rate === undefined ? [] : [[lifetime, rate]];
    }),
  );
  return {
    input: Math.min(a.input, b.input),
    output: Math.min(a.output, b.output),
    ...(cachedInput !== undefined && { cachedInput }),
    cacheWrite,
  };
}

const lower = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : Math.min(a, b);

const writeRate = (rates: CacheWrite | undefined, lifetime: keyof CacheWrite): number | undefined =>
  rates?.[lifetime] ?? rates?.default;
