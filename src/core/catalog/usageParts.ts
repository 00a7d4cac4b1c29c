import { sayInEnglish } from '../base/say';
import type { Say, Saying } from '../base/say';
import type { CacheLifetime, CacheWrite, Rates } from './priceTable';

/** The tokens that a provider reports as charged. */
export interface ChargedTokens {
  /** Includes tokens read from and written to a prompt cache. */
  readonly inputTokens: number;
  /** Includes reasoning, which makers charge as output. */
  readonly outputTokens: number;
  readonly reasoningTokens?: number;
  /** The part of `inputTokens` that was read from a prompt cache. */
  readonly cachedInputTokens?: number;
  /** The part of `inputTokens` that was written to a prompt cache. */
  readonly cacheWriteTokens?: number;
  /** The part of `cacheWriteTokens` whose lifetime is reported. */
  readonly cacheWrites?: CacheWrites;
  /** Set where the output may be more than was counted. */
  readonly isPartial?: true;
}

/** Tokens by the time for which they are kept. */
export type CacheWrites = { readonly [lifetime in NamedLifetime]?: number };

type NamedLifetime = Exclude<CacheLifetime, 'default'>;

/** Tokens that are charged at one rate. */
export interface UsagePart {
  /** The charge: `input`, `cache read`, `cache write, kept 1 hour`, `output`. */
  readonly label: string;
  readonly tokens: number;
  /** US dollars per million tokens; absent where it is not published. */
  readonly rate?: number;
  /** The doubt about the rate, which is then the lowest possible one, or absent. */
  readonly unknown?: string;
}

const lifetimeNames: Readonly<Record<NamedLifetime, Saying>> = {
  '5m': (say) => say('5 minutes'),
  '30m': (say) => say('30 minutes'),
  '1h': (say) => say('1 hour'),
  '12h': (say) => say('12 hours'),
  '24h': (say) => say('24 hours'),
};
const lifetimes = Object.keys(lifetimeNames) as NamedLifetime[];

/**
 * Returns how long a write is kept, as a fact of the catalog, which is in English: `kept 1 hour`; `undefined` for a
 * lifetime that its maker does not name.
 */
export const keptFor = (lifetime: CacheLifetime): string | undefined =>
  lifetime === 'default' ? undefined : `kept ${lifetimeNames[lifetime](sayInEnglish)}`;

/** Splits a usage into parts with one rate each. Parts without tokens are left out, except for input and output. */
export function usageParts(usage: ChargedTokens, rates: Rates, say: Say): UsagePart[] {
  // No part may be larger than the whole, whatever a provider counts in addition.
  let fresh = usage.inputTokens;
  const take = (tokens: number): number => {
    const taken = Math.min(Math.max(tokens, 0), fresh);
    fresh -= taken;
    return taken;
  };
  const read = take(usage.cachedInputTokens ?? 0);
  const writes = lifetimes.map((lifetime) => ({ lifetime, tokens: take(usage.cacheWrites?.[lifetime] ?? 0) }));
  const told = writes.reduce((sum, { tokens }) => sum + tokens, 0);
  const untold = take((usage.cacheWriteTokens ?? 0) - told);
  return [
    { label: say('input'), tokens: fresh, rate: rates.input },
    ...(read > 0 ? [readPart(read, rates.cachedInput, say)] : []),
    ...writes.flatMap(({ lifetime, tokens }) =>
      tokens > 0 ? [writePart(tokens, rates.cacheWrite, lifetime, say)] : [],
    ),
    ...(untold > 0 ? [untoldPart(untold, rates.cacheWrite, say)] : []),
    outputPart(usage, rates, say),
  ];
}

const outputPart = (
  { outputTokens, reasoningTokens = 0, isPartial }: ChargedTokens,
  { output }: Rates,
  say: Say,
): UsagePart => ({
  label: reasoningTokens > 0 ? say('output, reasoning included') : say('output'),
  ...{ tokens: outputTokens, rate: output },
  ...(isPartial && output > 0 && { unknown: say('its output was not counted to the end') }),
});

const readPart = (tokens: number, rate: number | undefined, say: Say): UsagePart => ({
  ...{ label: say('cache read'), tokens },
  ...(rate === undefined ? { unknown: say('the price of a cache read is not published') } : { rate }),
});

function writePart(tokens: number, rates: CacheWrite | undefined, lifetime: NamedLifetime, say: Say): UsagePart {
  const rate = rates?.[lifetime] ?? rates?.default;
  const name = lifetimeNames[lifetime](say);
  return {
    ...{ label: say('cache write, kept {0}', name), tokens },
    ...(rate === undefined
      ? { unknown: say('the price of a cache write, kept {0}, is not published', name) }
      : { rate }),
  };
}

/** Returns the part for cache writes whose lifetime the provider does not report. */
function untoldPart(tokens: number, rates: CacheWrite = {}, say: Say): UsagePart {
  const label = say('cache write');
  const all = Object.values(rates);
  if (all.length === 0) return { label, tokens, unknown: say('the price of a cache write is not published') };
  const rate = Math.min(...all);
  // Without a rate for every lifetime, the actual rate may be an unknown one.
  const isOne = rates.default !== undefined && all.every((other) => other === rate);
  return { label, tokens, rate, ...(isOne ? {} : { unknown: say('how long the cache write is kept is not told') }) };
}
