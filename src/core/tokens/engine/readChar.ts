/**
 * Returns the class and the length in bytes of the UTF-8 character at `at` in one number: class << 3 | length. `bytes`
 * is well-formed UTF-8 and `at` is the first byte of a character.
 */
export function readChar(bytes: Uint8Array, classes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return (classes[lead]! << 3) | 1;
  if (lead < 0xe0) return (classes[((lead & 31) << 6) | (bytes[at + 1]! & 63)]! << 3) | 2;
  if (lead < 0xf0) return (classes[codePoint3(bytes, at)]! << 3) | 3;
  return (classes[((lead & 7) << 18) | (codePoint3(bytes, at + 1) & 0x3ffff)]! << 3) | 4;
}

/** Returns the code point of a character of three bytes; with `at` on the second byte of four, its low 18 bits. */
export function codePoint3(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! & (bytes[at]! >= 0xe0 ? 15 : 63)) << 12) | ((bytes[at + 1]! & 63) << 6) | (bytes[at + 2]! & 63);
}

/** Returns the code point at `at`, the first byte of a character. */
export function codePointAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return lead;
  if (lead < 0xe0) return ((lead & 31) << 6) | (bytes[at + 1]! & 63);
  return lead < 0xf0 ? codePoint3(bytes, at) : ((lead & 7) << 18) | (codePoint3(bytes, at + 1) & 0x3ffff);
}

/** Returns the number of bytes of the character that begins with `lead`. */
export const charLength = (lead: number): number => (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
