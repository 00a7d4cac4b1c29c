import type { PocketModel } from '../pocket/pocketModel';
import { takenOf } from './steps';
import type { AnswerStep } from './steps';

/** Signs for characters that cannot be seen in a picture. */
const visible: Readonly<Record<string, string>> = { ' ': '·', '\n': '↵', '\r': '␍', '\t': '→' };

/**
 * Returns the bytes of a token as they are shown: spaces and line ends as signs, parts of a character in hexadecimal.
 */
export function shownBytes(bytes: Uint8Array): string {
  try {
    return shownText(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return Array.from(bytes, (byte) => `<${byte.toString(16).padStart(2, '0')}>`).join('');
  }
}

export const shownText = (text: string): string =>
  visibleControls(text.replace(/[ \n\r\t]/g, (char) => visible[char] ?? char));

/** The sign of the first control character. Those of the others follow in order; that of the last, U+007F, is apart. */
const firstSign = 0x2400;
const signOfDelete = '␡';

/**
 * Replaces control characters, except for tab and line ends, and half characters with signs, as XML cannot hold them.
 */
export const visibleControls = (text: string): string =>
  text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, (char) => String.fromCharCode(firstSign + char.charCodeAt(0)))
    .replaceAll('\x7f', signOfDelete)
    .replace(/[\p{Surrogate}\ufffe\uffff]/gu, '\ufffd');

/** Returns the name of a token in a picture. The special tokens of the chat have names of their own. */
export function tokenName({ tokenizer, special }: PocketModel, id: number): string {
  const name = Object.entries(special).find(([, token]) => token === id)?.[0];
  return name === undefined ? shownBytes(tokenizer.tokenBytes(id)) : `<${name}>`;
}

/** Returns the text of an answer, without the end token. */
export const answerText = ({ tokenizer, special }: PocketModel, steps: readonly AnswerStep[]): string =>
  tokenizer.decode(steps.map((step) => takenOf(step).id).filter((id) => id !== special.end));
