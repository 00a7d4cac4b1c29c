import type { BytesStretch } from '../../base/bytesText';
import { isRecord, parseJson } from '../../base/json';
import type { Dialect, RefusedRequest } from '../dialects/dialect';
import { ChatError, ownWords } from '../messages/errors';
import type { ChatErrorFacts, ChatErrorKind } from '../messages/errors';
import { readProviderError } from '../providers/providerWords';
import type { ProviderError } from '../providers/providerWords';
import type { CheckedCall } from './call';

/** The most bytes of an error body that are read. */
const maxErrorBodyLength = 65_536;
/** Milliseconds to wait for an error body, as its status is known already. */
const errorBodyTimeoutMs = 3_000;

/** A provider's answer with an error status, with what is needed to decide on a second attempt. */
export class Rejection extends ChatError implements RefusedRequest {
  // Private, so that nothing of the provider's own text except for `facts.detail` is ever printed: the text may repeat
  // the key.
  readonly #said: ProviderError;

  constructor(
    kind: ChatErrorKind,
    facts: ChatErrorFacts,
    said: ProviderError,
    /** Whether asking again changes nothing: `x-should-retry: false`, or no credit left. */
    readonly final: boolean,
  ) {
    super(kind, facts);
    this.#said = said;
  }

  marks(field: string): boolean {
    return this.#said.fields.some((named) => named === field || named.startsWith(`${field}.`));
  }

  names(field: string): boolean {
    const words = new RegExp(`(?<![\\w.])${field.replaceAll('.', '\\.')}(?!\\w)`);
    return this.marks(field) || words.test(this.#said.words ?? '');
  }

  /** Whether the answer names any field at all. */
  get marksAny(): boolean {
    return this.#said.fields.length > 0;
  }
}

/**
 * Sends one request and returns the answer if its status is 2xx. Never follows a redirect: the key and the prompt go to
 * the host that is on screen, or nowhere. All headers are set here, so nothing from the environment gets into them.
 * Throws `ChatError`; when `call.signal` is aborted, what `fetch` throws then.
 */
export async function openResponse(
  call: CheckedCall,
  path: string,
  body?: Uint8Array | Blob,
  files?: readonly BytesStretch[],
): Promise<Response> {
  const response = await connect(call, path, body, files);
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    await response.body?.getReader().cancel();
    throw redirected(call, response);
  }
  if (!response.ok) throw rejection(call, response, await errorText(response));
  // No Content, Reset Content: no answer can follow.
  if (response.status === 204 || response.status === 205) {
    throw new ChatError('not-a-chat-api', call.facts({ status: response.status }));
  }
  return response;
}

/**
 * Returns the text of an error body. It is optional: where it breaks off or does not come in time, it is empty and not
 * read any further.
 */
async function errorText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  let timer: unknown;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => {
      resolve('');
      reader.cancel().catch(() => undefined);
    }, errorBodyTimeoutMs);
  });
  try {
    return await Promise.race([readAll(reader, maxErrorBodyLength), tooLate]);
  } catch {
    return '';
  } finally {
    clearTimeout(timer);
  }
}

/** Returns the headers of a request, which contain `key`. */
export const headersOf = (
  dialect: Pick<Dialect, 'headers'>,
  key: string | undefined,
  hasBody: boolean,
): Record<string, string> => ({
  accept: hasBody ? 'text/event-stream, application/json' : 'application/json',
  'user-agent': 'ai-field-guide',
  ...(hasBody ? { 'content-type': 'application/json' } : {}),
  ...dialect.headers(key),
});

async function connect(
  call: CheckedCall,
  path: string,
  body: Uint8Array | Blob | undefined,
  files: readonly BytesStretch[] = [],
): Promise<Response> {
  const headers = headersOf(call.dialect, call.key, body !== undefined);
  const method = body === undefined ? 'GET' : 'POST';
  const init = { method, headers, redirect: 'manual', signal: call.signal } as const;
  try {
    return await call.platform.fetch(call.baseUrl + path, body === undefined ? init : { ...init, body, files });
  } catch (error) {
    if (call.signal.aborted) throw error;
    const detail = findCode(error);
    if (isNodeTimeout(detail)) throw new ChatError('stalled', call.facts({ idleMs: nodeTimeoutMs }));
    throw new ChatError('unreachable', call.facts({ detail }));
  }
}

function redirected(call: CheckedCall, response: Response): ChatError {
  const location = response.headers.get('location');
  let target: string | undefined;
  try {
    if (location !== null) target = new URL(location, call.baseUrl).origin;
  } catch {
    // Not an address, so it is left out of the message.
  }
  const words = ownWords((say) =>
    target === undefined ? say('It redirects to another address.') : say('It redirects to {0}.', target),
  );
  return new ChatError('not-a-chat-api', call.facts({ status: response.status, ...words }));
}

