import { ChatError } from '../messages/errors';
import { readPieces, send } from '../exchange/send';
import { withCall } from '../exchange/shortCall';
import type { ShortCallDeps } from '../exchange/shortCall';
import type { Endpoint } from '../messages/types';
import { jsonBytes } from './jsonBytes';
import type { CountingWay } from './ways';

/** UTF-16 code units of a text that is sent to be counted: about a million tokens, and no long stretch of work to write it. */
export const longestCounted = 4_000_000;
/** Bytes of an answer: a list of four million token ids fits in. */
const longestAnswer = 48 * 1024 * 1024;
/** Ms for the whole request, whatever comes meanwhile. */
export const countLimitMs = 60_000;
/** Tokens of frame and system that a maker may add to a text. */
const mostAdded = 10_000;
/** A code unit has three bytes at most, and no token is less than one of them. */
const mostPerUnit = 3;

export interface CountAtDeps extends ShortCallDeps {
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
  return withCall(
    there,
    deps,
    deps.limitMs ?? countLimitMs,
    async (prepared) => {
      const call = { ...prepared, dialect: { ...prepared.dialect, headers: (key?: string) => way.headers(key) } };
      const body = await jsonBytes((part) => way.body(part, model), text);
      const response = await send(call, way.path(call.baseUrl, model), body);
      const reader = way.reader();
      for await (const piece of readPieces(response, longestAnswer)) reader.feed(piece);
      const tokens = reader.end();
      if (tokens === undefined || !canBe(tokens, text)) throw new ChatError('no-count', call.facts());
      return tokens;
    },
    request,
  );
}

const canBe = (tokens: number, text: string): boolean =>
  tokens <= mostPerUnit * text.length + mostAdded && (tokens > 0 || text === '');
