/** Tokens of a text in one encoding. `approximate`: a part of the text is not counted yet, but estimated. */
export interface EncodedCount {
  readonly tokens: number;
  readonly approximate: boolean;
}
