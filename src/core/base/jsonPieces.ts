import { base64Pieces } from './base64';
import { joinBytes } from './bytes';
import { BytesGoneError, BytesText } from './bytesText';
import type { BytesOf, BytesStretch } from './bytesText';
import { nextTurn, pacer } from './work';
import type { Breathe } from './work';

/** UTF-16 code units of a text that JSON.stringify may take in one step: well under a millisecond. */
const maxTextLength = 64 * 1024;

/** UTF-16 code units of JSON below which a value is written in one step, which is faster than in pieces. */
const smallLength = 4 * 1024;

const encoder = new TextEncoder();

/** Yields a value as one line of JSON. No piece takes long to make, however long the texts are. */
export function* jsonLine(value: unknown): Generator<Uint8Array> {
  for (const piece of linePieces(value)) {
    yield piece instanceof BytesText ? encoder.encode(JSON.stringify(piece)) : piece;
  }
}

/** Yields the line, split where the bytes of a file come. */
function* linePieces(value: unknown): Generator<Uint8Array | BytesText> {
  if (sizeUpTo(value, maxTextLength) < maxTextLength) {
    yield encoder.encode(`${JSON.stringify(value)}\n`);
    return;
  }
  let gathered = '';
  for (const piece of jsonTexts(value)) {
    const isText = typeof piece === 'string';
    if (gathered !== '' && (!isText || gathered.length + piece.length > maxTextLength)) {
      yield encoder.encode(gathered);
      gathered = '';
    }
    if (isText) gathered += piece;
    else yield piece;
  }
  yield encoder.encode(`${gathered}\n`);
}

/** Bytes of a body that are copied in one step. */
const partBytes = 1024 * 1024;

/** The body of a request. Parts of megabytes are not joined. */
export interface JsonBody {
  readonly body: Uint8Array | Blob;
  /** Places of the bytes of files in the body. */
  readonly stretches: readonly BytesStretch[];
}

/** Returns a value as the body of a request. Megabytes are written part by part, so that others get a turn. */
export async function jsonBody(value: object): Promise<Uint8Array | Blob> {
  return (await jsonBodyWith(value, () => Promise.resolve(undefined))).body;
}

/**
 * Does as `jsonBody`, with the bytes of files where a `BytesText` stands. Rejects with a `BytesGoneError`, and with
 * what `bytesOf` rejects with.
 */
export async function jsonBodyWith(value: object, bytesOf: BytesOf): Promise<JsonBody> {
  const written = new WrittenBody(pacer(nextTurn));
  // Making a long value took a while, so others get a turn first.
  if (sizeUpTo(value, maxTextLength) >= maxTextLength) await nextTurn();
  const stretches: BytesStretch[] = [];
  for (const piece of linePieces(value)) {
    if (piece instanceof BytesText) {
      const { before, blob, mediaType } = piece;
      await written.add(encoder.encode(JSON.stringify(before).slice(0, -1)));
      const bytes = await bytesOf(blob);
      if (bytes === undefined) throw new BytesGoneError(blob);
      const at = written.length;
      for (const part of base64Pieces(bytes)) await written.add(part);
      stretches.push({ at, length: written.length - at, blob, mediaType });
      await written.add(encoder.encode('"'));
    } else await written.add(piece);
  }
  return { body: written.body, stretches };
}

/** A body that grows by pieces. */
class WrittenBody {
  length = 0;
  private readonly parts: Blob[] = [];
  private pieces: Uint8Array[] = [];
  private gathered = 0;

  constructor(private readonly breathe: Breathe) {}

  async add(piece: Uint8Array): Promise<void> {
    this.pieces.push(piece);
    this.length += piece.length;
    this.gathered += piece.length;
    if (this.gathered >= partBytes) {
      this.parts.push(new Blob(this.pieces));
      this.pieces = [];
      this.gathered = 0;
    }
    await this.breathe();
  }

  get body(): Uint8Array | Blob {
    return this.parts.length === 0 ? joinBytes(this.pieces) : new Blob([...this.parts, ...this.pieces]);
  }
}

/** Returns about how long the JSON of a value is; stops at `limit`. */
function sizeUpTo(value: unknown, limit: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  if (value instanceof BytesText) return limit;
  let size = 2;
  for (const key in value) {
    size += key.length + sizeUpTo((value as Record<string, unknown>)[key], limit - size);
    if (size >= limit) return size;
  }
  return size;
}

function* jsonTexts(value: unknown): Generator<string | BytesText> {
  if (sizeUpTo(value, smallLength) < smallLength) yield JSON.stringify(value);
  else if (typeof value === 'string') yield* stringTexts(value);
  else if (value instanceof BytesText) yield value;
  else if (Array.isArray(value)) {
    yield '[';
    for (const [index, item] of value.entries()) {
      if (index > 0) yield ',';
      yield* jsonTexts(item === undefined ? null : item);
    }
    yield ']';
  } else if (typeof value === 'object' && value !== null) {
    let separator = '{';
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      yield `${separator}${JSON.stringify(key)}:`;
      yield* jsonTexts(item);
      separator = ',';
    }
    yield separator === '{' ? '{}' : '}';
  } else yield JSON.stringify(value);
}

/** Yields a long text as JSON. A surrogate pair that is cut becomes two escapes, which JSON.parse joins again. */
function* stringTexts(text: string): Generator<string> {
  yield '"';
  for (let at = 0; at < text.length; at += maxTextLength) {
    yield JSON.stringify(text.slice(at, at + maxTextLength)).slice(1, -1);
  }
  yield '"';
}
