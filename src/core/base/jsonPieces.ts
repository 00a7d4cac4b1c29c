import { joinBytes } from './bytes';
import { pacer } from './work';

/** UTF-16 code units of a text that JSON.stringify may take in one go: well under a millisecond. */
const maxTextLength = 64 * 1024;

const encoder = new TextEncoder();

/** A value as one line of JSON, in pieces none of which takes long to make, however long its texts are. */
export function* jsonLine(value: unknown): Generator<Uint8Array> {
  if (sizeUpTo(value, maxTextLength) < maxTextLength) {
    yield encoder.encode(`${JSON.stringify(value)}\n`);
    return;
  }
  let gathered = '';
  for (const text of jsonTexts(value)) {
    if (gathered !== '' && gathered.length + text.length > maxTextLength) {
      yield encoder.encode(gathered);
      gathered = '';
    }
    gathered += text;
  }
  yield encoder.encode(`${gathered}\n`);
}

/** Bytes of a body that are copied in one go. */
const partBytes = 1024 * 1024;

/** A value as the body of a request. Megabytes are written part by part, and not joined, so that others get a turn. */
export async function jsonBody(value: object): Promise<Uint8Array | Blob> {
  const breathe = pacer(() => new Promise((resolve) => void setTimeout(resolve, 0)));
  const parts: Blob[] = [];
  let pieces: Uint8Array[] = [];
  let gathered = 0;
  for (const piece of jsonLine(value)) {
    pieces.push(piece);
    gathered += piece.length;
    if (gathered >= partBytes) {
      parts.push(new Blob(pieces));
      pieces = [];
      gathered = 0;
    }
    await breathe();
  }
  return parts.length === 0 ? joinBytes(pieces) : new Blob([...parts, ...pieces]);
}

/** About how much JSON a value makes; gives up at `limit`. */
function sizeUpTo(value: unknown, limit: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  let size = 2;
  for (const [key, item] of Object.entries(value)) {
    size += key.length + sizeUpTo(item, limit - size);
    if (size >= limit) return size;
  }
  return size;
}

function* jsonTexts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield* stringTexts(value);
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

/** A surrogate pair that is cut becomes two escapes, which JSON.parse joins again. */
function* stringTexts(text: string): Generator<string> {
  yield '"';
  for (let at = 0; at < text.length; at += maxTextLength) {
    yield JSON.stringify(text.slice(at, at + maxTextLength)).slice(1, -1);
  }
  yield '"';
}
