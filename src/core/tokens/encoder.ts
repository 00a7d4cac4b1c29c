import type { EncodingName } from '../catalog/table';

/** Tokens of a text in one encoding. `approximate`: a part of the text was estimated. */
export interface EncodedCount {
  readonly tokens: number;
  readonly approximate: boolean;
}

/** The tokens of a text in one encoding, in order. Both arrays have one entry a token. */
export interface EncodedText {
  readonly ids: Uint32Array<ArrayBuffer>;
  /** Bytes of UTF-8 that a token stands for, of the text as it is: they add up to its length in UTF-8. */
  readonly byteLengths: Uint32Array<ArrayBuffer>;
}

/** Counts ordinary text: what looks like a special token (`<|endoftext|>`) counts as the characters it is. Never throws. */
export interface Encoder {
  count(text: string): EncodedCount;
  /** Exact, so slow on one unbroken run of many thousands of characters. */
  encode(text: string): EncodedText;
}

export type LoadEncoder = (encoding: EncodingName) => Promise<Encoder>;