function rejection(call: CheckedCall, response: Response, text: string): Rejection {
  const { status, headers } = response;
  const body = parseJson(text, text);
  const said = readProviderError(body);
  const facts = call.facts({ status, detail: said.words, retryAfterMs: retryAfter(headers) ?? said.retryAfterMs });
  const final = headers.get('x-should-retry') === 'false' || said.codes.includes('insufficient_quota');
  return new Rejection(kindOf(call, status, said, body), facts, said, final);
}

function kindOf(call: CheckedCall, status: number, said: ProviderError, body: unknown): ChatErrorKind {
  const hasCode = (...codes: string[]) => codes.some((code) => said.codes.includes(code));
  if (status === 401) return call.key === undefined ? 'missing-key' : 'wrong-key';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'rate-limited';
  if (status >= 500 && status !== 501) return 'server-error';
  // A body that is not JSON, or FastAPI's answer to an unknown path, means that there is no chat API at this address.
  const noSuchPath = typeof body === 'string' || wordsAre(body, 'Not Found');
  const isUnknown = status === 404 || status === 501;
  if (status === 405 || (isUnknown && (noSuchPath || call.model === undefined))) return 'not-a-chat-api';
  if (status === 404) return 'unknown-model';
  if (hasCode('model_not_found', 'invalid_model')) return 'unknown-model'; // Mistral answers 400 "invalid_model".
  if (hasCode('API_KEY_INVALID', 'invalid_api_key')) return 'wrong-key'; // Google answers 400.
  return 'bad-request';
}

/** Whether a body has `detail` as its only field, like FastAPI's body for an unknown path. */
const wordsAre = (body: unknown, detail: string): boolean => JSON.stringify(body) === JSON.stringify({ detail });

/** Returns milliseconds. RFC 9110 section 10.2.3: seconds or a date; OpenAI also sends retry-after-ms. */
function retryAfter(headers: Headers): number | undefined {
  const ms = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (ms >= 0) return ms;
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const waitMs = /^\s*[\d.]+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : undefined;
}

/** Returns the body as text, up to `maxBytes`; the rest is not read. `onBytes` is called for every piece. */
export const readText = (response: Response, maxBytes: number, onBytes?: () => void): Promise<string> =>
  readAll(response.body?.getReader(), maxBytes, onBytes);

/** Yields the body as text piece by piece, as the pieces come. */
export const readPieces = (response: Response, maxBytes: number): AsyncGenerator<string, void, undefined> =>
  piecesOf(response.body?.getReader(), maxBytes);

async function readAll(
  reader: ReadableStreamDefaultReader | undefined,
  maxBytes: number,
  onBytes?: () => void,
): Promise<string> {
  let text = '';
  for await (const piece of piecesOf(reader, maxBytes, onBytes)) text += piece;
  return text;
}

async function* piecesOf(
  reader: ReadableStreamDefaultReader | undefined,
  maxBytes: number,
  onBytes?: () => void,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let left = maxBytes;
  while (reader) {
    const { done, value } = await reader.read();
    if (done || value === undefined) return yield decoder.decode();
    onBytes?.();
    yield decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.byteLength;
    if (left <= 0) {
      await reader.cancel();
      return;
    }
  }
}

/**
 * Milliseconds after which Node's fetch gives up a connection without headers or without the next bytes (undici:
 * headersTimeout, bodyTimeout). Inside VS Code an extension cannot change that, as its proxy support brings a
 * dispatcher of its own.
 */
export const nodeTimeoutMs = 300_000;

/** Whether a code reports that time limit. */
export const isNodeTimeout = (code: string | undefined): boolean =>
  code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT';

/**
 * Returns the code of the system error that a failed `fetch` hides in its causes ("ECONNREFUSED", "ENOTFOUND",
 * "UND_ERR_SOCKET", "CERT_HAS_EXPIRED"), or Chromium's name of it ("net::ERR_NAME_NOT_RESOLVED").
 */
export function findCode(error: unknown): string | undefined {
  let found: string | undefined;
  for (let depth = 0, at = error; depth < 6 && isRecord(at); depth++) {
    const { code, message, cause, errors } = at as Record<string, unknown>;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) found = code;
    else found = /net::ERR_[A-Z_]+/.exec(typeof message === 'string' ? message : '')?.[0] ?? found;
    at = cause ?? (Array.isArray(errors) ? (errors as unknown[])[0] : undefined);
  }
  return found;
}
