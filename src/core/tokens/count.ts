import type { Tokenizer } from '../catalog/table';
import type { EncodedCount } from './encodedCount';

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
    // The band is that of a complete count; how far off a part of one is, is not known.
    const counting = 'Still counting: the exact number follows.';
    return { tokens, estimate: { reason: estimate ? `${estimate.reason} ${counting}` : counting } };
  }
  if (estimate) return { tokens, estimate: { bandPercent: estimate.bandPercent, reason: estimate.reason } };
  return { tokens };
}
