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

const lifetimeNames: Readonly<Record<NamedLifetime, string>> = {
  '5m': '5 minutes',
  '30m': '30 minutes',
  '1h': '1 hour',
  '12h': '12 hours',
  '24h': '24 hours',
};
const lifetimes = Object.keys(lifetimeNames) as NamedLifetime[];

/** Returns how long a write is kept: `kept 1 hour`; `undefined` for a lifetime that its maker does not name. */
export const keptFor = (lifetime: CacheLifetime): string | undefined =>
  lifetime === 'default' ? undefined : `kept ${lifetimeNames[lifetime]}`;

/** Splits a usage into parts with one rate each. Parts without tokens are left out, except for input and output. */
export function usageParts(usage: ChargedTokens, rates: Rates): UsagePart[] {
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
    { label: 'input', tokens: fresh, rate: rates.input },
    ...(read > 0 ? [ratedPart('cache read', read, rates.cachedInput)] : []),
    ...writes.flatMap(({ lifetime, tokens }) => (tokens > 0 ? [writePart(tokens, rates.cacheWrite, lifetime)] : [])),
    ...(untold > 0 ? [untoldPart(untold, rates.cacheWrite)] : []),
    outputPart(usage, rates),
  ];
}

const outputPart = ({ outputTokens, reasoningTokens = 0, isPartial }: ChargedTokens, { output }: Rates): UsagePart => ({
  label: reasoningTokens > 0 ? 'output, reasoning included' : 'output',
  ...{ tokens: outputTokens, rate: output },
  ...(isPartial && output > 0 && { unknown: 'its output was not counted to the end' }),
});

/** Returns a part with its rate. @param aside words that follow the label after a comma. */
const ratedPart = (label: string, tokens: number, rate: number | undefined, aside?: string): UsagePart => ({
  label: aside === undefined ? label : `${label}, ${aside}`,
  tokens,
  ...(rate === undefined
    ? { unknown: `the price of a ${label}${aside === undefined ? '' : `, ${aside},`} is not published` }
    : { rate }),
});

const writePart = (tokens: number, rates: CacheWrite | undefined, lifetime: NamedLifetime): UsagePart =>
  ratedPart('cache write', tokens, rates?.[lifetime] ?? rates?.default, keptFor(lifetime));

/** Returns the part for cache writes whose lifetime the provider does not report. */
function untoldPart(tokens: number, rates: CacheWrite = {}): UsagePart {
  const label = 'cache write';
  const all = Object.values(rates);
  if (all.length === 0) return ratedPart(label, tokens, undefined);
  const rate = Math.min(...all);
  // Without a rate for every lifetime, the actual rate may be an unknown one.
  const isOne = rates.default !== undefined && all.every((other) => other === rate);
  return { label, tokens, rate, ...(isOne ? {} : { unknown: 'how long the cache write is kept is not told' }) };
}
