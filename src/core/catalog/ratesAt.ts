// Which of a price's rates hold for one request: by its tier, its length and the hour.
import { dayOf } from '../base/day';
import { formatCount } from '../base/numbers';
import { formatHours } from './hours';
import { cacheLifetimes, stepsOf, weekdays } from './priceTable';
import type { CacheWrite, Hours, Price, Rates, ServiceTier, SteppedRates } from './priceTable';

/** The rates of one request. */
export interface HeldRates {
  readonly rates: Rates;
  /** Why these and not the usual ones: `batch`, `above 200,000 input tokens`. */
  readonly because: readonly string[];
  /** What is not known about them. They are the lowest that may hold then. */
  readonly unknown?: string;
}

/** @param inputTokens those of a cache included. @returns `undefined` where the tier has no price. */
export function ratesAt(
  price: Price,
  inputTokens: number,
  at: Date,
  tier: ServiceTier | undefined,
): HeldRates | undefined {
  const chosen: SteppedRates | undefined = tier === undefined ? price : price[tier];
  if (chosen === undefined) return undefined;
  const byTier = tier === undefined ? [] : [tier];
  const step = stepAt(chosen, inputTokens);
  if (step) return { rates: step, because: [...byTier, aboveText(step.above)] };
  const standard = tier === undefined ? undefined : stepAt(price, inputTokens);
  // Longer prompts cost more, so the rates of a tier are its lowest. Whether it has a step there, nobody has said.
  if (tier !== undefined && standard && stepsOf(chosen).length === 0) {
    return {
      rates: chosen,
      because: byTier,
      unknown: `the ${tier} price ${aboveText(standard.above)} is not published`,
    };
  }
  return tier === undefined ? byHour(price, at) : { rates: chosen, because: byTier };
}

const stepAt = (rates: SteppedRates, inputTokens: number) =>
  stepsOf(rates).findLast(({ above }) => inputTokens > above);

const aboveText = (above: number): string => `above ${formatCount(above)} input tokens`;

function byHour(price: Price, at: Date): HeldRates {
  const hours = price.hours?.find((span) => isWithin(span, at));
  if (!hours) return { rates: price, because: [] };
  const { except } = hours;
  const day = dayOf(at);
  if (except?.days.includes(day)) return { rates: price, because: [except.name] };
  const because = [formatHours(hours)];
  const isKnownYear = except === undefined || except.days.some((other) => other.slice(0, 4) === day.slice(0, 4));
  if (isKnownYear) return { rates: hours, because };
  return { rates: lowest(price, hours), because, unknown: `whether ${day} is one of the ${except.name}` };
}

function isWithin({ days, from, until }: Hours, at: Date): boolean {
  const time = at.toISOString().slice(11, 16);
  const weekday = weekdays[at.getUTCDay()]!;
  return from <= time && time < until && (days?.includes(weekday) ?? true);
}

/** Of each rate the lower one; unknown where one of them is. */
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
