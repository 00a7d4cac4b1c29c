/** Stand for what cannot be seen in a picture. */
const visible: Readonly<Record<string, string>> = { ' ': '·', '\n': '↵', '\r': '␍', '\t': '→' };

/** The bytes of a token as they are shown: spaces and ends of lines as signs, a part of a character in hexadecimal. */
export function shownBytes(bytes: Uint8Array): string {
  try {
    return shownText(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return Array.from(bytes, (byte) => `<${byte.toString(16).padStart(2, '0')}>`).join('');
  }
}

export const shownText = (text: string): string => text.replace(/[ \n\r\t]/g, (char) => visible[char] ?? char);
