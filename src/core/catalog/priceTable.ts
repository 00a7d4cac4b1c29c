// A complete price as the table has it: US dollars per million tokens.
import type { Day } from '../base/day';

/** The prices of the tokens of one request. A rate that is left out is not published: it is unknown, not free. */
export interface Rates {
  readonly input: number;
  readonly output: number;
  /** Input that was read from a prompt cache. */
  readonly cachedInput?: number;
  readonly cacheWrite?: CacheWrite;
}

/** Times for which a maker keeps an entry of its prompt cache. `default` is any time without a rate of its own. */
export const cacheLifetimes = ['5m', '30m', '1h', '12h', '24h', 'default'] as const;
export type CacheLifetime = (typeof cacheLifetimes)[number];

/** Rates of input that was written to a prompt cache. They replace the input rate. */
export type CacheWrite = { readonly [lifetime in CacheLifetime]?: number };

/** The rates of the whole request once its input, cached parts included, is above `above` tokens. */
interface LongContext extends Rates {
  readonly above: number;
}

export interface SteppedRates extends Rates {
  /** One step, or several in rising order. */
  readonly longContext?: LongContext | readonly LongContext[];
}

/** Service tiers other than the standard one. */
export const serviceTiers = ['batch', 'flex', 'priority'] as const;
export type ServiceTier = (typeof serviceTiers)[number];

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

/** The rates of some hours of the day, in UTC. Hours across midnight are two entries. */
export interface Hours extends Rates {
  /** Days of the week; absent for every day. */
  readonly days?: readonly Weekday[];
  /** The first minute, as in `01:00`. */
  readonly from: string;
  /** The minute after the last, up to `24:00`. */
  readonly until: string;
  /** Days on which the rates of other hours hold. They are known only for years of which a day is listed. */
  readonly except?: { readonly name: string; readonly days: readonly Day[] };
}

export interface Price extends SteppedRates, Partial<Readonly<Record<ServiceTier, SteppedRates>>> {
  /** Other rates at certain hours. Those of the price itself hold at all other times. */
  readonly hours?: readonly Hours[];
  /** US dollars per million tokens and hour of storage in an explicit cache. */
  readonly cacheStorage?: number;
  readonly note?: string;
  /** The first day on which the price holds; absent where it has always held. */
  readonly from?: Day;
  /** The last day on which it holds. */
  readonly until?: Day;
  /** The next price, where it is known. */
  readonly next?: { readonly from: Day; readonly input: number; readonly output: number };
  /** ISO date. */
  readonly checked: string;
  /** Id of one of the model's sources. */
  readonly source: string;
}

/** The steps for long prompts, lowest first. */
export const stepsOf = ({ longContext: steps }: SteppedRates): readonly LongContext[] =>
  steps === undefined ? [] : 'above' in steps ? [steps] : steps;
