import type { EncodingName } from '../catalog/table';

/** Tokens of a text in one encoding. `approximate`: a part of the text was estimated. */
export interface EncodedCount {
  readonly tokens: number;
  readonly approximate: boolean;
}

/** Counts ordinary text: what looks like a special token (`<|endoftext|>`) counts as the characters it is. Never throws. */
export interface Encoder {
  count(text: string): EncodedCount;
}

export type LoadEncoder = (encoding: EncodingName) => Promise<Encoder>;
