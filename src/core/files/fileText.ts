import { textEncodingOf } from './binary';
import type { TextEncoding } from './binary';

/** Bytes that are decoded at once, in about a millisecond. */
const bytesAtOnce = 128 * 1024;

/** The text of a file without its byte order mark, decoded piece by piece. */
export class FileText {
  /** Whether the pieces so far had bytes that are no text in the encoding. They were decoded as U+FFFD. */
  undecodable = false;

  private constructor(
    private readonly bytes: Uint8Array,
    readonly encoding: TextEncoding,
  ) {}

  /** Returns the text of bytes; `undefined` for a binary file. */
  static of(bytes: Uint8Array): FileText | undefined {
    const encoding = textEncodingOf(bytes);
    return encoding && new FileText(bytes, encoding);
  }

  /** Decodes the text in pieces. No piece ends inside a character, so that each is decoded by itself. */
  *pieces(): Generator<string> {
    const decoder = new TextDecoder(this.encoding, { ignoreBOM: true });
    for (let at = markLength(this.bytes, this.encoding); at < this.bytes.length;) {
      const limit = Math.min(this.bytes.length, at + bytesAtOnce);
      const end =
        this.encoding === 'utf-8' ? characterEnd(this.bytes, limit) : unitEnd(this.bytes, at, limit, this.encoding);
      const piece = this.bytes.subarray(at, end);
      const text = decoder.decode(piece);
      // U+FFFD may also stand in the file itself.
      this.undecodable ||= text.includes('\uFFFD') && !isValid(piece, this.encoding);
      yield text;
      at = end;
    }
  }

  /** Returns the first piece; empty where there is none. */
  start(): string {
    const [first = ''] = this.pieces();
    return first;
  }

  text(): string {
    return [...this.pieces()].join('');
  }
}

function isValid(bytes: Uint8Array, encoding: TextEncoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function markLength(bytes: Uint8Array, encoding: TextEncoding): number {
  if (encoding !== 'utf-8') return 2;
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** Returns the last position up to `limit` before the first byte of a character; `limit` where it is not UTF-8. */
function characterEnd(bytes: Uint8Array, limit: number): number {
  for (let end = limit; end > limit - 4; end--) {
    if (end === bytes.length || ((bytes[end] ?? 0) & 0xc0) !== 0x80) return end;
  }
  return limit;
}

/** Returns the last position up to `limit` that is an even number of bytes from `start`, and not between surrogates. */
function unitEnd(bytes: Uint8Array, start: number, limit: number, encoding: TextEncoding): number {
  if (limit === bytes.length) return limit;
  const end = limit - ((limit - start) % 2);
  const high = bytes[encoding === 'utf-16be' ? end - 2 : end - 1] ?? 0;
  return (high & 0xfc) === 0xd8 ? end - 2 : end;
}
