// The bytes of a file in the body of a request. They stand beside it, and come into it when it is written.

/** Stands in a value for a text that ends with the base64 of bytes. */
export class BytesText {
  /** `before`: what stands before the base64. `blob`: the SHA-256 of the bytes, by which they are found. */
  constructor(
    readonly before: string,
    readonly blob: string,
    readonly mediaType: string,
  ) {}

  /** In JSON that is not sent a mark stands for the bytes. */
  toJSON(): string {
    return this.before + bytesMark(this.blob);
  }
}

/** Stands for the bytes in a body that is read or shown. */
export const bytesMark = (blob: string): string => `<bytes ${blob}>`;

/** Gives the bytes of a file by their SHA-256; `undefined` where they are gone. */
export type BytesOf = (blob: string) => Promise<Uint8Array | undefined>;

/** The bytes that a request names are gone. */
export class BytesGoneError extends Error {
  override readonly name = 'BytesGoneError';

  constructor(readonly blob: string) {
    super('The bytes of a file are gone.');
  }
}

/** Where base64 stands in a body, in bytes of the body. */
export interface BytesStretch {
  readonly at: number;
  readonly length: number;
  readonly blob: string;
  readonly mediaType: string;
}
