import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { count, tokens } from './chatTypes';

/** A provider's own report on a miss of its prompt cache. The reason is a word of its own, such as `tools_changed`. */
export const cacheDiagnosis = v.object({
  reason: v.pipe(v.string(), v.regex(/^[a-z_]{1,60}$/)),
  missedTokens: v.exactOptional(tokens),
});
export type CacheDiagnosis = Frozen<v.InferOutput<typeof cacheDiagnosis>>;

const causes = [
  /** Another model was asked: each has a cache of its own. */
  'model',
  /** Other tools were defined. */
  'tools',
  'system',
  /** A message differs. */
  'message',
  /** The earlier request was too long ago. */
  'expired',
  /** The provider caches only what a request marks, and one of the two marks nothing. */
  'no-breakpoint',
  /** Nothing that is known here explains it: providers drop what they have cached when they need the room. */
  'unexplained',
] as const;

/** The reason why less of a request was read from the prompt cache than it shares with an earlier one. */
export const cacheMiss = v.object({
  cause: v.picklist(causes),
  /** Number of the message that differs, counted from 1. */
  message: v.exactOptional(count),
  /** Tokens that both requests begin with. */
  sharedTokens: tokens,
  /**
   * Whether `sharedTokens` is worked out from the lengths of the texts. Otherwise all of the earlier request is shared,
   * and the provider counted its tokens.
   */
  isEstimate: v.boolean(),
  cachedTokens: tokens,
  /** Shared tokens that were not read from the cache; 0 where the difference is within the error. */
  missedTokens: tokens,
  /** US dollars that the missed ones cost more than they would have cost from the cache. */
  usd: v.exactOptional(v.pipe(v.number(), v.finite(), v.minValue(0))),
});
export type CacheMiss = Frozen<v.InferOutput<typeof cacheMiss>>;
