import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { joinBytes } from '../../base/bytes';
import { bytesMark } from '../../base/bytesText';
import type { BytesStretch } from '../../base/bytesText';
import { parseJson } from '../../base/json';
import { blobName, count, dialectIds, shortText } from '../messages/chatTypes';
import { sentAttachments } from './sentRequest';
import type { SentRequest } from './sentRequest';

// The kept record of what was sent and received for one answer: a line of JSON, and behind it the bytes that it points into.

const sha256 = v.pipe(v.string(), v.regex(/^[\da-f]{64}$/));
const length = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A stretch of the bytes that are kept. */
const kept = { at: length, kept: length };

const body = v.object({
  /**
   * Length and hash of the whole body, without the key. A body that repeated the key in pieces has no hash, and none of
   * it is kept.
   */
  bytes: length,
  sha256: v.exactOptional(sha256),
  /** The key stood in the body, and was taken out. */
  hadKey: v.exactOptional(v.boolean()),
  ...kept,
  /**
   * Files that are kept beside the session. The base64 of each is left out of the stretch that is kept: `at` is its place in
   * that stretch, and `length` is the length of the base64.
   */
  files: v.exactOptional(v.array(v.object({ at: length, length, blob: blobName, mediaType: shortText }))),
});
export type KeptBody = Frozen<v.InferOutput<typeof body>>;

const headers = v.object({
  /** Names in lower case. */
  list: v.array(v.tuple([v.string(), v.string()])),
  /** Number of headers that are not kept because there are too many. */
  leftOut: length,
  /** Length and hash of all headers, written as lines without secrets. */
  bytes: length,
  sha256,
});
export type KeptHeaders = Frozen<v.InferOutput<typeof headers>>;

const response = v.object({
  status: count,
  /** Ms from sending to the headers, and to the end. */
  headersMs: count,
  endMs: count,
  headers,
  body,
  /** Times at which the bytes of the body came: see `arrivalsOf`. */
  arrivals: v.object(kept),
  /** `left`: the caller stopped reading, or wanted no more. `broken`: the connection broke. */
  end: v.picklist(['whole', 'left', 'broken']),
});
export type KeptResponse = Frozen<v.InferOutput<typeof response>>;

const exchange = v.object({
  dialect: v.picklist(dialectIds),
  preset: shortText,
  method: v.picklist(['GET', 'POST']),
  url: v.string(),
  /** Ms from the first request of the answer to this one. */
  sentMs: count,
  headers,
  body,
  response: v.exactOptional(response),
  /** Code of the error that came in place of a response; empty where the error has no code. */
  failure: v.exactOptional(shortText),
});
export type KeptExchange = Frozen<v.InferOutput<typeof exchange>>;

const head = v.object({
  format: v.literal('ai-field-guide.wire'),
  version: v.literal(1),
  /** Time of the first request, in ms since 1970. */
  at: count,
  /** One exchange for each attempt. */
  exchanges: v.array(exchange),
});
type WireHead = Frozen<v.InferOutput<typeof head>>;

/** All that was sent and received for one answer, without keys and cookies. */
export interface Wire extends Pick<WireHead, 'at' | 'exchanges'> {
  readonly bytes: Uint8Array;
}

/** Writes a wire as the bytes of a file, in pieces. */
export function wirePieces({ at, exchanges, bytes }: Wire): Uint8Array[] {
  const written: WireHead = { format: 'ai-field-guide.wire', version: 1, at, exchanges };
  return [new TextEncoder().encode(`${JSON.stringify(written)}\n`), bytes];
}

/** Reads a wire from the bytes of a file; `undefined` where they are in no known form. */
export function readWire(file: Uint8Array): Wire | undefined {
  const end = file.indexOf(0x0a);
  if (end < 0) return undefined;
  const result = v.safeParse(head, parseJson(new TextDecoder().decode(file.subarray(0, end))));
  if (!result.success) return undefined;
  const { at, exchanges } = result.output;
  return { at, exchanges, bytes: file.subarray(end + 1) };
}

/** Returns the kept bytes of a part. */
export const keptOf = ({ bytes }: Pick<Wire, 'bytes'>, part: { readonly at: number; readonly kept: number }) =>
  bytes.subarray(part.at, part.at + part.kept);

/** Returns the kept bytes of a body, with the text of `fill` where the bytes of a file are left out. */
export function filledOf(
  wire: Pick<Wire, 'bytes'>,
  part: KeptBody,
  fill: (file: Pick<BytesStretch, 'blob' | 'mediaType' | 'length'>) => string,
): Uint8Array {
  const bytes = keptOf(wire, part);
  if (!part.files) return bytes;
  const encoder = new TextEncoder();
  const ends = part.files.map(({ at }) => at);
  const pieces = part.files.flatMap((file, i) => [
    bytes.subarray(ends[i - 1] ?? 0, file.at),
    encoder.encode(fill(file)),
  ]);
  return joinBytes([...pieces, bytes.subarray(ends.at(-1) ?? 0)]);
}

/** Whether all of the body is kept, except for the bytes of files. */
export const isWhole = ({ kept, bytes, files = [] }: KeptBody): boolean =>
  kept + files.reduce((sum, file) => sum + file.length, 0) >= bytes;

/** Bytes of one arrival. */
const arrivalBytes = 8;

/** The bytes up to `end` of a body were there `ms` after its request was sent. */
export interface Arrival {
  readonly end: number;
  readonly ms: number;
}

/** Writes arrivals as bytes: thousands of them would be too much JSON to parse in one go. */
export function arrivalsAsBytes(arrivals: readonly Arrival[]): Uint8Array {
  const bytes = new Uint8Array(arrivals.length * arrivalBytes);
  const view = new DataView(bytes.buffer);
  for (const [i, { end, ms }] of arrivals.entries()) {
    view.setUint32(i * arrivalBytes, end);
    view.setUint32(i * arrivalBytes + 4, ms);
  }
  return bytes;
}

/** Yields when the bytes of a response came, in their order. */
export function* arrivalsOf(wire: Wire, { arrivals }: KeptResponse): Generator<Arrival> {
  const bytes = keptOf(wire, arrivals);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + arrivalBytes <= bytes.length; at += arrivalBytes) {
    yield { end: view.getUint32(at), ms: view.getUint32(at + 4) };
  }
}

/**
 * Returns the request that the answer came from: the last one. `undefined` where not all of it is kept, or where the
 * key was taken out of its body, as the rest is not what was sent.
 */
export function sentRequestOf(wire: Wire): SentRequest | undefined {
  const last = wire.exchanges.at(-1);
  if (last === undefined || !isWhole(last.body) || last.body.hadKey === true) return undefined;
  if (last.headers.leftOut > 0) return undefined;
  const { dialect, preset, method, url } = last;
  const sent = last.headers.list.map(([name = '', value = '']) => [name, value] as const);
  const body = new TextDecoder().decode(filledOf(wire, last.body, ({ blob }) => bytesMark(blob)));
  const { files } = last.body;
  return { dialect, preset, method, url, headers: sent, body, ...(files && { files: sentAttachments(files) }) };
}
