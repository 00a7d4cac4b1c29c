const encoder = new TextEncoder();

/** Readers take up to four words of 4 bytes at a time, so that many bytes after the text must exist. */
export const PADDING = 16;

/** Above this many bytes the buffer of one large text is given back after use. */
const KEPT_BYTES = 1 << 20;

/** UTF-8 of one text at a time, in memory that is used again. Half surrogates become U+FFFD, as in every reference tokenizer. */
export class Utf8Buffer {
  bytes = new Uint8Array(4096 + PADDING);
  view = new DataView(this.bytes.buffer);

  /** @returns the number of bytes written, from 0. `prefix` (one ASCII code, -1: none) goes before the text. */
  write(text: string, prefix = -1): number {
    const needed = text.length * 3 + 1 + PADDING;
    if (this.bytes.length < needed || this.bytes.length > Math.max(KEPT_BYTES, needed * 4)) this.allocate(needed);
    if (prefix < 0) return encoder.encodeInto(text, this.bytes).written;
    this.bytes[0] = prefix;
    return 1 + encoder.encodeInto(text, this.bytes.subarray(1)).written;
  }

  private allocate(needed: number): void {
    this.bytes = new Uint8Array(Math.max(needed, Math.min(needed * 2, KEPT_BYTES)));
    this.view = new DataView(this.bytes.buffer);
  }
}
