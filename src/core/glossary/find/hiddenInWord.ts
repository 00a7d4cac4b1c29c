import { LETTER_OR_NUMBER, MARK, characterAt } from './characters';
import { lengthAt } from './separator';
import { wordEnd } from './words';

/** A word as a reader sees it, and where it ends in the text. UTF-16 code units. */
export interface SeenWord {
  readonly seen: string;
  readonly end: number;
}

/** What begins something that is not seen: a soft hyphen or character without width, `&shy;`, `<wbr>`, `\-`. */
const beginnings = new Set(['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '&', '<', '\\', '{']);
const maxWordLength = 100;

/** Whether a word may go on behind what is not seen. Asked after every word. */
export const mayHideMore = (text: string, end: number): boolean => {
  const code = text.charCodeAt(end);
  return (
    (code > 0xa0 || code === 0x26 || code === 0x3c || code === 0x5c || code === 0x7b) &&
    beginnings.has(text.charAt(end))
  );
};

/** The word that begins at `start`, without what `hidden` matches in it. */
export function readHidden(text: string, start: number, hidden: RegExp): SeenWord {
  let seen = '';
  const ends: number[] = [];
  for (let at = start; at < text.length && seen.length < maxWordLength;) {
    const length = lengthAt(hidden, text, at);
    const character = text.charAt(at);
    if (length === 0) {
      if (!/['’]/.test(character) && (characterAt(text, at) & (LETTER_OR_NUMBER | MARK)) === 0) break;
      seen += character;
      ends.push(at + 1);
    }
    at += length || 1;
  }
  const length = wordEnd(seen, 0);
  return length === 0
    ? { seen: '', end: wordEnd(text, start) }
    : { seen: seen.slice(0, length), end: ends[length - 1]! };
}
