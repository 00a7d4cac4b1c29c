// The bytes of a file in the body of a request. They are kept apart, and inserted when the body is written.

/** The placeholder in a value for a text that ends with the base64 of bytes. */
export class BytesText {
  /** `before`: the text before the base64. `blob`: the SHA-256 of the bytes, by which they are found. */
  constructor(
    readonly before: string,
    readonly blob: string,
    readonly mediaType: string,
  ) {}

  /** Returns the text with a mark in place of the bytes, for JSON that is not sent. */
  toJSON(): string {
    return this.before + bytesMark(this.blob);
  }
}

/** Returns the mark that stands for the bytes in a body that is read or shown. */
export const bytesMark = (blob: string): string => `<bytes ${blob}>`;

/** Returns the bytes of a file by their SHA-256; `undefined` where they are gone. */
export type BytesOf = (blob: string) => Promise<Uint8Array | undefined>;

/** The error for a request that names bytes that are gone. */
export class BytesGoneError extends Error {
  override readonly name = 'BytesGoneError';

  constructor(readonly blob: string) {
    super('The bytes of a file are gone.');
  }
}

/** The place of base64 in a body, in bytes of the body. */
export interface BytesStretch {
  readonly at: number;
  readonly length: number;
  readonly blob: string;
  readonly mediaType: string;
}
