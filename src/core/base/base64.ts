import type { Work } from './work';

// Base64 (RFC 4648, section 4). It is written as bytes, so that no text of megabytes arises.

/**
 * Bytes that are encoded in one step, in well under a millisecond. A multiple of three, so that the pieces join without
 * padding.
 */
const stepBytes = 48 * 1024;

const alphabet = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const padding = 0x3d;

/** Returns the number of base64 characters for a number of bytes. */
export const base64Length = (bytes: number): number => 4 * Math.ceil(bytes / 3);

/** Returns about how many bytes some base64 characters stand for: two too many at most. */
export const bytesOfBase64 = (characters: number): number => Math.floor((characters * 3) / 4);

/** Yields the base64 of bytes, as ASCII. */
export function* base64Pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += stepBytes) yield encoded(bytes.subarray(at, at + stepBytes));
}

function encoded(bytes: Uint8Array): Uint8Array {
  const written = new Uint8Array(base64Length(bytes.length));
  const whole = bytes.length - (bytes.length % 3);
  let to = 0;
  for (let at = 0; at < whole; at += 3) {
    const three = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
    written[to++] = alphabet[three >> 18]!;
    written[to++] = alphabet[(three >> 12) & 63]!;
    written[to++] = alphabet[(three >> 6) & 63]!;
    written[to++] = alphabet[three & 63]!;
  }
  if (whole === bytes.length) return written;
  const first = bytes[whole]!;
  const second = bytes[whole + 1];
  written[to++] = alphabet[first >> 2]!;
  written[to++] = alphabet[((first & 3) << 4) | ((second ?? 0) >> 4)]!;
  written[to++] = second === undefined ? padding : alphabet[(second & 15) << 2]!;
  written[to] = padding;
  return written;
}

/** Characters that are decoded in one step, in well under a millisecond. A multiple of four. */
const stepLength = 48 * 1024;

/** Decodes base64; `undefined` where the text is not valid. Blanks are ignored, and the padding may be missing. */
export function* decodedBase64(base64: string): Work<Uint8Array | undefined> {
  const text = base64.trimEnd();
  const bytes = new Uint8Array(bytesOfBase64(text.length));
  let length = 0;
  let rest = '';
  for (let at = 0; at < text.length; at += stepLength) {
    const isLast = at + stepLength >= text.length;
    const some = rest + text.slice(at, at + stepLength).replace(/[\t\n\f\r ]/g, '');
    const end = isLast ? some.length : some.length - (some.length % 4);
    const binary = decoded(some.slice(0, end), isLast);
    if (binary === undefined) return undefined;
    for (let i = 0; i < binary.length; i++) bytes[length++] = binary.charCodeAt(i);
    rest = some.slice(end);
    yield;
  }
  return bytes.subarray(0, length);
}

function decoded(base64: string, isLast: boolean): string | undefined {
  if (!(isLast ? /^[A-Za-z\d+/]*={0,2}$/ : /^[A-Za-z\d+/]*$/).test(base64)) return undefined;
  const letters = base64.replace(/=+$/, '');
  const isPadded = letters.length < base64.length;
  if (isPadded ? base64.length % 4 > 0 : letters.length % 4 === 1) return undefined;
  return atob(letters);
}
