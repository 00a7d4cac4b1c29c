import { isRecord } from '../../base/json';
import type { Usage } from '../messages/chatTypes';

/** The most tokens of a credible count. */
const maxTokens = 1e12;

/** Returns a number of tokens as a provider sends it: finite, from 0 to 1e12; `undefined` for any other value. */
export const tokens = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 && value <= maxTokens ? value : undefined;

/** Returns a number of tokens inside an object that may be missing. */
export const tokensIn = (value: unknown, key: string): number | undefined =>
  isRecord(value) ? tokens(value[key]) : undefined;

const maxTierLength = 40;
/** OpenAI's and Anthropic's words for the standard tier. `auto` requests a tier, and means nothing in an answer. */
const standardTiers: readonly string[] = ['default', 'standard', 'standard_only', 'auto', ''];

/**
 * Returns the service tier in the provider's words; `undefined` for the standard one and for a value that is no name.
 */
export const tierOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= maxTierLength && !standardTiers.includes(value) ? value : undefined;

/**
 * Returns the tier at which tokens are charged, by a usage or by the body of a request; `undefined` for the usual one.
 */
export const chargedTier = (fields: Readonly<Record<string, unknown>>): string | undefined =>
  dearerWay(fields) ?? tierOf(fields['service_tier']);

/**
 * Returns Anthropic's fast mode or inference in one place, which cost more
 * (https://platform.claude.com/docs/en/manage-claude/data-residency). A workspace may have the place as its default.
 */
function dearerWay({ speed, inference_geo: place }: Readonly<Record<string, unknown>>): string | undefined {
  if (speed === 'fast') return 'fast';
  const isOne = typeof place === 'string' && place !== 'global' && place !== 'not_available';
  return isOne ? tierOf(`${place} inference`) : undefined;
}

/** Returns a usage without unknown counts. `undefined` for one that counts nothing, as an answer has tokens. */
export function usageOf({ inputTokens, outputTokens, ...others }: Counts): Usage | undefined {
  if (inputTokens === undefined || outputTokens === undefined) return undefined;
  if (inputTokens === 0 && outputTokens === 0) return undefined;
  const known = Object.entries(others).filter(([, value]) => value !== undefined);
  return {
    inputTokens: Math.min(inputTokens, maxTokens),
    outputTokens: Math.min(outputTokens, maxTokens),
    ...Object.fromEntries(known),
  };
}

type Counts = { readonly [K in keyof Usage]?: Usage[K] | undefined };

export const sameUsage = (a: Usage | undefined, b: Usage | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
