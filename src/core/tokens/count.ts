import type { Tokenizer } from '../catalog/table';
import type { EncodedCount } from './encoder';

/** Tokens of a text for one model. */
export interface TokenCount {
  readonly tokens: number;
  /** Absent when the count is exact. */
  readonly estimate?: {
    /** Plus or minus this many percent, where it is known. */
    readonly bandPercent?: number;
    readonly reason: string;
  };
}

/** Turns a count in an encoding into a count for a model whose tokens are counted with `tokenizer`. */
export function modelCount(tokenizer: Tokenizer, counted: EncodedCount): TokenCount {
  const { estimate } = tokenizer;
  const tokens = Math.round(counted.tokens * (estimate?.factor ?? 1));
  if (counted.approximate) {
    // The band holds for whole texts; how far off a sampled run is, is not known.
    const sampled = 'The text has an unbroken run of thousands of characters, which is sampled.';
    return { tokens, estimate: { reason: estimate ? `${estimate.reason} ${sampled}` : sampled } };
  }
  if (estimate) return { tokens, estimate: { bandPercent: estimate.bandPercent, reason: estimate.reason } };
  return { tokens };
}

export function addCounts(counts: readonly EncodedCount[]): EncodedCount {
  return {
    tokens: counts.reduce((sum, { tokens }) => sum + tokens, 0),
    approximate: counts.some(({ approximate }) => approximate),
  };
}
