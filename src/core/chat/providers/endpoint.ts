import { ChatError, ownWords } from '../messages/errors';
import type { Saying } from '../../base/say';

const maxUrlLength = 2_000;

/**
 * Reads a base URL into the form in which it is stored and used: trimmed, canonical, without slashes at its end. Throws
 * `ChatError('invalid-url')`, with the reason in `detail`, for every address that a request cannot go to, and for one
 * that would put a secret into a settings file (credentials, a query).
 */
export function parseBaseUrl(text: string): string {
  const trimmed = text.trim();
  const refuse = (said: Saying): never => {
    throw new ChatError('invalid-url', { host: showable(trimmed), ...ownWords(said) });
  };
  if (trimmed === '') refuse((say) => say('It is empty.'));
  if (trimmed.length > maxUrlLength) refuse((say) => say('It is longer than {0} characters.', maxUrlLength));
  if (!/^https?:\/\//i.test(trimmed)) refuse((say) => say('It has to start with https:// or http://.'));
  if (/[\s\\]/.test(trimmed)) refuse((say) => say('It contains a space or a backslash.'));
  const url = parse(trimmed) ?? refuse((say) => say('It is not a complete address.'));
  if (url.username !== '' || url.password !== '')
    refuse((say) => say('It contains a user name or password. Keys are stored separately.'));
  if (/[?#]/.test(trimmed)) refuse((say) => say('It contains a query (?) or a fragment (#).'));
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** Scheme, host and port: what a key is bound to. Throws like `parseBaseUrl`. */
export const originOf = (baseUrl: string): string => new URL(parseBaseUrl(baseUrl)).origin;

/** Host, with the port where it is not the scheme's own. Throws like `parseBaseUrl`. */
export const hostOf = (baseUrl: string): string => new URL(parseBaseUrl(baseUrl)).host;

/**
 * Whether requests stay on this machine: `localhost`, 127.0.0.0/8 and ::1 (RFC 6761, RFC 1122). Names below localhost
 * do not count: some systems look them up in DNS, which may send them anywhere.
 */
export function isLoopback(baseUrl: string): boolean {
  const hostname = parse(baseUrl)?.hostname ?? '';
  return /^localhost$|^127\.\d+\.\d+\.\d+$|^\[::1\]$/.test(hostname);
}

/** Whether both URLs name one server of this machine: `localhost` and 127.0.0.1 do, as only one server listens on a port. */
export function isSameLocalServer(one: string, other: string): boolean {
  const [a, b] = [parse(one), parse(other)];
  if (!a || !b) return false;
  const port = ({ host, protocol }: URL): string => /:(\d+)$/.exec(host)?.[1] ?? (protocol === 'https:' ? '443' : '80');
  return isLoopback(one) && isLoopback(other) && port(a) === port(b);
}

/**
 * Throws `ChatError('invalid-url')` where a key would travel in clear: plain http to another machine.
 * Without a key plain http is the user's choice (a model server in the local network).
 */
export function assertKeyMayTravel(baseUrl: string, key: string | undefined): void {
  const url = new URL(parseBaseUrl(baseUrl));
  if (key === undefined || url.protocol === 'https:' || isLoopback(baseUrl)) return;
  const reason = ownWords((say) =>
    say('The key would travel unencrypted over http:// to another machine. Use https://, or remove the key.'),
  );
  throw new ChatError('invalid-url', { host: url.origin + url.pathname, ...reason });
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/**
 * Makes an invalid URL fit to be shown, without anything that could be a secret. A password may stand before any `@`,
 * however the address begins, and may have any characters.
 */
function showable(text: string): string {
  const [, scheme = '', rest = ''] = /^([a-z]+:[/\\]+|https?:)?(.*)$/is.exec(text) ?? [];
  const shown = /[?#].*@/s.test(rest) ? '' : rest.replace(/^.*@/s, '').replace(/[?#].*$/s, '');
  return (scheme + shown).slice(0, 120);
}
