import { pacer } from '../../base/work';
import { ChatError } from '../messages/errors';
import { openResponse, readPieces } from '../exchange/response';
import { withShortCall } from '../exchange/watchedCall';
import type { CallDeps } from '../exchange/watchedCall';
import type { Endpoint } from '../messages/types';
import type { CountingWay } from './ways';

/** UTF-16 code units of a text that is sent to be counted: about a million tokens, and no long stretch of work to write it. */
export const maxCountedLength = 4_000_000;
/** Bytes of an answer: a list of four million token ids fits in. */
const maxAnswerLength = 48 * 1024 * 1024;
/** Ms for the whole request, whatever comes meanwhile. */
export const countLimitMs = 60_000;
/** Tokens of frame and system that a maker may add to a text. */
const maxAdded = 10_000;
/** A code unit has three bytes at most, and no token is less than one of them. */
const maxPerUnit = 3;

interface CountAtDeps extends CallDeps {
  /** Ms; `countLimitMs` where it is left out. */
  readonly limitMs?: number;
}

/**
 * Tokens of a text as the provider counts them for a model. Sends once, and never again by itself.
 * Throws `ChatError`, `no-count` where the answer is no number that can be true; when `deps.signal` is aborted, anything.
 */
export async function countAt(
  way: CountingWay,
  endpoint: Endpoint,
  model: string,
  text: string,
  deps: CountAtDeps,
): Promise<number> {
  const there = { ...endpoint, baseUrl: way.base(endpoint.baseUrl) };
  const asked = { role: 'user', parts: [{ type: 'text', text }] } as const;
  const request = { model, system: '', messages: [asked], params: {} };
  return withShortCall(
    there,
    deps,
    deps.limitMs ?? countLimitMs,
    async (prepared) => {
      const call = { ...prepared, dialect: { ...prepared.dialect, headers: (key?: string) => way.headers(key) } };
      const body = await jsonBytes((part) => way.body(part, model), text);
      const response = await openResponse(call, way.path(call.baseUrl, model), body);
      const reader = way.reader();
      for await (const piece of readPieces(response, maxAnswerLength)) reader.feed(piece);
      const tokens = reader.end();
      if (tokens === undefined || !canBe(tokens, text)) throw new ChatError('no-count', call.facts());
      return tokens;
    },
    request,
  );
}

const canBe = (tokens: number, text: string): boolean =>
  tokens <= maxPerUnit * text.length + maxAdded && (tokens > 0 || text === '');

/** UTF-16 code units that are written at once: a fraction of a millisecond. */
const unitsAtOnce = 64 * 1024;
/** Stands for the text until it is written; no model is called like that. */
const placeholder = '\u{10fffd}text\u{10fffd}';

/** JSON of `body` with the text in it, in UTF-8. Of megabytes it is written piece by piece, so that others get a turn. */
export async function jsonBytes(body: (text: string) => object, text: string): Promise<Uint8Array> {
  const breathe = pacer(() => new Promise((resolve) => void setTimeout(resolve, 0)));
  const encoder = new TextEncoder();
  const [before = '', after = ''] = JSON.stringify(body(placeholder)).split(placeholder);
  const pieces = [encoder.encode(before)];
  for (let at = 0; at < text.length; at += unitsAtOnce) {
    // A pair of surrogates that is cut is written as two escapes, which are read as the same character.
    pieces.push(encoder.encode(JSON.stringify(text.slice(at, at + unitsAtOnce)).slice(1, -1)));
    await breathe();
  }
  pieces.push(encoder.encode(after));
  const bytes = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let end = 0;
  for (const piece of pieces) {
    bytes.set(piece, end);
    end += piece.byteLength;
  }
  return bytes;
}
