import * as cl100k from 'gpt-tokenizer/encoding/cl100k_base';
import * as o200k from 'gpt-tokenizer/encoding/o200k_base';
import type { EncodingName } from '../../../src/core/catalog/table';

const libraries = { o200k_base: o200k, cl100k_base: cl100k };
export const encodings = ['o200k_base', 'cl100k_base'] as const;

/** What the library itself counts for the whole of an ordinary text. */
export const truth = (encoding: EncodingName, text: string): number =>
  libraries[encoding].countTokens(text, { disallowedSpecial: new Set() });

/** Random numbers from 0 to 1 that are the same in every run. */
export function seeded(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}
