/** Reads base64 with `+` and `/` (RFC 4648, section 4). The bytes have a buffer of their own. */
export type DecodeBase64 = (text: string) => Uint8Array<ArrayBuffer>;

/** Of engines since 2025; TypeScript's ES2023 does not know it. */
const { fromBase64 } = Uint8Array as { readonly fromBase64?: DecodeBase64 };

/** Where the host has nothing faster. @throws Error where the text is no base64 */
export const decodeBase64: DecodeBase64 = (text) => (fromBase64 ? fromBase64(text) : decodeByHand(text));

/** What every engine can, twenty times as slow. @throws Error where the text is no base64 */
export function decodeByHand(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** Without anything of the host, as only the build writes it. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
