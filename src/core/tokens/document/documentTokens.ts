import type { Span } from '../../text/span';
import { isInsidePair } from '../engine/safeSplit';
import { tokenSpans } from './tokenSpans';
import { firstChunk } from './chunkList';
import type { DocumentCount } from './documentCount';

/**
 * The tokens of a part of a document. Places are UTF-16 code units of the document. The arrays have one entry per
 * token. Tokens that share a character have the same place.
 */
export interface DocumentTokens {
  readonly start: number;
  readonly end: number;
  /** False if the part lies in a stretch that is too long to be encoded whole. Its first and last tokens may then differ. */
  readonly exact: boolean;
  /** Tokens of the document before `start`; an estimate if not `exact`. */
  readonly tokensBefore: number;
  readonly ids: Uint32Array<ArrayBuffer>;
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
  /** The bytes of all tokens, and where the bytes of each token end. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly byteEnds: Uint32Array<ArrayBuffer>;
}

/** Longest text that is encoded on each side of a part, to find tokens where there is no safe split. UTF-16 code units. */
const MAX_AROUND = 16_384;

/** Returns the tokens of at least `part`: whole chunks if these are not very long. `document` is settled. */
export function tokensOf({ chunks, encoding }: DocumentCount, part: Span): DocumentTokens {
  const wanted = Math.min(Math.max(0, part.start), chunks.units);
  const first = chunks.locate(wanted + 1);
  const stretch = chunks.text(first, chunks.locate(Math.max(part.end, first.start + 1)));
  const cutStart = Math.max(0, wanted - MAX_AROUND - first.start);
  const cutEnd = Math.min(stretch.length, part.end + MAX_AROUND - first.start);
  const from = isInsidePair(stretch, cutStart) ? cutStart - 1 : cutStart;
  const to = isInsidePair(stretch, cutEnd) ? cutEnd + 1 : cutEnd;
  const before = chunks.tokensBetween(firstChunk, first);
  const skipped = from === 0 ? 0 : Math.round((chunks.at(first).tokens * from) / chunks.at(first).text.length);

  const shift = first.start + from;
  const spans = tokenSpans(encoding, stretch.slice(from, to), shift === 0);
  const pieces = spans.map(({ id }) => encoding.tokenBytes(id));
  let length = 0;
  const byteEnds = Uint32Array.from(pieces, (piece) => (length += piece.length));
  const bytes = new Uint8Array(length);
  for (const [i, piece] of pieces.entries()) bytes.set(piece, byteEnds[i]! - piece.length);
  return {
    start: shift,
    end: first.start + to,
    exact: from === 0 && to === stretch.length,
    tokensBefore: before + skipped,
    ids: Uint32Array.from(spans, ({ id }) => id),
    starts: Uint32Array.from(spans, ({ start }) => shift + start),
    ends: Uint32Array.from(spans, ({ end }) => shift + end),
    bytes,
    byteEnds,
  };
}
