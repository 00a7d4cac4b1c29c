import { jsonBody } from '../../base/jsonPieces';
import { ChatError } from '../messages/errors';
import { openResponse, readPieces } from '../exchange/response';
import { withShortCall } from '../exchange/watchedCall';
import type { CallDeps } from '../exchange/watchedCall';
import type { Endpoint } from '../messages/chatTypes';
import type { CountingWay } from './ways';

/** UTF-16 code units of a text that is sent to be counted, at most: about a million tokens, and not long to write as JSON. */
export const maxCountedLength = 4_000_000;
/** Bytes of an answer: a list of four million token ids fits in. */
const maxAnswerLength = 48 * 1024 * 1024;
/** Ms for the whole request, whatever comes meanwhile. */
export const countLimitMs = 60_000;
/** Tokens of frame and system that a maker may add to a text. */
const maxAdded = 10_000;
/** Tokens of one UTF-16 code unit, at most: it has at most three bytes, and no token is less than a byte. */
const maxPerUnit = 3;

interface CountAtDeps extends CallDeps {
  /** Ms; `countLimitMs` where it is left out. */
  readonly limitMs?: number;
}

/**
 * Asks the provider for the tokens of a text for a model. Sends the request once, and never again by itself. Throws
 * `ChatError` (`no-count` where the answer is no number that can be true), or any error when `deps.signal` is aborted.
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
      const body = await jsonBody(way.body(text, model));
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
