import { isRecord } from '../../base/json';

/**
 * Ms after which Node's fetch gives up a connection without headers or without the next bytes (undici: headersTimeout,
 * bodyTimeout). Inside VS Code an extension cannot change that: its proxy support brings a dispatcher of its own.
 */
export const nodeTimeoutMs = 300_000;

/** Codes for that. */
export const isNodeTimeout = (code: string | undefined): boolean =>
  code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT';

/**
 * The code of the system error that a failed `fetch` hides in its causes ("ECONNREFUSED", "ENOTFOUND",
 * "UND_ERR_SOCKET", "CERT_HAS_EXPIRED"), or what Chromium calls it ("net::ERR_NAME_NOT_RESOLVED").
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
