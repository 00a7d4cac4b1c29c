const encoder = new TextEncoder();

/** Bytes that must exist after the text, because readers take up to four words of 4 bytes at a time. */
export const PADDING = 16;

/** Bytes above which the buffer of one large text is released after use. */
const KEPT_BYTES = 1 << 20;

/** UTF-8 of one text at a time, in memory that is reused. Half surrogates become U+FFFD, as in every reference tokenizer. */
export class Utf8Buffer {
  bytes = new Uint8Array(4096 + PADDING);
  view = new DataView(this.bytes.buffer);

  /** Writes a text from 0 on, after `prefix` (one ASCII code, -1: none). @returns the number of bytes written. */
  write(text: string, prefix = -1): number {
    this.reserve(text.length);
    return this.append(text, prefix, 0);
  }

  /** Writes a text as `write` does, but after the first `at` bytes. */
  append(text: string, prefix: number, at: number): number {
    const needed = at + bytesFor(text.length);
    if (this.bytes.length < needed) {
      const { bytes } = this;
      this.allocate(needed * 2);
      this.bytes.set(bytes.subarray(0, at));
    }
    const start = prefix < 0 ? at : at + 1;
    if (prefix >= 0) this.bytes[at] = prefix;
    return start - at + encoder.encodeInto(text, start === 0 ? this.bytes : this.bytes.subarray(start)).written;
  }

  /** Makes room for so many UTF-16 code units from 0 on, and releases memory that is far too large. Written bytes are lost. */
  reserve(units: number): void {
    const needed = bytesFor(units);
    if (this.bytes.length >= needed && this.bytes.length <= Math.max(KEPT_BYTES, needed * 4)) return;
    this.allocate(Math.max(needed, Math.min(needed * 2, KEPT_BYTES)));
  }

  private allocate(bytes: number): void {
    this.bytes = new Uint8Array(bytes);
    this.view = new DataView(this.bytes.buffer);
  }
}

const bytesFor = (units: number): number => units * 3 + 1 + PADDING;
