const lossy = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/** UTF-16 code units from which on a text is remembered. Shorter ones are counted faster than they are looked up. */
const longText = 256;
/** Most UTF-16 code units of all texts that are remembered. */
const mostRemembered = 32_000_000;
const remembered = { lengths: new Map<string, number>(), units: 0 };

/** Returns the bytes of a text in UTF-8. Agents ask for those of the same long texts after each edit. */
export function utf8Length(text: string): number {
  if (text.length < longText) return countBytes(text);
  const known = remembered.lengths.get(text);
  if (known !== undefined) return known;
  if (remembered.units + text.length > mostRemembered) {
    remembered.lengths.clear();
    remembered.units = 0;
  }
  const bytes = countBytes(text);
  remembered.lengths.set(text, bytes);
  remembered.units += text.length;
  return bytes;
}

/** Counts bytes of UTF-8. Half of a surrogate pair alone is written as U+FFFD, in three bytes. */
function countBytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    if (unit >= 0xd800 && unit < 0xdc00 && isSecondHalf(text.charCodeAt(i + 1))) i++;
  }
  return bytes;
}

const isSecondHalf = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/** Decodes bytes, with their byte order mark. Those that are no UTF-8 become U+FFFD, as in Rust and Node. */
export const decodeLossy = (bytes: Uint8Array): string => lossy.decode(bytes);

/** Decodes bytes, with their byte order mark; `undefined` where they are no UTF-8. */
export function decodeStrict(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}
