import type { Sha256 } from '../messages/transport';
import { keyHider } from '../providers/hideSecrets';
import { keyMark } from './sentRequest';
import type { KeptHeaders } from './wire';

/** The most UTF-16 code units of headers that are kept. Platforms accept 16 KB. */
const maxLength = 65_536;

/** Names of headers whose value is always a secret. */
const secretName =
  /cookie|authorization$|(?:^|-)(?:(?:api-?)?key|auth|token|secret|password|passwd|credentials?|signature|session)$/;

/** The mark in place of a value that is not kept. */
const hiddenMark = '…';

type Header = readonly [name: string, value: string];

/** Returns the headers of a request with `keyMark` in place of its key. */
export function requestHeaders(headers: Readonly<Record<string, string>>, key: string | undefined): Header[] {
  return Object.entries(headers).map(([written, value]) => {
    const name = written.toLowerCase();
    // In other headers, a short key may be an ordinary word.
    const marked = key === undefined || (key.length < 8 && !isSecret(name)) ? value : value.replaceAll(key, keyMark);
    if (isSecret(name)) return [name, marked.includes(keyMark) ? marked : keyMark];
    return [name, withoutKey(marked, key)];
  });
}

/** Returns the headers of a response without its cookies, and without the key where the response repeats it. */
export function responseHeaders(headers: Headers, key: string | undefined): Header[] {
  const list: Header[] = [];
  headers.forEach((value, name) => list.push([name, isSecret(name) ? hiddenMark : withoutKey(value, key)]));
  return list;
}

export function keptHeaders(list: readonly Header[], hash: Sha256): KeptHeaders {
  const kept: [string, string][] = [];
  let [bytes, length] = [0, 0];
  for (const [name, value] of list) {
    const line = new TextEncoder().encode(`${name}: ${value}\r\n`);
    hash.add(line);
    bytes += line.length;
    length += name.length + value.length;
    if (length <= maxLength) kept.push([name, value]);
  }
  return { list: kept, leftOut: list.length - kept.length, bytes, sha256: hash.hex() };
}

/** Returns an address or the value of a header without the key. */
export const withoutKey = (text: string, key: string | undefined): string => keyHider(key, true)?.whole(text) ?? text;

const isSecret = (name: string): boolean => secretName.test(name);
