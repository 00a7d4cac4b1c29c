const encoder = new TextEncoder();
const lossy = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/** Bytes of a text in UTF-8. */
export const utf8Length = (text: string): number => encoder.encode(text).length;

/** The text of bytes, with its byte order mark; what is no UTF-8 is U+FFFD, as Rust and Node decode it. */
export const decodeLossy = (bytes: Uint8Array): string => lossy.decode(bytes);

/** The text of bytes with its byte order mark; `undefined`: it is no UTF-8. */
export function decodeStrict(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}
