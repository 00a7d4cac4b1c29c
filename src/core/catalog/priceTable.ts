// A price as it stands in the table, in full: US dollars per million tokens.
import type { Day } from '../base/day';

/** The prices of the tokens of one request. A rate that is left out is not published: it is unknown, not free. */
export interface Rates {
  readonly input: number;
  readonly output: number;
  /** Input that was read from a prompt cache. */
  readonly cachedInput?: number;
  readonly cacheWrite?: CacheWrite;
}

/** Times for which a maker keeps what was written to its prompt cache; `default` is every one that has no rate of its own. */
export const cacheLifetimes = ['5m', '30m', '1h', '12h', '24h', 'default'] as const;
export type CacheLifetime = (typeof cacheLifetimes)[number];

/** Input that was written to a prompt cache, instead of the input rate. */
export type CacheWrite = { readonly [lifetime in CacheLifetime]?: number };

/** The rates of the whole request once its input, cached parts included, is above `above` tokens. */
interface LongContext extends Rates {
  readonly above: number;
}

export interface SteppedRates extends Rates {
  /** One step, or several that rise. */
  readonly longContext?: LongContext | readonly LongContext[];
}

/** Ways to be served other than the standard one. */
export const serviceTiers = ['batch', 'flex', 'priority'] as const;
export type ServiceTier = (typeof serviceTiers)[number];

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

/** The rates of some hours of the day, in UTC. Hours over midnight are two of these. */
export interface Hours extends Rates {
  /** Every day, where it is missing. */
  readonly days?: readonly Weekday[];
  /** The first minute, as in `01:00`. */
  readonly from: string;
  /** The minute after the last, up to `24:00`. */
  readonly until: string;
  /** Days on which the rates of other hours hold. They are known for the years of which a day is listed, and for no other. */
  readonly except?: { readonly name: string; readonly days: readonly Day[] };
}

export interface Price extends SteppedRates, Partial<Readonly<Record<ServiceTier, SteppedRates>>> {
  /** Other rates by the clock; those of the price itself hold at all other times. */
  readonly hours?: readonly Hours[];
  /** US dollars per million tokens and hour for what is kept in an explicit cache. */
  readonly cacheStorage?: number;
  readonly note?: string;
  /** The first day on which it holds; always before, where it is missing. */
  readonly from?: Day;
  /** The last day on which it holds. */
  readonly until?: Day;
  /** Its successor, where that is known. */
  readonly next?: { readonly from: Day; readonly input: number; readonly output: number };
  /** ISO date. */
  readonly checked: string;
  /** Id of one of the model's sources. */
  readonly source: string;
}

/** The steps for long prompts, lowest first. */
export const stepsOf = ({ longContext: steps }: SteppedRates): readonly LongContext[] =>
  steps === undefined ? [] : 'above' in steps ? [steps] : steps;
