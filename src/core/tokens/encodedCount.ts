/** Tokens of a text in one encoding. `approximate`: a part of the text is not counted yet, but estimated. */
export interface EncodedCount {
  readonly tokens: number;
  readonly approximate: boolean;
}

/** The tokens of a text in one encoding, in order. Both arrays have one entry a token. */
export interface EncodedText {
  readonly ids: Uint32Array<ArrayBuffer>;
  /**
   * Bytes of UTF-8 that a token stands for, of the text as it is: they add up to its length in UTF-8. Of the tokens that
   * share a character the first has all of its bytes.
   */
  readonly byteLengths: Uint32Array<ArrayBuffer>;
}
