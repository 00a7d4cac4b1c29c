import type { Span } from '../../text/span';
import { isHighSurrogate, isLowSurrogate } from '../engine/safeSplit';
import { tokenSpans } from './tokenSpans';
import { firstChunk } from './chunkList';
import type { Chunk, ChunkPosition } from './chunkList';
import type { DocumentCount } from './documentCount';

/**
 * The tokens of a part of a document. Places are UTF-16 code units of the document. The arrays have one entry a token; tokens
 * that share a character have the same place.
 */
export interface DocumentTokens {
  readonly start: number;
  readonly end: number;
  /** False where the part lies in a stretch that is too long to be encoded whole: its first and last tokens may differ. */
  readonly exact: boolean;
  /** Tokens of the document in front of `start`; an estimate where not `exact`. */
  readonly tokensBefore: number;
  readonly ids: Uint32Array<ArrayBuffer>;
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
  /** The bytes of all tokens, and where those of each end. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly byteEnds: Uint32Array<ArrayBuffer>;
}

/** The longest text encoded on each side of a part, to find tokens where there is no safe split. UTF-16 code units. */
const MAX_AROUND = 16_384;

/** The tokens of at least `part`, whole chunks where these are not very long. `document` is settled. */
export function tokensOf(document: DocumentCount, part: Span): DocumentTokens {
  const { chunks, encoding } = document;
  if (chunks.isEmpty) return flat(0, 0, true, 0, []);
  const start = Math.min(Math.max(0, part.start), chunks.units);
  const first = chunks.locate(start + 1);
  const last = chunks.locate(Math.max(part.end, first.start + 1));
  const stretch = [...chunksFrom(document, first, last)].map(({ text }) => text).join('');
  const stretchEnd = first.start + stretch.length;

  const from = cutBefore(stretch, start - MAX_AROUND - first.start);
  const to = cutAfter(stretch, Math.min(part.end, stretchEnd) + MAX_AROUND - first.start);
  const exact = from === 0 && to === stretch.length;
  const before = chunks.tokensBetween(firstChunk, first);
  const skipped = from === 0 ? 0 : Math.round((chunks.at(first).tokens * from) / chunks.at(first).text.length);
  const spans = tokenSpans(encoding, stretch.slice(from, to), first.start + from === 0);
  const tokens = spans.map(({ id, start: spanStart, end }) => {
    const shift = first.start + from;
    return { start: shift + spanStart, end: shift + end, id, bytes: encoding.tokenBytes(id) };
  });
  return flat(first.start + from, first.start + to, exact, before + skipped, tokens);
}

function* chunksFrom({ chunks }: DocumentCount, first: ChunkPosition, last: ChunkPosition): Generator<Chunk> {
  for (let at: ChunkPosition | undefined = first; at && at.start <= last.start; at = chunks.next(at))
    yield chunks.at(at);
}

function cutBefore(text: string, at: number): number {
  if (at <= 0) return 0;
  return isLowSurrogate(text.charCodeAt(at)) && isHighSurrogate(text.charCodeAt(at - 1)) ? at - 1 : at;
}

function cutAfter(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return isLowSurrogate(text.charCodeAt(at)) && isHighSurrogate(text.charCodeAt(at - 1)) ? at + 1 : at;
}

function flat(
  start: number,
  end: number,
  exact: boolean,
  tokensBefore: number,
  tokens: readonly { id: number; start: number; end: number; bytes: Uint8Array }[],
): DocumentTokens {
  const byteEnds = new Uint32Array(tokens.length);
  let length = 0;
  for (const [i, { bytes }] of tokens.entries()) byteEnds[i] = length += bytes.length;
  const all = new Uint8Array(length);
  for (const [i, { bytes }] of tokens.entries()) all.set(bytes, byteEnds[i]! - bytes.length);
  return {
    start,
    end,
    exact,
    tokensBefore,
    ids: Uint32Array.from(tokens, ({ id }) => id),
    starts: Uint32Array.from(tokens, (token) => token.start),
    ends: Uint32Array.from(tokens, (token) => token.end),
    bytes: all,
    byteEnds,
  };
}
