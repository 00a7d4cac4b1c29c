import type { TextEncoding } from './binary';

/** Bytes decoded at once: well under a millisecond. */
const bytesAtOnce = 128 * 1024;

/** UTF-16 code units that a slice has at least, and at most where the text has no line to cut at. */
const sliceTarget = 256 * 1024;
const sliceLimit = 4 * 1024 * 1024;

export interface TextSlice {
  readonly text: string;
  /** The cut at the end of this slice may have split a token in two. */
  readonly roughEnd: boolean;
}

/**
 * Decodes a file piece by piece, without its byte order mark, so that its whole text is never held. Cuts before a line
 * that starts with neither a blank nor a slash (see `sliceLines`), so that the counts of the slices add up to the count
 * of the whole. Yields `undefined` between slices where others should get a turn.
 */
export function* decodeSlices(bytes: Uint8Array, encoding: TextEncoding): Generator<TextSlice | undefined> {
  const decoder = new TextDecoder(encoding);
  let pieces: string[] = [];
  let length = 0;
  for (let at = 0; at < bytes.length; at += bytesAtOnce) {
    const piece = decoder.decode(bytes.subarray(at, at + bytesAtOnce), { stream: true });
    length += piece.length;
    const cut = length < sliceTarget ? 0 : lastSafeCut(piece);
    if (cut > 0 || length >= sliceLimit) {
      const end = cut > 0 ? cut : piece.length;
      yield { text: pieces.join('') + piece.slice(0, end), roughEnd: cut === 0 };
      pieces = [piece.slice(end)];
      length = piece.length - end;
    } else {
      pieces.push(piece);
      yield undefined;
    }
  }
  const rest = pieces.join('') + decoder.decode();
  if (rest !== '') yield { text: rest, roughEnd: false };
}

/** The start of the last line that starts with neither a blank nor a slash; 0 when there is none. */
function lastSafeCut(text: string): number {
  for (let end = text.length - 1; end > 0;) {
    const newline = text.lastIndexOf('\n', end - 1);
    if (newline < 0) return 0;
    if (/[^\s/]/u.test(text.charAt(newline + 1))) return newline + 1;
    end = newline;
  }
  return 0;
}
