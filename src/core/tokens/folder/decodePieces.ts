import type { TextEncoding } from './binary';

/** Bytes decoded at once: about a millisecond. */
const bytesAtOnce = 128 * 1024;

export interface TextPiece {
  readonly text: string;
  /** What was decoded. In UTF-8 it does not end inside a character, so the file is valid where all pieces are. */
  readonly bytes: Uint8Array;
}

/** Decodes a file piece by piece, without its byte order mark. The texts of the pieces joined are the text of the file. */
export function* decodePieces(bytes: Uint8Array, encoding: TextEncoding): Generator<TextPiece> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length;) {
    const limit = Math.min(bytes.length, at + bytesAtOnce);
    const end = encoding === 'utf-8' ? characterEnd(bytes, limit) : limit;
    const piece = bytes.subarray(at, end);
    yield { text: decoder.decode(piece, { stream: true }), bytes: piece };
    at = end;
  }
  const rest = decoder.decode(); // Of a character that the file ends inside.
  if (rest !== '') yield { text: rest, bytes: new Uint8Array() };
}

/** The last position up to `limit` that is before the first byte of a character; `limit` where the bytes are not UTF-8. */
function characterEnd(bytes: Uint8Array, limit: number): number {
  for (let end = limit; end > limit - 4; end--) {
    if (end === bytes.length || ((bytes[end] ?? 0) & 0xc0) !== 0x80) return end;
  }
  return limit;
}
