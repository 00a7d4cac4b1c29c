import type { Sha256 } from '../messages/transport';
import { keyHider } from '../providers/hideSecrets';
import { keyMark } from './sentRequest';
import type { KeptHeaders } from './wire';

/** UTF-16 code units of headers that are kept. Platforms take 16 KB. */
const maxLength = 65_536;

/** Names of headers whose value is a secret, whatever stands in it. */
const secretName =
  /cookie|authorization$|(?:^|-)(?:(?:api-?)?key|auth|token|secret|password|passwd|credentials?|signature|session)$/;

/** Stands for a value that is not kept. */
const hiddenMark = '…';

type Header = readonly [name: string, value: string];

/** The headers of a request without its key, for which `keyMark` stands. */
export function requestHeaders(headers: Readonly<Record<string, string>>, key: string | undefined): Header[] {
  return Object.entries(headers).map(([written, value]) => {
    const name = written.toLowerCase();
    // Elsewhere a short key may be a word of its own.
    const marked = key === undefined || (key.length < 8 && !isSecret(name)) ? value : value.replaceAll(key, keyMark);
    if (isSecret(name)) return [name, marked.includes(keyMark) ? marked : keyMark];
    return [name, withoutKey(marked, key)];
  });
}

/** The headers of a response without its cookies, and without the key where it repeats that. */
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

/** An address or a value of a header without the key. */
export const withoutKey = (text: string, key: string | undefined): string => keyHider(key, true)?.whole(text) ?? text;

const isSecret = (name: string): boolean => secretName.test(name);
